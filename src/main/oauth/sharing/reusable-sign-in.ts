import { createHash } from 'node:crypto';

import type { PageAsk } from '../flow-start.ts';
import type { Discovery } from '../discovery.ts';
import type { Grant } from '../grant.ts';
import { isSameIssuer } from '../issuer-name.ts';
import type { ProtectedServer } from '../oauth-ports.ts';
import { offlineAccess } from '../scopes.ts';
import { isBoundElsewhere } from './audience.ts';
import { needKey, requestedOf } from './shared-grant.ts';

/** A sign-in that another server of the same service has, and that a person may use here too. */
export interface ReusableSignIn {
  /** The server that has signed in. */
  readonly of: string;
  readonly issuer: string;
  /** Whose account it is, where that is known. */
  readonly account?: string;
  /** What the server will be able to ask for with it. */
  readonly scopes: readonly string[];
  /** Stands for exactly these facts; passed back by whoever agrees. */
  readonly digest: string;
}

/** What a server would ask its sign-in service for. */
export interface ReuseNeed {
  readonly server: ProtectedServer;
  readonly found: Discovery['server'];
  readonly resource: string | undefined;
  readonly requested: readonly string[];
}

/** What a server needs, as a sign-in of its own would ask for it. */
export function needOf(
  server: ProtectedServer,
  { server: found }: Discovery,
  { ladder, resource }: Pick<PageAsk, 'ladder' | 'resource'>,
): ReuseNeed {
  return { server, found, resource, requested: ladder[0] ?? [] };
}

/** The sign-in of `of` as one to be reused; undefined where it cannot or must not serve the needs. */
export function reusableFor(
  owner: string,
  { server: of, grant }: { readonly server: ProtectedServer; readonly grant: Grant },
  need: ReuseNeed,
): ReusableSignIn | undefined {
  if (!isOfSameService(grant, need) || !isOfSameClient(of, grant, need)) return undefined;
  if (!isCovered(grant, need)) return undefined;
  const { serverUrl, resource } = grant;
  const isSame = needKey(need) === needKey({ resource, requested: requestedOf(grant) });
  // Without a refresh token there is but the one token, for what it was made.
  if (!isSame && grant.refreshToken === undefined) return undefined;
  const mine = { serverUrl: need.server.url, resource: need.resource };
  if (isSame && isBoundElsewhere(grant.accessToken, mine, [{ serverUrl, resource }]))
    return undefined;
  const { issuer, account, label } = grant;
  const name = label ?? account?.name;
  const scopes = need.requested.filter((scope) => scope !== offlineAccess);
  const facts = [owner, need.server.name, need.server.url, need.resource, need.requested];
  const theirs = [of.name, serverUrl, issuer, grant.tokenEndpoint, grant.signedInAt, account];
  const digest = createHash('sha256')
    .update(JSON.stringify([facts, theirs]), 'utf8')
    .digest('hex');
  return { of: of.name, issuer, ...(name === undefined ? {} : { account: name }), scopes, digest };
}

/** The same issuer with the same token endpoint; both as they were found, or both as entered. */
function isOfSameService(grant: Grant, { found }: ReuseNeed): boolean {
  const { issuer, tokenEndpoint, isPinned } = grant;
  const isSame = isSameIssuer(issuer, found.issuer) && tokenEndpoint === found.tokenEndpoint;
  return isSame && isPinned === found.isPinned;
}

/** What a person has entered for the server must not ask for another client or kind of token. */
function isOfSameClient(of: ProtectedServer, grant: Grant, { server }: ReuseNeed): boolean {
  const { clientId, parameters } = server;
  const isClient = clientId === undefined || clientId === grant.client.clientId;
  const wish = (one: ProtectedServer['parameters']) =>
    JSON.stringify(Object.entries(one ?? {}).sort());
  return isClient && wish(parameters) === wish(of.parameters);
}

/** Everything asked for was asked for before; who asks for nothing in particular must not get what others asked for. */
function isCovered(grant: Grant, { requested }: ReuseNeed): boolean {
  const plainly = (scopes: readonly string[]) => scopes.filter((scope) => scope !== offlineAccess);
  const [wanted, before] = [plainly(requested), plainly(requestedOf(grant))];
  if (wanted.length === 0) return before.length === 0;
  return wanted.every((scope) => before.includes(scope) || grant.scopes.includes(scope));
}
