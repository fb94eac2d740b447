import type { Grant } from '../grant.ts';
import type { IssuedTokens } from '../token-answer.ts';
import { jwtClaims } from '../token-lifetime.ts';
import type { SharedGrant } from './shared-grant.ts';

/** A server that a token may be for: its address, and the resource it says it is. */
export interface Audience {
  readonly serverUrl: string;
  readonly resource?: string | undefined;
}

/**
 * Whether a token that can be read (RFC 9068 section 3) says that it is for `other` and not for
 * `mine`. One that cannot be read, or is for something wider, says nothing of the kind.
 */
export function isBoundElsewhere(
  token: string,
  mine: Audience,
  others: readonly Audience[],
): boolean {
  const aud = jwtClaims(token)?.['aud'];
  const named = [aud].flat().filter((one) => typeof one === 'string');
  if (named.some((one) => isFor(one, mine))) return false;
  return named.some((one) => others.some((other) => isFor(one, other)));
}

/** An audience may be the resource, the address, or the origin of either. */
function isFor(audience: string, { serverUrl, resource }: Audience): boolean {
  const plainly = (url: string) => url.replace(/\/$/, '');
  const names = [serverUrl, resource ?? serverUrl];
  return [...names, ...names.map((url) => new URL(url).origin)]
    .map(plainly)
    .includes(plainly(audience));
}

/**
 * Whether tokens made for one server out of the sign-in of others are more than it may get: they
 * are for another server, or bring rights that only others asked for. Scopes that nobody has asked
 * for are the service's own spelling.
 */
export function isTooMuchFor(
  share: Pick<SharedGrant, 'base' | 'members'>,
  { accessToken, serverUrl, resource, requested = [] }: Grant,
  { scopes = [] }: Pick<IssuedTokens, 'scopes'>,
): boolean {
  const others = Object.values(share.members).filter((one) => one.serverUrl !== serverUrl);
  if (isBoundElsewhere(accessToken, { serverUrl, resource }, others)) return true;
  const theirs = [share.base.requested ?? [], ...others.map((other) => other.requested)].flat();
  return scopes.some((scope) => theirs.includes(scope) && !requested.includes(scope));
}
