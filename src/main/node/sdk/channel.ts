import type {
  JSONRPCMessage,
  MessageExtraInfo,
  Transport,
  TransportSendOptions,
} from '@modelcontextprotocol/client';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { foreignEndpoint } from './error-outcome.ts';
import { tolerantHello } from './hello.ts';
import { isJsonObject, setRawAside } from './raw-answer.ts';
import { answerInRefusal } from './refusal-answer.ts';

/** The answer to a raw exchange. */
export type RawAnswer =
  | { readonly kind: 'result'; readonly result: unknown }
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly message: string;
      readonly data: unknown;
    }
  | { readonly kind: 'closed' };

/**
 * One started transport that outlives the SDK client on it. It lets the era be settled on the very
 * process or connection that will be used, and can pass from one client to the next.
 */
export interface Channel {
  /** Rejects when the transport cannot start, or closes before it has. */
  start(): Promise<void>;
  /**
   * Sends one request outside of any client; rejects when it cannot be sent. Over HTTP `signal`
   * gives it up; elsewhere a late answer is dropped.
   */
  ask(method: string, params: JsonObject, signal: AbortSignal): Promise<RawAnswer>;
  /** A transport for one client. An earlier view is told that its connection closed. */
  attach(): Transport;
  readonly closed: boolean;
  /** The last answer to `initialize`, as it was sent. */
  readonly initialized: JsonObject | undefined;
  onclose: (() => void) | undefined;
  onerror: ((error: Error) => void) | undefined;
}

// Keeps the request ids of successive clients apart; a client counts from zero.
const idsPerView = 1e12;

/** The transport closed while it was starting. */
export class ClosedEarlyError extends Error {
  override readonly name = 'ClosedEarlyError';
  readonly code = 'CONNECTION_CLOSED';
}

/** Wraps `inner`, which must not have been started and is used by nobody else. */
export function createChannel(inner: Transport): Channel {
  return new TransportChannel(inner);
}

class TransportChannel implements Channel {
  onclose: (() => void) | undefined;
  onerror: ((error: Error) => void) | undefined;
  closed = false;
  initialized: JsonObject | undefined;
  readonly #inner: Transport;
  readonly #asked = new Map<string, (answer: RawAnswer) => void>();
  /** The methods of requests that wait for an answer. */
  readonly #inFlight = new Map<string | number, string>();
  #view: View | undefined;
  #views = 0;
  #questions = 0;
  #closedEarly: () => void = () => undefined;
  #lastError: Error | undefined;

  constructor(inner: Transport) {
    this.#inner = inner;
    inner.onmessage = (message: JSONRPCMessage, extra?: MessageExtraInfo) => {
      this.#receive(message, extra);
    };
    inner.onerror = (error) => {
      this.#lastError = error;
      this.onerror?.(error);
      this.#view?.onerror?.(error);
    };
    inner.onclose = () => {
      if (this.closed) return;
      this.closed = true;
      this.#closedEarly();
      for (const answer of this.#asked.values()) answer({ kind: 'closed' });
      this.#asked.clear();
      this.#inFlight.clear();
      this.onclose?.();
      this.#view?.onclose?.();
    };
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#closedEarly = () => {
        // The one thing that closes it by its own decision, with words of its own.
        const told = this.#lastError;
        reject(told && foreignEndpoint(told.message) ? told : new ClosedEarlyError());
      };
      this.#inner.start().then(resolve, reject);
    });
  }

  ask(method: string, params: JsonObject, signal: AbortSignal): Promise<RawAnswer> {
    const id = `patchbay:${String(this.#questions++)}`;
    return new Promise((resolve, reject) => {
      if (this.closed) {
        resolve({ kind: 'closed' });
        return;
      }
      this.#asked.set(id, resolve);
      const question = { jsonrpc: '2.0' as const, id, method, params };
      this.#inner.send(question, { requestSignal: signal }).catch((error: unknown) => {
        const answer = answerInRefusal(error, id, this.#inner.sessionId !== undefined);
        if (answer !== undefined) return this.#receive(answer, undefined);
        this.#asked.delete(id);
        return reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  attach(): Transport {
    const previous = this.#view;
    this.#view = undefined;
    previous?.onclose?.();
    const view = new View(this.#inner, this.#views++ * idsPerView, (message, options) =>
      this.#send(message, options),
    );
    this.#view = view;
    view.detach = () => {
      if (this.#view === view) this.#view = undefined;
    };
    return view;
  }

  async #send(message: JSONRPCMessage, options: TransportSendOptions | undefined): Promise<void> {
    if ('method' in message && 'id' in message) {
      const { id } = message;
      this.#inFlight.set(id, message.method);
      options?.requestSignal?.addEventListener('abort', () => this.#inFlight.delete(id), {
        once: true,
      });
      try {
        await this.#inner.send(message, options);
      } catch (error) {
        this.#inFlight.delete(id);
        const answer = answerInRefusal(error, id, this.#inner.sessionId !== undefined);
        if (answer === undefined) throw error;
        this.#receive(answer, undefined);
      }
      return;
    }
    const cancelled = cancelledId(message);
    if (cancelled !== undefined) this.#inFlight.delete(cancelled);
    await this.#inner.send(message, options);
  }

  #receive(given: JSONRPCMessage, extra: MessageExtraInfo | undefined): void {
    const message = this.#addressed(given);
    if ('method' in message || message.id === undefined) {
      this.#view?.receive(message, extra);
      return;
    }
    const id = message.id;
    const answer = this.#asked.get(String(id));
    if (answer !== undefined) {
      this.#asked.delete(String(id));
      answer(
        'result' in message
          ? { kind: 'result', result: message.result }
          : { kind: 'error', ...message.error, data: message.error.data },
      );
      return;
    }
    const method = this.#inFlight.get(id);
    this.#inFlight.delete(id);
    if (method === 'initialize' && 'result' in message) this.initialized = message.result;
    const view = this.#view;
    const response =
      method !== undefined && 'result' in message
        ? { ...message, result: prepared(method, message.result) as typeof message.result }
        : message;
    // The SDK handles notifications a microtask later and answers at once, so that progress told
    // just before an answer would be dropped.
    queueMicrotask(() => view?.receive(response, extra));
  }

  /**
   * An answer under the id of its request: some servers send ids back as text, and an error without
   * an id can only be about the one request that waits.
   */
  #addressed(message: JSONRPCMessage): JSONRPCMessage {
    if ('method' in message) return message;
    if (message.id === undefined) {
      const waiting = [...this.#asked.keys(), ...this.#inFlight.keys()];
      const [only, another] = waiting;
      return only === undefined || another !== undefined ? message : { ...message, id: only };
    }
    const { id } = message;
    if (typeof id !== 'string' || id.trim() === '' || this.#asked.has(id)) return message;
    const number = Number(id);
    return this.#inFlight.has(number) ? { ...message, id: number } : message;
  }
}

function prepared(method: string, result: unknown): unknown {
  return setRawAside(method, method === 'initialize' ? tolerantHello(result) : result);
}

/** What one SDK client sees of a channel. */
class View implements Transport {
  onclose: (() => void) | undefined;
  onerror: ((error: Error) => void) | undefined;
  onmessage: Transport['onmessage'];
  detach: () => void = () => undefined;
  readonly #inner: Transport;
  readonly #firstId: number;
  readonly #send: (
    message: JSONRPCMessage,
    options: TransportSendOptions | undefined,
  ) => Promise<void>;

  constructor(
    inner: Transport,
    firstId: number,
    send: (message: JSONRPCMessage, options: TransportSendOptions | undefined) => Promise<void>,
  ) {
    this.#inner = inner;
    this.#firstId = firstId;
    this.#send = send;
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  get hasPerRequestStream(): boolean {
    return this.#inner.hasPerRequestStream === true;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    return this.#send(shiftIds(message, this.#firstId), options);
  }

  receive(message: JSONRPCMessage, extra: MessageExtraInfo | undefined): void {
    if ('method' in message || typeof message.id !== 'number' || this.#firstId === 0) {
      this.onmessage?.(message, extra);
      return;
    }
    const id = message.id - this.#firstId;
    if (id >= 0) this.onmessage?.({ ...message, id }, extra);
  }

  /** Lets go of the channel without closing it; whoever opened the channel closes it. */
  close(): Promise<void> {
    this.detach();
    this.onclose?.();
    return Promise.resolve();
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }
}

function shiftIds(message: JSONRPCMessage, by: number): JSONRPCMessage {
  if (by === 0 || !('method' in message)) return message;
  if ('id' in message && typeof message.id === 'number') {
    return { ...message, id: message.id + by };
  }
  const cancelled = cancelledId(message);
  if (typeof cancelled !== 'number') return message;
  return { ...message, params: { ...message.params, requestId: cancelled + by } };
}

function cancelledId(message: JSONRPCMessage): string | number | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined;
  const id = isJsonObject(message.params) ? message.params['requestId'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
