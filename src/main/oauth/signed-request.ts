import { createRedactor } from '../kernel/redactor.ts';
import type { Redactor } from '../kernel/redactor.ts';
import type { ClientIdentity } from './client-identity.ts';
import type { NamedBy, OAuthRequest } from './oauth-ports.ts';

/** Where a request goes, and who makes it. */
export interface SignedRequest {
  readonly url: string;
  readonly namedBy: NamedBy;
  readonly client: ClientIdentity;
}

/** A form with the client's proof of itself (RFC 6749 section 2.3.1) and the headers it needs. */
export function signedRequest(
  { url, namedBy, client }: SignedRequest,
  parameters: Readonly<Record<string, string>>,
): OAuthRequest {
  const form = new URLSearchParams(parameters);
  const { clientId, clientSecret = '', authMethod } = client;
  const headers: Record<string, string> = { ...client.headers, accept: 'application/json' };
  if (authMethod === 'client_secret_basic') {
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    if (authMethod === 'client_secret_post') form.set('client_secret', clientSecret);
  }
  return { url, namedBy, headers, form };
}

/** The other place for a client's secret; undefined where there is none, or no choice. */
export function otherSecretPlace(
  client: ClientIdentity,
): 'client_secret_basic' | 'client_secret_post' | undefined {
  if (client.clientSecret === undefined || client.isMethodFixed === true) return undefined;
  return client.authMethod === 'client_secret_basic' ? 'client_secret_post' : 'client_secret_basic';
}

/** Takes what was sent out of an answer, which some servers repeat when they refuse it. */
export function blankSent(
  { form, headers }: OAuthRequest,
  { clientSecret, headers: own = {} }: ClientIdentity,
): Redactor {
  const credentials = headers?.['authorization']?.replace(/^Basic /, '');
  const sent = ['code', 'code_verifier', 'refresh_token'].map((name) => form?.get(name));
  const secrets = [...sent, clientSecret, credentials, ...Object.values(own)];
  return createRedactor(secrets.filter((text) => text != null));
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
