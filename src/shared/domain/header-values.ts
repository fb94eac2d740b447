import type { Problem, ServerAuth, ServerTransport } from './server.ts';
import type { SecretPlace } from './stored-secret.ts';

/** A value as a draft, a definition or a view holds it, as far as it is plain text. */
interface Held {
  readonly kind: 'text' | 'secret';
  readonly text?: string | undefined;
}

/** The parts of a server in any of its forms that say what is sent with each request. */
export interface HeaderBearing {
  readonly transport: { readonly type: ServerTransport['type'] } & {
    readonly headers?: Readonly<Record<string, Held>>;
  };
  readonly auth: { readonly type: ServerAuth['type'] } & {
    readonly placement?: 'bearer' | 'basic' | 'header';
    readonly key?: Held;
  };
}

// RFC 9110 section 5.5: tab, visible characters, and bytes above ASCII, which are Latin-1 by custom.
const unsendable = /[^\t\x20-\x7e\x80-\xff]/u;

/**
 * The first character of a value that no header can carry, such as a Chinese one, an emoji, a curly
 * quotation mark or a line break; undefined when all of it can be sent. Space around a value does
 * not count, since it is taken off before it is sent.
 */
export function unsendableIn(value: string): string | undefined {
  return unsendable.exec(value.trim())?.[0];
}

/** {@link unsendableIn} of an API key: a user and password are encoded before they are sent. */
export function unsendableInKey(placement: string | undefined, key: string): string | undefined {
  return placement === 'basic' && key.includes(':') ? undefined : unsendableIn(key);
}

/** {@link unsendableIn} of a secret about to be entered for a place of a server. */
export function unsendableInPlace(
  { auth }: HeaderBearing,
  place: SecretPlace,
  value: string,
): string | undefined {
  if (place.kind === 'header' || place.kind === 'sign-in-header') return unsendableIn(value);
  return place.kind === 'api-key' ? unsendableInKey(auth.placement, value) : undefined;
}

/** The same of a value about to be given to a variable that headers or the key are made with. */
export function unsendableInVariable(
  { transport, auth }: HeaderBearing,
  variable: string,
  value: string,
): string | undefined {
  const filled = ({ text = '' }: Held) => text.replaceAll(`{{${variable}}}`, value);
  const templates = Object.values(transport.headers ?? {}).filter(names(variable));
  const key = auth.key !== undefined && names(variable)(auth.key) ? auth.key : undefined;
  const inHeaders = templates.map((one) => unsendableIn(filled(one)));
  const inKey = key && unsendableInKey(auth.placement, filled(key));
  return [...inHeaders, inKey].find((character) => character !== undefined);
}

const names =
  (variable: string) =>
  ({ kind, text = '' }: Held): boolean =>
    kind === 'text' && text.includes(`{{${variable}}}`);

/** How a character is called that may have no look of its own, e.g. `“好” (U+597D)` or `U+000A`. */
export function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{C}\p{Z}]/u.test(character) ? `U+${code}` : `“${character}” (U+${code})`;
}

/** That a value at this path cannot be sent because of a character in it. */
export function unsendableProblem(path: string, character: string): Problem {
  const what = character === '\n' || character === '\r' ? 'a line break' : characterName(character);
  const message = `A header cannot carry ${what}.`;
  return { code: 'HEADER_CHARACTER', path, message, severity: 'error' };
}
