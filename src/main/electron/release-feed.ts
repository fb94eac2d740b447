import { buildKind } from './build-kind.ts';

/** Where the build was told releases are; empty or missing where it was not told. */
declare const PATCHBAY_FEED: string | undefined;

/**
 * The address that tells of the newest release, as forges answer at `releases/latest`; undefined where
 * this build knows none. Only a development build takes another one from its environment.
 */
export function releaseFeed(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const built = typeof PATCHBAY_FEED === 'undefined' ? '' : PATCHBAY_FEED;
  const feed = buildKind === 'development' ? (env['PATCHBAY_FEED'] ?? built) : built;
  return feed === '' ? undefined : feed;
}
