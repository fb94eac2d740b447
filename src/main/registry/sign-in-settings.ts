import { reservedSignInHeaders } from '../../shared/domain/sign-in-settings.ts';
import type { ServerAuth } from '../../shared/domain/server.ts';
import type { ProtectedServer } from '../oauth/oauth-ports.ts';

type OAuthAuth = Extract<ServerAuth, { type: 'oauth' }>;

/** The secret values of a sign-in, and its headers by name. */
export interface RevealedSignIn {
  readonly clientSecret: string;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * What a person has set for signing in, with `expand` filling in `{{NAME}}`. What is left empty counts
 * as not set; headers that belong to the request itself are left out, names are in lower case.
 */
export function signInSettings(
  auth: OAuthAuth,
  { clientSecret, headers }: RevealedSignIn,
  expand: (template: string) => string,
): Omit<ProtectedServer, 'name' | 'url'> {
  const filled = (text: string | undefined) => expand(text ?? '').trim() || undefined;
  const parameters = Object.entries(auth.parameters ?? {}).flatMap(([name, text]) => {
    const value = filled(text);
    return value === undefined ? [] : [[name, value] as const];
  });
  const sent = [...headers].flatMap(([name, text]) => {
    const [key, value] = [name.toLowerCase(), text.trim()];
    return value === '' || reservedSignInHeaders.has(key) ? [] : [[key, value] as const];
  });
  return {
    clientId: filled(auth.clientId),
    clientSecret: clientSecret.trim() || undefined,
    scopes: auth.scopes?.length === 0 ? undefined : auth.scopes,
    authorizationUrl: filled(auth.authorizationUrl),
    tokenUrl: filled(auth.tokenUrl),
    revocationUrl: filled(auth.revocationUrl),
    issuer: filled(auth.issuer),
    parameters: parameters.length === 0 ? undefined : Object.fromEntries(parameters),
    headers: sent.length === 0 ? undefined : Object.fromEntries(sent),
    tokenMethod: auth.tokenMethod,
    redirect: auth.redirect,
  };
}
