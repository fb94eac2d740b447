import type { Problem } from '../../shared/domain/server.ts';
import type { ConfigEntry, MapNode } from './config-node.ts';
import type { EntryFields } from './entry-fields.ts';
import { createEntryFields } from './entry-fields.ts';
import type { AuthReading } from './entry-sign-in.ts';
import { readSignInHeaders, readSignInSettings, withHeaders } from './entry-sign-in.ts';
import { pasteError, pasteWarning } from './problem.ts';

/** Reads `oauth`, `requiresOAuth` and LibreChat's `apiKey`. */
export function readAuth(fields: EntryFields, problems: Problem[]): AuthReading {
  const nothing = { variables: [], extras: {} };
  const requiresOauth = fields.flag('requiresOAuth', 'requires_oauth');
  const apiKey = takeBlock(fields, 'apiKey');
  if (apiKey !== undefined) return readApiKey(apiKey, problems);
  const plainKey = readPlainKey(fields);
  if (plainKey !== undefined) return plainKey;
  // Codex says in one word that a server wants a sign-in.
  const scheme = fields.peek('auth')?.node;
  if (scheme?.kind === 'scalar' && /^oauth/i.test(String(scheme.value))) {
    fields.take('auth');
    return { ...nothing, auth: { type: 'oauth' } };
  }
  const oauth = fields.take('oauth');
  const headers = requiresOauth === false ? undefined : readSignInHeaders(fields);
  if (oauth?.node.kind === 'map') return withHeaders(readOauth(oauth.node, problems), headers);
  const isAsked = oauth?.node.kind === 'scalar' && oauth.node.value === true;
  const isSignedIn = requiresOauth === true || isAsked || headers !== undefined;
  return isSignedIn ? withHeaders({ ...nothing, auth: { type: 'oauth' } }, headers) : nothing;
}

/** Continue's key in one text, sent as a bearer token. */
function readPlainKey(fields: EntryFields): AuthReading | undefined {
  const node = fields.peek('apiKey')?.node;
  const value = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value.trim() : '';
  const isRemote = ['url', 'httpUrl', 'serverUrl', 'uri', 'baseUrl'].some(
    (key) => fields.peek(key) !== undefined,
  );
  if (value === '' || !isRemote) return undefined;
  fields.take('apiKey');
  const key = { kind: 'secret' as const, value };
  return { auth: { type: 'api-key', placement: 'bearer', key }, variables: [], extras: {} };
}

/** A block under `key`; anything else stays for the unknown fields. */
function takeBlock(fields: EntryFields, key: string): MapNode | undefined {
  const entry = fields.peek(key);
  if (entry?.node.kind !== 'map') return undefined;
  fields.take(key);
  return entry.node;
}

function readOauth(map: MapNode, problems: Problem[]): AuthReading {
  const fields = createEntryFields(map, problems);
  const text = (field: string, ...keys: string[]): string | undefined =>
    fields.text(`auth.${field}`, ...keys) || undefined;
  const isOff = fields.flag('enabled') === false;
  const clientId = text('clientId', 'clientId', 'client_id');
  const clientSecret = text('clientSecret', 'clientSecret', 'client_secret');
  const scopes = readScopes(fields);
  const endpoint = (field: string, ...keys: string[]): string | undefined =>
    readEndpoint(fields.take(...keys), `auth.${field}`, problems);
  const authorizationUrl = endpoint('authorizationUrl', 'authorizationUrl', 'authorization_url');
  const tokenUrl = endpoint('tokenUrl', 'tokenUrl', 'token_url');
  const issuer = endpoint('issuer', 'issuer');
  const revocationUrl = endpoint('revocationUrl', 'revocationUrl', 'revocation_endpoint');
  const more = readSignInSettings(fields, problems);
  const rest = fields.rest('extras.oauth');
  const extras = Object.keys(rest).length === 0 ? {} : { oauth: rest };
  if (isOff) return { variables: [], extras };
  const auth = {
    type: 'oauth' as const,
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined
      ? {}
      : { clientSecret: { kind: 'secret' as const, value: clientSecret } }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(revocationUrl === undefined ? {} : { revocationUrl }),
    ...more,
  };
  return { auth, variables: [], extras };
}

function readScopes(fields: EntryFields): string[] | undefined {
  const isList = ['scopes', 'scope'].some((key) => fields.peek(key)?.node.kind === 'list');
  const scopes = isList
    ? fields.list('auth.scopes', 'scopes', 'scope')
    : (fields.text('auth.scopes', 'scopes', 'scope') ?? '').split(/[\s,]+/);
  const named = scopes.filter((scope) => scope !== '');
  return named.length === 0 ? undefined : named;
}

function readEndpoint(
  entry: ConfigEntry | undefined,
  path: string,
  problems: Problem[],
): string | undefined {
  if (entry === undefined) return undefined;
  const value = entry.node.kind === 'scalar' ? String(entry.node.value) : '';
  if (/^(?:https?:\/\/\S+|\$?\{[^}\s]+\}\S*)$/i.test(value)) return value;
  const message = `Expected “${entry.key}” to be an address that starts with https://.`;
  problems.push(pasteError('URL_INVALID', path, message, entry.line));
  return undefined;
}

function readApiKey(map: MapNode, problems: Problem[]): AuthReading {
  const fields = createEntryFields(map, problems);
  const key = fields.text('auth.key', 'key') ?? '';
  const placementName = fields.text('auth.placement', 'authorization_type') ?? 'bearer';
  const headerName = fields.text('auth.headerName', 'custom_header');
  fields.take('source');
  const placement = placements.get(placementName);
  const rest = fields.rest('extras.apiKey');
  const extras = Object.keys(rest).length === 0 ? {} : { apiKey: rest };
  if (placement === undefined) {
    const message = 'Expected “authorization_type” to be bearer, basic or custom.';
    problems.push(pasteWarning('FIELD_INVALID', 'auth.placement', message, map.line));
    return { variables: [], extras };
  }
  const named = { name: 'MCP_API_KEY', title: 'API key', description: '', sensitive: true };
  const auth = {
    type: 'api-key' as const,
    placement,
    ...(placement === 'header' ? { headerName: headerNameOf(headerName) } : {}),
    key:
      key === ''
        ? { kind: 'text' as const, text: '{{MCP_API_KEY}}' }
        : { kind: 'secret' as const, value: key },
  };
  return { auth, variables: key === '' ? [named] : [], extras };
}

const placements: ReadonlyMap<string, 'bearer' | 'basic' | 'header'> = new Map([
  ['bearer', 'bearer'],
  ['basic', 'basic'],
  ['custom', 'header'],
]);

const headerNameOf = (name: string | undefined): string =>
  name !== undefined && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) ? name : 'X-Api-Key';

/** Reads the headers of a remote server, with Codex's way of naming the variables they come from. */
export function readHeaders(fields: EntryFields): Map<string, string> {
  const headers = fields.texts('transport.headers', 'headers', 'http_headers', 'httpHeaders');
  for (const [name, variable] of fields.texts('transport.headers', 'env_http_headers'))
    headers.set(name, `{{${variable}}}`);
  const options = fields.peek('requestOptions')?.node;
  if (options?.kind === 'map') {
    fields.take('requestOptions');
    const inner = createEntryFields(options, []);
    for (const [name, value] of inner.texts('transport.headers', 'headers'))
      if (!headers.has(name)) headers.set(name, value);
  }
  addKeyFromEnvironment(fields, headers);
  // Names Goose would look up for a remote server matter only where a header refers to them.
  fields.take('env_keys');
  const variable = fields.text('transport.headers.Authorization', 'bearer_token_env_var');
  const token = fields.text('transport.headers.Authorization', 'bearer_token', 'bearerToken');
  if (variable) headers.set('Authorization', `Bearer {{${variable}}}`);
  else if (token) headers.set('Authorization', `Bearer ${token}`);
  return headers;
}

/** Mistral Vibe names the variable, the header and how the header is made of it. */
function addKeyFromEnvironment(fields: EntryFields, headers: Map<string, string>): void {
  const variable = fields.text('transport.headers', 'api_key_env');
  const header = fields.text('transport.headers', 'api_key_header') || 'Authorization';
  const format = fields.text('transport.headers', 'api_key_format') || 'Bearer {token}';
  if (!variable || headers.has(header)) return;
  headers.set(header, format.replace(/\{\w*\}/, `{{${variable}}}`));
}
