import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { deepLinkRedirectUri } from './client-identity.ts';

/** What an authorization server sends back (RFC 6749 section 4.1.2, RFC 9207). */
export interface Callback {
  /** The address without its query, to be compared with the one the flow gave out. */
  readonly redirectUri: string;
  readonly state: string;
  readonly iss: string | undefined;
  readonly answer:
    | { readonly kind: 'code'; readonly code: string }
    | { readonly kind: 'error'; readonly error: string; readonly description: string };
}

/** The text is no answer to any sign-in. */
export interface CallbackProblem {
  readonly code: 'TOO_LONG' | 'NOT_A_CALLBACK' | 'MALFORMED';
}

const maxUrlChars = 16_384;
const loopback = /^http:\/\/127\.0\.0\.1:(\d{1,5})\/callback$/;
const known = ['state', 'code', 'iss', 'error', 'error_description'] as const;

/**
 * Reads an address as data from a stranger: only our own scheme, host and path, spelt exactly; no
 * fragment; every parameter at most once.
 */
export function parseCallback(text: string): Result<Callback, CallbackProblem> {
  if (text.length > maxUrlChars) return err({ code: 'TOO_LONG' });
  const at = text.indexOf('?');
  const redirectUri = at < 0 ? text : text.slice(0, at);
  if (redirectUri !== deepLinkRedirectUri && !loopback.test(redirectUri)) {
    return err({ code: 'NOT_A_CALLBACK' });
  }
  const query = at < 0 ? '' : text.slice(at + 1);
  if (!/^[\x21\x22\x24-\x7e]*$/.test(query)) return err({ code: 'MALFORMED' });
  const parameters = new URLSearchParams(query);
  if (known.some((name) => parameters.getAll(name).length > 1)) return err({ code: 'MALFORMED' });
  const state = parameters.get('state') ?? '';
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (state === '' || code === '' || (code === null) === (error === null)) {
    return err({ code: 'MALFORMED' });
  }
  const iss = parameters.get('iss') ?? undefined;
  if (code !== null) return ok({ redirectUri, state, iss, answer: { kind: 'code', code } });
  const description = parameters.get('error_description') ?? '';
  return ok({
    redirectUri,
    state,
    iss,
    answer: { kind: 'error', error: error ?? '', description },
  });
}
