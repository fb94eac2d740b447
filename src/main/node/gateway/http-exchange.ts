import type { IncomingMessage, ServerResponse } from 'node:http';

import { isJSONRPCRequest } from '@modelcontextprotocol/server';

import type { AppHello } from '../../gateway/app-hello.ts';
import type { HttpRefusal } from '../../gateway/http-check.ts';

/** An app that has shown its token, at one address. */
export interface HttpApp {
  /** Id of its token. */
  readonly id: string;
  /** Names the token and the address; what is shared by two requests is shared under one key. */
  readonly key: string;
  readonly hello: AppHello;
}

/** One request that was let in. */
export interface HttpExchange {
  readonly app: HttpApp;
  readonly request: Request;
  /** The message it carries; absent where the method has none. */
  readonly body?: object;
  /** Resolves when it was answered to the end, or the app hung up before that; never rejects. */
  readonly ended: Promise<'answered' | 'left'>;
  /** Set when the app may stay no longer: it is told so instead of what it waits for. */
  isCut: boolean;
}

/** What an app may tell a server by headers; its token, cookies and the like end at the door. */
const passedOn = /^(accept|content-type|last-event-id|mcp-.*)$/;

/** How long a refused app may go on sending what nobody reads, ms. */
const lingerMs = 1_000;

/** A request as the SDK takes it, without its body. */
export function webRequest(request: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && passedOn.test(name)) headers.set(name, value);
  }
  return new Request(`http://localhost${request.url ?? '/'}`, {
    method: request.method ?? 'GET',
    headers,
    signal,
  });
}

/**
 * Sends the SDK's answer. Resolves at its end or when the app left. What is cut off ends with an error:
 * apps wait long for an answer that never comes. The SDK keeps whatever nobody has taken from it, so all
 * of it is taken at once, to be counted where it waits; `grew` is told when some does.
 */
export async function sendWebResponse(
  response: Response,
  to: ServerResponse,
  exchange: Pick<HttpExchange, 'isCut' | 'body'>,
  grew: () => void,
): Promise<void> {
  if (exchange.isCut) return sendRefusal(cutOff, to, exchange.body);
  to.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) return void to.end();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const onClose = (): void => void reader.cancel().catch(() => undefined);
  to.once('close', onClose);
  try {
    if (to.destroyed) return onClose();
    to.flushHeaders();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || to.destroyed) break;
      if (!to.write(value)) grew();
    }
  } finally {
    to.off('close', onClose);
    const isStream = response.headers.get('content-type') === 'text/event-stream';
    if (exchange.isCut && isStream && !to.destroyed)
      to.write(`event: message\ndata: ${rpcError(cutOff, exchange.body)}\n\n`);
    to.end();
  }
}

const cutOff: HttpRefusal = {
  status: 503,
  message: 'Patchbay ended this connection; the call was not repeated.',
};

function rpcError({ message }: HttpRefusal, body: object | undefined): string {
  const id = isJSONRPCRequest(body) ? body.id : null;
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_000, message } });
}

/** Answers a request that goes no further, and hangs up: its body is not worth reading. */
export function sendRefusal(refusal: HttpRefusal, to: ServerResponse, body?: object): void {
  const { status } = refusal;
  if (to.headersSent || to.destroyed) return void to.destroy();
  to.writeHead(status, {
    'Content-Type': 'application/json',
    Connection: 'close',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 405 && { Allow: 'GET, POST, DELETE' }),
  });
  const { socket } = to;
  to.end(rpcError(refusal, body), () => {
    // An app that is still sending reads the answer only if it is not hung up on at once.
    setTimeout(() => socket?.destroy(), lingerMs).unref();
  });
}
