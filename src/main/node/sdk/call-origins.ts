import { AsyncLocalStorage } from 'node:async_hooks';

import type { OnServerRequest } from '../../sessions/session.ts';

/** A request while a server is busy with it. */
export interface OpenCall {
  /** Who answers what the server asks because of it; absent: the person at the window. */
  readonly answers?: OnServerRequest | undefined;
  /** Nobody waits for it, as for a ping: what is asked meanwhile is not asked because of it. */
  readonly isByItself?: boolean;
  /** Stops the request's time until disposed. */
  readonly pause?: (() => Disposable) | undefined;
}

/** Puts one question; `answers` is absent where the person at the window is asked. */
export type PutQuestion<T> = (
  answers: OnServerRequest | undefined,
  signal: AbortSignal,
) => Promise<T>;

/** Knows whose request a server is busy with when it asks something. */
export interface CallOrigins {
  /** Makes a request. */
  run<T>(call: OpenCall, request: () => Promise<T>): Promise<T>;
  /**
   * Puts a question for the requests it may belong to. Their time stands still meanwhile, and it ends
   * with `signal` or with the last of them: nobody waits for its answer any more. A question of no
   * request ends with `signal` alone.
   */
  ask<T>(signal: AbortSignal, put: PutQuestion<T>): Promise<T>;
}

interface Running extends OpenCall {
  isOver: boolean;
  /** Told when it is over. */
  readonly waiting: Set<() => void>;
}

/**
 * JSON-RPC ties no question to a request. One that comes on the stream of a request, or inside its
 * answer, is read in the context that request runs in. Any other belongs to the one who answers for
 * everything that is in flight; when there are several, to nobody but the person at the window.
 */
export function createCallOrigins(): CallOrigins {
  const context = new AsyncLocalStorage<Running>();
  const inFlight = new Set<Running>();

  /** The requests a question that comes now may belong to. */
  const askedFor = (): readonly Running[] => {
    const call = context.getStore();
    // A call that is over may still be the context of a stream it opened.
    if (call !== undefined && inFlight.has(call)) return [call];
    return [...inFlight].filter(({ isByItself }) => isByItself !== true);
  };

  return {
    async run(call, request) {
      const running: Running = { ...call, isOver: false, waiting: new Set() };
      inFlight.add(running);
      try {
        return await context.run(running, request);
      } finally {
        inFlight.delete(running);
        running.isOver = true;
        for (const tell of [...running.waiting]) tell();
      }
    },
    async ask(signal, put) {
      const calls = askedFor();
      const answerers = new Set(calls.map(({ answers }) => answers));
      const pauses = calls.map(({ pause }) => pause?.());
      const ending = endOf(calls, signal);
      try {
        return await put(answerers.size === 1 ? [...answerers][0] : undefined, ending.signal);
      } finally {
        ending[Symbol.dispose]();
        for (const pause of pauses) pause?.[Symbol.dispose]();
      }
    },
  };
}

/** Fires with `signal`, or with the end of the last of the calls if there are any. */
function endOf(
  calls: readonly Running[],
  signal: AbortSignal,
): Disposable & { readonly signal: AbortSignal } {
  const ending = new AbortController();
  const end = () => ending.abort();
  const look = () => {
    if (calls.every(({ isOver }) => isOver)) end();
  };
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  for (const { waiting } of calls) waiting.add(look);
  return {
    signal: ending.signal,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', end);
      for (const { waiting } of calls) waiting.delete(look);
    },
  };
}
