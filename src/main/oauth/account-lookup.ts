import { accountOfClaims } from './account-identity.ts';
import type { AccountIdentity } from './account-identity.ts';
import { namedByOf } from './grant.ts';
import type { Grant } from './grant.ts';
import { isSameSite } from './issuer-name.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { OAuthHttp } from './oauth-ports.ts';

const timeoutMs = 3_000;

/**
 * Whose account a grant belongs to: what the ID token said, else what the UserInfo endpoint says
 * (OpenID Connect Core section 5.3), where the sign-in covers that question. Whatever goes wrong,
 * nothing is known then; nothing is guessed.
 */
export async function accountOfGrant(
  grant: Grant,
  server: AuthorizationServer,
  http: Pick<OAuthHttp, 'send'>,
  signal: AbortSignal,
): Promise<AccountIdentity | undefined> {
  const told = grant.account;
  const url = server.userinfoEndpoint;
  const mayAsk = grant.scopes.includes('openid') && told?.name === undefined;
  // SECURITY: the token goes to nobody but the service that gave it.
  if (url === undefined || !mayAsk || !isSameSite(url, server.tokenEndpoint)) return told;
  const headers = { accept: 'application/json', authorization: `Bearer ${grant.accessToken}` };
  const answer = await http.send({ url, namedBy: namedByOf(grant), headers, timeoutMs }, signal);
  if (!answer.ok || answer.value.status !== 200) return told;
  const asked = accountOfClaims(answer.value.json ?? {});
  // Section 5.3.2: an answer about another subject is about nobody.
  const isOther = told?.subject !== undefined && asked?.subject !== told.subject;
  return isOther ? told : asked && { ...asked, ...told };
}
