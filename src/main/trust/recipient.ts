import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import type { SecretPlace } from '../../shared/domain/stored-secret.ts';
import { own } from '../../shared/util/own.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import type { KnownUses, SecretUse } from '../kernel/secret-store.ts';
import { expandPlaceholders, placeholdersIn } from '../../shared/domain/placeholders.ts';
import { launchFingerprint } from './launch-fingerprint.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';

/** The part of a server, as one profile sees it, that decides where its secrets go. */
export type Receiving = Pick<
  ServerDefinition,
  'name' | 'transport' | 'variables' | 'variableValues'
> & { readonly auth: SignInPart | { readonly type: 'none' | 'api-key' } };

interface SignInPart {
  readonly type: 'oauth';
  readonly clientId?: string | undefined;
  readonly issuer?: string | undefined;
  readonly authorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly revocationUrl?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, StoredValue>> | undefined;
}

/** A place whose secret is sent; sign-ins have a rule of their own. */
export type SentPlace = Exclude<SecretPlace, { kind: 'sign-in' }>;

/**
 * The one use a secret of this place has: by which server, and by whose profile where it is a
 * variable's, and where it goes. The recipient is
 * - for an address its origin (scheme, host and port), text variables filled in and secret ones as
 *   `{{NAME}}`. A WebSocket counts as the HTTP address of its host; plain and encrypted differ;
 * - for a program its launch, as it is agreed to;
 * - for a client secret, a header of the sign-in, and a variable that is used in the sign-in, that origin together with the
 *   addresses that were set for signing in: any of them decides who gets it.
 */
export function useOf(server: Receiving, place: SentPlace, profileId: string): SecretUse {
  const isOwn = place.kind === 'variable' && profileId !== firstProfileId;
  return {
    holder: isOwn ? `${server.name}/${profileId}` : server.name,
    recipient: recipientOf(server, place),
  };
}

/** Where the secret of a place goes, in the words of {@link useOf}. */
export function recipientOf(server: Receiving, place: SentPlace): string {
  const { transport, auth } = server;
  if (isProgram(transport)) return `program ${launchFingerprint(server)}`;
  if (!hasAddress(transport)) return `built-in ${transport.id}`;
  const texts = textsOf(server);
  const origin = originOf(transport.url, texts);
  if (auth.type !== 'oauth' || !isForSignIn(auth, place)) return origin;
  const { issuer, authorizationUrl, tokenUrl, revocationUrl } = auth;
  const ownPlaces = revocationUrl === undefined ? [] : [revocationUrl];
  const set = [issuer, authorizationUrl, tokenUrl, ...ownPlaces];
  const filled = set.map((url) => (url === undefined ? null : expandPlaceholders(url, texts)));
  return `sign-in ${JSON.stringify([origin, ...filled])}`;
}

function isForSignIn(auth: SignInPart, place: SentPlace): boolean {
  if (place.kind === 'client-secret' || place.kind === 'sign-in-header') return true;
  if (place.kind !== 'variable') return false;
  const { clientId, issuer, authorizationUrl, tokenUrl, revocationUrl } = auth;
  const headers = Object.values(auth.headers ?? {});
  const templates = [
    ...[clientId, issuer, authorizationUrl, tokenUrl, revocationUrl],
    ...Object.values(auth.parameters ?? {}),
    ...headers.map((value) => (value.kind === 'text' ? value.text : '')),
  ];
  return templates.some((one) => placeholdersIn(one ?? '').includes(place.name));
}

/** What a launch gets for each variable that is text, as long as it is unset its default. */
function textsOf({ variables, variableValues }: Receiving): ReadonlyMap<string, string> {
  return new Map(
    variables.flatMap(({ name, optional, default: fallback }) => {
      const value = own(variableValues, name);
      if (value?.kind === 'text') return [[name, value.text] as const];
      const isLeftOut = value === undefined && (fallback !== undefined || optional === true);
      return isLeftOut ? [[name, fallback ?? ''] as const] : [];
    }),
  );
}

/** The origin of an address; the address itself where what is not known yet stands in the way. */
function originOf(template: string, texts: ReadonlyMap<string, string>): string {
  const filled = expandPlaceholders(template, texts).replace(/^ws(s?):/i, 'http$1:');
  // Read with two different stand-ins: what is an honest host reads the same with both.
  const [one, other] = ['0', '1'].map((mark) => readOrigin(filled, `patchbay${mark}`));
  return one !== undefined && one === other ? one : filled;
}

function readOrigin(filled: string, mark: string): string | undefined {
  const names = placeholdersIn(filled);
  const standIn = (index: number) => `${mark}x${String(index)}x`;
  const marked = new Map(names.map((name, index) => [name, standIn(index)]));
  const text = expandPlaceholders(filled, marked);
  return names.reduce(
    (origin, name, index) => origin?.replaceAll(standIn(index), `{{${name}}}`),
    parseUrl(text)?.origin,
  );
}

/** Whether a secret that may be used like this has what it takes, as far as can be told unopened. */
export type Fit = 'fits' | 'missing' | 'elsewhere';

/** Compares what a secret may be used for with a use; opening it decides in the end. */
export function fitOf(known: KnownUses, use: SecretUse): Fit {
  switch (known.kind) {
    case 'unknown':
      return 'fits';
    case 'missing':
      return 'missing';
    case 'stored':
      return isForUse(known.uses, use) ? 'fits' : 'elsewhere';
    default:
      return assertNever(known);
  }
}

/** Whether a secret sealed to `uses` may be used like this. */
export function isForUse(uses: readonly SecretUse[], use: SecretUse): boolean {
  return uses.some((one) => one.holder === use.holder && one.recipient === use.recipient);
}

/** The name of the server in a use. */
export function holderServer({ holder }: SecretUse): string {
  return holder.split('/', 1)[0] ?? holder;
}
