import type { Result } from '../../../shared/util/result.ts';
import type { AppSession } from '../../gateway/app-session.ts';
import type { Gateway } from '../../gateway/gateway-port.ts';
import type { GatewayFailure } from '../../gateway/app-hello.ts';

/** Resources an app waits to hear of, for as long as its session lasts. */
export interface AppWatches {
  /** Watches one resource under a name; another under the same name takes its place. */
  watch(
    name: string,
    uri: string,
    updated: () => void,
  ): Promise<Result<Disposable, GatewayFailure>>;
  /** Watches several under one name; those that cannot be watched are left out. */
  watchAll(name: string, uris: readonly string[], updated: (uri: string) => void): void;
}

/** Watches in the offer of this app. */
export function createAppWatches(gateway: Gateway, session: AppSession): AppWatches {
  const begun = (name: string): AbortController => {
    const ending = new AbortController();
    session.keep(name, { [Symbol.dispose]: () => ending.abort() });
    return ending;
  };
  const until = (ending: AbortController, watched: Disposable): void => {
    if (ending.signal.aborted) watched[Symbol.dispose]();
    else ending.signal.addEventListener('abort', () => watched[Symbol.dispose](), { once: true });
  };
  return {
    async watch(name, uri, updated) {
      const ending = begun(name);
      const watched = await gateway.watchResource(session, uri, updated, ending.signal);
      if (watched.ok) until(ending, watched.value);
      else if (!ending.signal.aborted) session.release(name);
      return watched;
    },
    watchAll(name, uris, updated) {
      const ending = begun(name);
      for (const uri of new Set(uris)) {
        void gateway
          .watchResource(session, uri, () => updated(uri), ending.signal)
          .then((watched) => watched.ok && until(ending, watched.value));
      }
    },
  };
}
