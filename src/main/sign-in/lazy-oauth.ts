import type { OAuth } from '../oauth/oauth.ts';

/** Signing in, whose code comes with its first use: nobody signs in before the first list is shown. */
export interface LazyOAuth {
  load(): Promise<OAuth>;
  /** What was loaded, if anything. */
  loaded(): OAuth | undefined;
  /** Whether anybody has ever signed in; one look at the disk. */
  hasRecords(): Promise<boolean>;
  /** Ends what was loaded. */
  dispose(): Promise<void>;
}

/** Nothing is loaded before it is asked for. */
export function createLazyOAuth(deps: {
  readonly load: () => Promise<OAuth>;
  readonly hasRecords: () => Promise<boolean>;
}): LazyOAuth {
  let loading: Promise<OAuth> | undefined;
  let loaded: OAuth | undefined;
  return {
    load: () => (loading ??= deps.load().then((oauth) => (loaded = oauth))),
    loaded: () => loaded,
    hasRecords: deps.hasRecords,
    dispose: async () => (await loading)?.dispose(),
  };
}
