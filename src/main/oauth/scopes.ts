/** Every scope of the lists, each once, in the order of first appearance. */
export function scopeUnion(
  ...lists: readonly (readonly string[] | undefined)[]
): readonly string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

/** Whether `granted` has everything in `wanted`. */
export function coversScopes(granted: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((scope) => granted.includes(scope));
}

const maxScopes = 200;

/**
 * The scope tokens of a list (RFC 6749 section 3.3), each once, in order. Where there is no blank,
 * commas part them: some services answer like that.
 */
export function parseScopes(text: string): readonly string[] {
  const parts = text.trim().includes(' ') ? text.split(' ') : text.split(',');
  const tokens = parts.filter((token) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(token));
  return [...new Set(tokens)].slice(0, maxScopes);
}

/** Where scopes may come from. */
export interface ScopeSources {
  /** What the server's last challenge named. */
  readonly challenged?: readonly string[];
  /** The challenge wants more than was granted (`insufficient_scope`). */
  readonly isStepUp?: boolean;
  /** What the person has set. */
  readonly configured?: readonly string[];
  /** `scopes_supported` of the protected resource. */
  readonly resource?: readonly string[];
  /** `scopes_supported` of the authorization server. */
  readonly authorizationServer?: readonly string[];
  /** What the last sign-in asked for; what it was granted may be no scopes one can ask for. */
  readonly requested?: readonly string[];
}

/**
 * The scopes to ask for: the challenge's, else the configured ones, else those asked for before,
 * else all the resource supports; none at all is fine. Only a step-up adds to what was asked for
 * before. `offline_access` is added only where the authorization server lists it.
 */
export function chooseScopes(sources: ScopeSources): readonly string[] {
  const { challenged, configured, resource, requested, isStepUp = false } = sources;
  const lists = [challenged, configured, requested, resource];
  const wanted = lists.find((list) => list !== undefined && list.length > 0) ?? [];
  const isOfflineKnown = sources.authorizationServer?.includes(offlineAccess) === true;
  return scopeUnion(isStepUp ? requested : [], wanted, isOfflineKnown ? [offlineAccess] : []);
}

/** The scope that asks for a refresh token (OpenID Connect Core section 11). */
export const offlineAccess = 'offline_access';

/**
 * What to ask for in turn where a service refuses scopes: as chosen, without `offline_access`, only
 * what the resource lists, nothing; and where nothing was asked for, all the service offers. The
 * first step is small enough to be taken without a word; later ones are said before they are taken.
 */
export function scopeLadder(
  chosen: readonly string[],
  sources: Pick<ScopeSources, 'resource' | 'authorizationServer'>,
): readonly (readonly string[])[] {
  const steps = [
    chosen,
    chosen.filter((scope) => scope !== offlineAccess),
    sources.resource ?? [],
    [],
    ...(chosen.length === 0 ? [sources.authorizationServer ?? []] : []),
  ];
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = [...step].sort().join(' ');
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * What a renewal asks for (RFC 6749 section 6): what was granted, unless the service gave it other
 * names than those that were asked for.
 */
export function scopesToRenew(
  requested: readonly string[],
  granted: readonly string[],
): readonly string[] {
  return granted.length > 0 && coversScopes(requested, granted) ? granted : requested;
}

/** The words of a refusal, and what the next sign-in asks for in place of what was refused. */
export function withNextAsk(detail: string, next: readonly string[]): string {
  return `${detail}\nnext: ${next.length === 0 ? '-' : next.join(' ')}`;
}
