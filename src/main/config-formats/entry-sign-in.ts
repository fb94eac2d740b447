import type { Problem, ServerDraftInput, Variable } from '../../shared/domain/server.ts';
import { reservedParameters, tokenMethodSchema } from '../../shared/domain/sign-in-settings.ts';
import type { TokenMethod } from '../../shared/domain/sign-in-settings.ts';
import { isUnsafeKey } from './config-node.ts';
import type { EntryFields } from './entry-fields.ts';
import { pasteWarning } from './problem.ts';

type Auth = NonNullable<ServerDraftInput['auth']>;
type OAuth = Extract<Auth, { type: 'oauth' }>;

/** How a server wants to be signed in to, as far as its block says. */
export interface AuthReading {
  readonly auth?: Auth;
  readonly variables: readonly Variable[];
  readonly extras: Readonly<Record<string, unknown>>;
}

/** LibreChat's headers for the requests of a sign-in; undefined where there are none. */
export function readSignInHeaders(fields: EntryFields): OAuth['headers'] {
  const headers = fields.texts('auth.headers', 'oauth_headers', 'oauthHeaders');
  if (headers.size === 0) return undefined;
  const values = [...headers].map(([name, value]) => [name, { kind: 'secret', value }] as const);
  return Object.fromEntries(values);
}

/** The reading with headers for the sign-in it tells of. */
export function withHeaders(reading: AuthReading, headers: OAuth['headers']): AuthReading {
  if (headers === undefined || reading.auth?.type !== 'oauth') return reading;
  return { ...reading, auth: { ...reading.auth, headers } };
}

/** More parameters and the way a client proves itself, in the words of LibreChat and our own. */
export function readSignInSettings(
  fields: EntryFields,
  problems: Problem[],
): Pick<OAuth, 'parameters' | 'tokenMethod'> {
  const parameters = readParameters(fields, problems);
  const tokenMethod = readTokenMethod(fields, problems);
  return {
    ...(parameters.length === 0 ? {} : { parameters: Object.fromEntries(parameters) }),
    ...(tokenMethod === undefined ? {} : { tokenMethod }),
  };
}

function readParameters(
  fields: EntryFields,
  problems: Problem[],
): readonly (readonly [string, string])[] {
  const written = fields.texts('auth.parameters', 'parameters', 'authorization_parameters');
  const audience = fields.text('auth.parameters.audience', 'audience');
  if (audience) written.set('audience', audience);
  // It is what happens anyway; the opposite stays as a field that is not known.
  const forwards = fields.peek('forward_audience_on_refresh')?.node;
  if (forwards?.kind === 'scalar' && forwards.value === true) {
    fields.take('forward_audience_on_refresh');
  }
  return [...written].filter(([name]) => {
    const isUsable = /^[A-Za-z][\w.:-]{0,99}$/.test(name) && !reservedParameters.has(name);
    if (isUsable || isUnsafeKey(name)) return isUsable;
    const message = `“${name}” is set by Patchbay itself; it was left out.`;
    problems.push(pasteWarning('FIELD_INVALID', `auth.parameters.${name}`, message));
    return false;
  });
}

const librechatMethods: ReadonlyMap<string, TokenMethod> = new Map([
  ['default_post', 'client_secret_post'],
  ['basic_auth_header', 'client_secret_basic'],
]);

function readTokenMethod(fields: EntryFields, problems: Problem[]): TokenMethod | undefined {
  const written = fields.text(
    'auth.tokenMethod',
    'tokenMethod',
    'token_exchange_method',
    'token_endpoint_auth_method',
  );
  if (!written) return undefined;
  const own = tokenMethodSchema.safeParse(written);
  const method = own.success ? own.data : librechatMethods.get(written);
  if (method === undefined) {
    const message = 'Expected client_secret_basic, client_secret_post or none.';
    problems.push(pasteWarning('FIELD_INVALID', 'auth.tokenMethod', message));
  }
  return method;
}
