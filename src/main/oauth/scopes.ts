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

/** Where scopes may come from. */
export interface ScopeSources {
  /** What the server's last challenge named. */
  readonly challenged?: readonly string[];
  /** What the person has set. */
  readonly configured?: readonly string[];
  /** `scopes_supported` of the protected resource. */
  readonly resource?: readonly string[];
  /** `scopes_supported` of the authorization server. */
  readonly authorizationServer?: readonly string[];
  /** What was granted before and must not get lost by asking for more. */
  readonly granted?: readonly string[];
}

/**
 * The scopes to ask for: the challenge's, else the configured ones, else those granted before, else
 * all the resource supports; none at all is fine. `offline_access` is added only where the authorization server lists it.
 */
export function chooseScopes(sources: ScopeSources): readonly string[] {
  const { challenged, configured, resource, granted } = sources;
  const lists = [challenged, configured, granted, resource];
  const wanted = lists.find((list) => list !== undefined && list.length > 0) ?? [];
  const isOfflineKnown = sources.authorizationServer?.includes('offline_access') === true;
  return scopeUnion(granted, wanted, isOfflineKnown ? ['offline_access'] : []);
}
