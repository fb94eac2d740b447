import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { WebSocket } from 'ws';
import type { RawData } from 'ws';

import type { SessionOutcome } from '../../sessions/session.ts';
import { HttpOutcomeError, lostMessage } from '../http/http-outcome-error.ts';
import { redactText } from '../http/safe-text.ts';
import { AnswerIdScanner } from '../messages/answer-id.ts';
import { readMessage } from '../messages/read-message.ts';
import type { ParseMessage } from '../messages/read-message.ts';
import type { Connection } from '../network/network.ts';
import type { WebSocketAuthorization } from './open-authorized.ts';
import { openAuthorized } from './open-authorized.ts';
import {
  DEFAULT_MAX_MESSAGE_BYTES,
  rawDataToBuffer,
  webSocketErrorOutcome,
} from './websocket-outcome.ts';

/** Where and how to connect; times in ms. */
export interface WebSocketTransportOptions extends WebSocketAuthorization {
  /** ws, wss, http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A larger message fails its call, a far larger one ends the connection. Default 32 MiB. */
  readonly maxMessageBytes?: number;
  /** Until the connection is open. Default 30 s. */
  readonly handshakeTimeoutMs?: number;
  /** Between two signs of life asked of the server. Default 30 s, 0 = never. */
  readonly heartbeatMs?: number;
  /** How the network is reached; without a proxy if absent. */
  readonly connection?: ((url: URL) => Promise<Connection> | undefined) | undefined;
  /** Values that never show up in an outcome. */
  readonly redact?: readonly string[];
  /** Why the connection is over, told once unless it was closed by us; `start` failing counts. */
  readonly onOutcome?: (outcome: SessionOutcome) => void;
}

const CLOSE_GRACE_MS = 500;

/**
 * MCP over one WebSocket: a JSON-RPC message per text frame, subprotocol `mcp` when the server
 * knows it. `start` and `send` reject with an {@link HttpOutcomeError}. A connection that stays
 * silent for two heartbeats is given up as `stream-closed`.
 */
export function createWebSocketTransport(options: WebSocketTransportOptions): Transport {
  return new WebSocketTransport(options);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only the call it answers fails. */
function tooLargeAnswer(frame: Buffer, limitBytes: number): JSONRPCMessage | undefined {
  const ids = new AnswerIdScanner();
  ids.push(frame);
  const { id } = ids;
  return id === undefined
    ? undefined
    : lostMessage(id, { kind: 'too-large', what: 'message', limitBytes });
}

class WebSocketTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  readonly #options: WebSocketTransportOptions;
  readonly #handshake = new AbortController();
  #socket: WebSocket | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #isStarted = false;
  #isOver = false;

  constructor(options: WebSocketTransportOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    if (this.#isStarted) throw new Error('a WebSocket transport can be started once');
    this.#isStarted = true;
    // Loaded late, as the SDK is not needed for the application to start.
    const { parseJSONRPCMessage } = await import('@modelcontextprotocol/client');
    const opened = await openAuthorized(this.#options, this.#handshake.signal);
    if (!opened.ok) throw this.#end(opened.error);
    if (this.#isOver) {
      opened.value.terminate();
      throw new HttpOutcomeError({ kind: 'aborted' });
    }
    this.#socket = opened.value;
    this.#listen(opened.value, parseJSONRPCMessage);
    this.#beat(opened.value);
    opened.value.resume();
  }

  #listen(socket: WebSocket, parse: ParseMessage): void {
    socket.on('message', (data) => this.#receive(data, parse));
    socket.on('error', (error) => {
      this.#end(webSocketErrorOutcome(error, this.#errorContext()));
    });
    socket.on('close', (code, reason) => {
      const text = redactText(reason.toString('utf8'), this.#options.redact ?? []);
      const detail = `closed with code ${String(code)} ${text}`.trim();
      this.#end({ kind: 'stream-closed', detail });
    });
  }

  #errorContext() {
    const { url, redact, maxMessageBytes } = this.#options;
    return { url, redact: redact ?? [], maxMessageBytes };
  }

  #receive(data: RawData, parse: ParseMessage): void {
    const limitBytes = this.#options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
    const frame = rawDataToBuffer(data);
    const message =
      frame.length > limitBytes
        ? tooLargeAnswer(frame, limitBytes)
        : readMessage(parse, jsonOf(frame.toString('utf8')));
    if (message === undefined) {
      const outcome = { kind: 'protocol', detail: 'a frame was not a JSON-RPC message' } as const;
      this.onerror?.(new HttpOutcomeError(outcome));
      return;
    }
    this.onmessage?.(message);
  }

  #beat(socket: WebSocket): void {
    const everyMs = this.#options.heartbeatMs ?? 30_000;
    if (everyMs <= 0) return;
    let isAlive = true;
    const noteLife = () => {
      isAlive = true;
    };
    socket.on('pong', noteLife);
    socket.on('message', noteLife);
    const judge = () => {
      if (!isAlive) this.#end({ kind: 'stream-closed', detail: 'no answer to a ping' });
    };
    this.#heartbeat = setInterval(() => {
      // After a stall the answer may lie unread in the socket: read first, judge then.
      if (!isAlive) {
        setImmediate(judge);
        return;
      }
      isAlive = false;
      socket.ping();
    }, everyMs);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const socket = this.#socket;
    if (this.#isOver || socket?.readyState !== WebSocket.OPEN) {
      throw new HttpOutcomeError({ kind: 'stream-closed', detail: 'not connected' });
    }
    await new Promise<void>((resolve, reject) => {
      socket.send(JSON.stringify(message), (error) => {
        if (error) reject(new HttpOutcomeError(webSocketErrorOutcome(error, this.#errorContext())));
        else resolve();
      });
    });
  }

  async close(): Promise<void> {
    this.#handshake.abort();
    const socket = this.#socket;
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    if (socket !== undefined) await closeSocket(socket);
    this.onclose?.();
  }

  /** The connection is over without having been closed by us: frees everything, tells once. */
  #end(outcome: SessionOutcome): HttpOutcomeError {
    const error = new HttpOutcomeError(outcome);
    if (this.#isOver) return error;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    this.#socket?.terminate();
    if (outcome.kind !== 'aborted') this.#options.onOutcome?.(outcome);
    this.onerror?.(error);
    this.onclose?.();
    return error;
  }
}

async function closeSocket(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1000);
  });
}
