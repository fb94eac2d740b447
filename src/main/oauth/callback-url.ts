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
    | { readonly kind: 'error'; readonly error: string; readonly description: string }
    /** It came behind a #, where the specification for codes has nothing (RFC 6749 section 4.1.2). */
    | { readonly kind: 'in-fragment' };
}

/** The text is no answer to any sign-in. */
export interface CallbackProblem {
  readonly code: 'TOO_LONG' | 'NOT_A_CALLBACK' | 'MALFORMED';
}

const maxUrlChars = 16_384;
const loopback = /^http:\/\/(?:127\.0\.0\.1|localhost):(\d{1,5})\/callback(?:\/[0-9a-f]{16})?$/;
const deepLink = new RegExp(`^${deepLinkRedirectUri.replaceAll('.', '\\.')}(?:/[0-9a-f]{16})?$`);
const known = ['state', 'code', 'iss', 'error', 'error_description'] as const;
/** What some login pages leave behind; says nothing. */
const emptyFragment = /#(?:_=_)?$/;

/**
 * Reads an address as data from a stranger: only our own scheme, host and path, spelt exactly; no
 * fragment that says anything; no parameter with two values.
 */
export function parseCallback(text: string): Result<Callback, CallbackProblem> {
  if (text.length > maxUrlChars) return err({ code: 'TOO_LONG' });
  const address = text.replace(emptyFragment, '');
  const [redirectUri = ''] = address.split(/[?#]/, 1);
  if (!deepLink.test(redirectUri) && !loopback.test(redirectUri)) {
    return err({ code: 'NOT_A_CALLBACK' });
  }
  const rest = address.slice(redirectUri.length);
  const inFragment = /^\??#(?=.*\b(?:code|access_token|error)=)(.*)$/.exec(rest)?.[1];
  if (inFragment !== undefined) {
    const state = new URLSearchParams(inFragment).get('state') ?? '';
    if (state === '') return err({ code: 'MALFORMED' });
    return ok({ redirectUri, state, iss: undefined, answer: { kind: 'in-fragment' } });
  }
  if (!/^(?:\?[\x21\x22\x24-\x7e]*)?$/.test(rest)) return err({ code: 'MALFORMED' });
  const parameters = new URLSearchParams(rest);
  if (known.some((name) => new Set(parameters.getAll(name)).size > 1)) {
    return err({ code: 'MALFORMED' });
  }
  return readAnswer(redirectUri, parameters);
}

function readAnswer(
  redirectUri: string,
  parameters: URLSearchParams,
): Result<Callback, CallbackProblem> {
  const valueOf = (name: (typeof known)[number]) => parameters.get(name) ?? undefined;
  const state = valueOf('state') ?? '';
  const code = valueOf('code');
  // An empty error beside a code is none.
  const error = code !== undefined && valueOf('error') === '' ? undefined : valueOf('error');
  if (state === '' || code === '' || (code === undefined) === (error === undefined)) {
    return err({ code: 'MALFORMED' });
  }
  const iss = valueOf('iss');
  if (code !== undefined) return ok({ redirectUri, state, iss, answer: { kind: 'code', code } });
  const description = valueOf('error_description') ?? '';
  const answer = { kind: 'error', error: error ?? '', description } as const;
  return ok({ redirectUri, state, iss, answer });
}
