import { AsyncLocalStorage } from 'node:async_hooks';

import type { OnServerRequest } from '../../connections/session.ts';

/** Knows whose request a server is busy with when it asks something. */
export interface CallOrigins {
  /** Runs a request; absent `answers` means that the person at the window answers. */
  run<T>(answers: OnServerRequest | undefined, request: () => Promise<T>): Promise<T>;
  /** Who answers what the server asks at this moment; undefined: the person at the window. */
  answererNow(): OnServerRequest | undefined;
}

interface Call {
  readonly answers: OnServerRequest | undefined;
}

/**
 * JSON-RPC ties no question to a request. One that comes on the stream of a request, or inside its
 * answer, is read in the context that request runs in. Any other belongs to the one who answers for
 * everything that is in flight; when there are several, to nobody but the person at the window.
 */
export function createCallOrigins(): CallOrigins {
  const context = new AsyncLocalStorage<Call>();
  const inFlight = new Set<Call>();
  return {
    async run(answers, request) {
      const call: Call = { answers };
      inFlight.add(call);
      try {
        return await context.run(call, request);
      } finally {
        inFlight.delete(call);
      }
    },
    answererNow() {
      const call = context.getStore();
      // A call that is over may still be the context of a stream it opened.
      if (call !== undefined && inFlight.has(call)) return call.answers;
      const answerers = new Set([...inFlight].map(({ answers }) => answers));
      return answerers.size === 1 ? [...answerers][0] : undefined;
    },
  };
}
