import { accountOfIdToken } from './account-identity.ts';
import type { FlowRecord } from './flow.ts';
import type { Grant } from './grant.ts';
import type { IssuedTokens } from './token-answer.ts';

/** The grant a finished flow has brought at `now`. */
export function grantOf(record: FlowRecord, tokens: IssuedTokens, now: number): Grant {
  const { authorizationServer: server, client, renewalParameters } = record;
  const { accessToken, refreshToken, scopes, expiresAt, idToken } = tokens;
  const account = accountOfIdToken(idToken, client.clientId);
  return {
    serverUrl: record.serverUrl,
    resource: record.resource,
    issuer: server.issuer,
    tokenEndpoint: server.tokenEndpoint,
    revocationEndpoint: server.revocationEndpoint,
    isPinned: server.isPinned,
    client,
    accessToken,
    refreshToken,
    // RFC 6749 section 5.1: without a word about scopes, all that was asked for is granted.
    scopes: [...(scopes ?? record.scopes)],
    requested: [...record.scopes],
    ...(renewalParameters === undefined ? {} : { renewalParameters }),
    ...(account === undefined ? {} : { account }),
    via: record.via,
    signedInAt: now,
    obtainedAt: now,
    expiresAt,
  };
}
