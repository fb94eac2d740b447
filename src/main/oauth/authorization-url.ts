import { reservedParameters } from '../../shared/domain/sign-in-settings.ts';
import { challengeOf } from './pkce.ts';

/** Everything that goes into an authorization request. */
export interface AuthorizationRequest {
  readonly endpoint: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
  readonly resource: string | undefined;
  readonly scopes: readonly string[];
  /** Asks the person once more (OpenID Connect Core section 3.1.2.1). */
  readonly prompt?: 'consent';
  /** More parameters; none of them replaces one of the protocol's own. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The address to open in the browser (RFC 6749 section 4.1.1, RFC 7636, RFC 8707). */
export function authorizationUrl(request: AuthorizationRequest): string {
  const url = new URL(request.endpoint);
  const { searchParams: parameters } = url;
  url.hash = '';
  for (const [name, value] of Object.entries(request.parameters ?? {})) {
    if (!reservedParameters.has(name)) parameters.set(name, value);
  }
  parameters.set('response_type', 'code');
  parameters.set('client_id', request.clientId);
  parameters.set('redirect_uri', request.redirectUri);
  parameters.set('state', request.state);
  parameters.set('code_challenge', challengeOf(request.verifier));
  parameters.set('code_challenge_method', 'S256');
  if (request.resource !== undefined) parameters.set('resource', request.resource);
  if (request.scopes.length > 0) parameters.set('scope', request.scopes.join(' '));
  if (request.prompt !== undefined) parameters.set('prompt', request.prompt);
  return url.href;
}
