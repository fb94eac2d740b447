import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';

/** What is done to messages on their way. */
export interface OnTheWay {
  /** Hands on what has come, changed or not, or keeps it. */
  readonly receive: (message: JSONRPCMessage, handOn: (message: JSONRPCMessage) => void) => void;
  /** What is sent in the place of a message; the message itself if absent. */
  readonly send?: (message: JSONRPCMessage) => JSONRPCMessage;
}

/** A transport over another, which it starts and closes, with something between the two. */
export function withBetween(inner: Transport, { receive, send }: OnTheWay): Transport {
  const outer: Transport = {
    async start() {
      inner.onclose = () => outer.onclose?.();
      inner.onerror = (error) => outer.onerror?.(error);
      inner.onmessage = (message: JSONRPCMessage, extra) =>
        receive(message, (known) => outer.onmessage?.(known, extra));
      await inner.start();
    },
    send: (message, options) => inner.send(send?.(message) ?? message, options),
    close: () => inner.close(),
  };
  return outer;
}
