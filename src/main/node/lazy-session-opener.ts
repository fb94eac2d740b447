import type { SessionOpener } from '../connections/session.ts';
import type { SessionOpenerDeps } from './sdk/session-opener.ts';

/** What the opener needs, but for the era verdicts, which it keeps itself. */
export type LazySessionOpenerDeps = Omit<SessionOpenerDeps, 'eraCache'>;

/**
 * A session opener whose modules (transports, processes, HTTP) are loaded with the first session,
 * so that they do not delay the first list of servers.
 */
export function createLazySessionOpener(deps: LazySessionOpenerDeps): SessionOpener {
  let opener: Promise<SessionOpener> | undefined;
  return {
    async open(request, observer, signal) {
      opener ??= loadOpener(deps);
      return (await opener).open(request, observer, signal);
    },
  };
}

async function loadOpener(deps: LazySessionOpenerDeps): Promise<SessionOpener> {
  const [{ createSessionOpener }, { createEraCache }, { createLoginShellPath }] = await Promise.all(
    [
      import('./sdk/session-opener.ts'),
      import('./sdk/era-cache.ts'),
      import('./login-shell-path.ts'),
    ],
  );
  return createSessionOpener({
    findPath: createLoginShellPath(),
    ...deps,
    eraCache: createEraCache(deps.clock),
  });
}
