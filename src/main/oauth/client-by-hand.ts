import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { chooseAuthMethod } from './client-identity.ts';
import type { ClientIdentity } from './client-identity.ts';
import { isSameIssuer } from './issuer-name.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { ProtectedServer } from './oauth-ports.ts';

/** The client a person has registered themselves, or why it must not be used at this server. */
export function clientByHand(
  server: ProtectedServer,
  clientId: string,
  authorizationServer: AuthorizationServer,
): Result<ClientIdentity, AuthFailure> {
  const { clientSecret, tokenMethod } = server;
  const hasSecret = isThere(clientSecret);
  const problem = objectionToSecrets(server, authorizationServer);
  if (problem !== undefined) return err(problem);
  const { issuer, isPinned, authMethods } = authorizationServer;
  const isOther = server.issuer !== undefined && !isNamedBy(server.issuer, authorizationServer);
  if (isOther && !isPinned) return err(refused('ISSUER_MISMATCH', issuer));
  const client: ClientIdentity = {
    kind: 'pre-registered',
    clientId,
    ...(hasSecret ? { clientSecret } : {}),
    authMethod: chooseAuthMethod(hasSecret, tokenMethod, authMethods),
  };
  return ok(asWished(client, server));
}

/**
 * Why the client secret and the headers of a server may not go to an authorization server; undefined
 * where they may, or there are none: only to one whose endpoints or name a person has entered.
 */
export function objectionToSecrets(
  { clientSecret, headers, issuer }: ProtectedServer,
  authorizationServer: AuthorizationServer,
): AuthFailure | undefined {
  const hasSecrets = isThere(clientSecret) || headers !== undefined;
  const isChosen = authorizationServer.isPinned || isNamedBy(issuer, authorizationServer);
  // SECURITY: a server could name an authorization server of its own to get at them.
  if (!hasSecrets || isChosen) return undefined;
  return refused('SECRET_NEEDS_NAMED_SERVER', authorizationServer.issuer);
}

/** The client with the headers and the way of proving itself that the person has set. */
export function asWished(
  client: ClientIdentity,
  { headers, tokenMethod }: ProtectedServer,
): ClientIdentity {
  const { clientSecret } = client;
  const method = tokenMethod ?? client.authMethod;
  return {
    ...client,
    ...(clientSecret === undefined ? {} : { authMethod: method }),
    ...(tokenMethod === undefined ? {} : { isMethodFixed: true }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
  };
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** The name the person gave counts as either name of a server whose two names they agreed to. */
function isNamedBy(
  named: string | undefined,
  { issuer, namedIssuer = issuer }: AuthorizationServer,
): boolean {
  if (named === undefined) return false;
  return isSameIssuer(named, issuer) || isSameIssuer(named, namedIssuer);
}
