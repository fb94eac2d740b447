import { byHand, changeMetadata, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json, wellKnown } from '../service.ts';
import type { OddService, Reply } from '../service.ts';

const kind = { source: 'own' } as const;
const challengeOf = (s: OddService) =>
  `resource_metadata="${s.resource}${wellKnown.resource}${s.path}"`;
const isRenewal = (form: Readonly<Record<string, string>>) =>
  form['grant_type'] === 'refresh_token';

/** The place that is asked first has `reply`, the root has the metadata. */
function atFirst(s: OddService, reply: Reply): void {
  s.challenge = () => 'Bearer';
  s.atResource = (path) =>
    path === wellKnown.resource ? { ...s.resourceMetadata(), resource: s.resource } : reply;
}

/** Every refusal of a token comes with this. */
const challenged = (id: string, title: string, write: (s: OddService) => string): OddCase => ({
  ...{ ...kind, id, title, want: 'in' },
  quirk: (s) => (s.challenge = () => write(s)),
});

const misleading = (id: string, title: string, reply: Reply): OddCase => ({
  ...{ ...kind, id, title, want: 'in' },
  quirk: (s) => atFirst(s, reply),
});

/** Registration refuses our own link with `reply`. */
const picky = (id: string, title: string, reply: Reply): OddCase => ({
  ...{ ...kind, id, title, want: 'in', clicks: 1 },
  quirk: (s) => {
    const { register } = s;
    s.register = (wish) =>
      (wish['redirect_uris'] as string[]).every((uri) => uri.startsWith('http'))
        ? register(wish)
        : reply;
  },
});

/** A renewal that carries `name` is answered with `reply`. */
const dislikes = (id: string, name: 'scope' | 'resource', reply: Reply): OddCase => ({
  ...{ ...kind, id, want: 'in' },
  title: `a renewal with ${name} is refused with ${reply.text ?? JSON.stringify(reply.json)}`,
  quirk: (s) =>
    (s.token = (form) => (isRenewal(form) && form[name] !== undefined ? reply : undefined)),
});

/** The answer comes back with `end` behind it. */
const ending = (id: string, end: string): OddCase => ({
  ...{ ...kind, id, title: `the answer ends with ${end}`, want: 'in' },
  quirk: (s) => {
    const { back } = s;
    s.back = (uri, answer) => back(uri, answer) + end;
  },
});

const granted = (id: string, scope: unknown): OddCase => ({
  ...{ ...kind, id, title: `the granted scope is ${JSON.stringify(scope)}`, want: 'in' },
  isTwice: true,
  quirk: (s) => {
    const isOurs = (text = '') => text.split(' ').every((one) => ['', ...s.scopes].includes(one));
    s.issued = (tokens) => json(200, { ...tokens, scope });
    s.page = (asked) => (isOurs(asked['scope']) ? undefined : { error: 'invalid_scope' });
    s.token = (form) => (isOurs(form['scope']) ? undefined : json(400, { error: 'invalid_scope' }));
  },
});

/** The page wants scopes, which only the service lists, and shows an error without. */
function wantsScopes(s: OddService): void {
  knows(s);
  const { resourceMetadata } = s;
  s.resourceMetadata = () => ({ ...resourceMetadata(), scopes_supported: undefined });
  changeMetadata(s, { scopes_supported: ['search:read'] });
  s.page = ({ scope }) => (scope === undefined ? { page: 'invalid_scope: missing' } : undefined);
}

/** Further members of kinds that are played elsewhere: what is said, and where it is said, differ. */
export const variationCases: readonly OddCase[] = [
  misleading('first-html', 'the first place has a page of 200', { text: '<h1>Welcome</h1>' }),
  misleading('first-list', 'the first place has a list', json(200, [])),
  misleading('first-empty', 'the first place has nothing, 200', { status: 200 }),
  misleading('first-null', 'the first place has null', { status: 200, text: 'null' }),
  misleading('first-elsewhere', 'the first place leads to a login page', {
    status: 302,
    headers: { location: '/login' },
  }),
  challenged(
    'challenge-semicolons',
    'parameters parted by semicolons',
    (s) => `Bearer realm="x"; ${challengeOf(s)}; error="invalid_token"`,
  ),
  challenged(
    'challenge-basic-first',
    'Basic stands before Bearer',
    (s) => `Basic realm="all, of it", Bearer ${challengeOf(s)}`,
  ),
  challenged(
    'challenge-basic-last',
    'Basic stands after Bearer',
    (s) => `Bearer ${challengeOf(s)}, Basic realm="x"`,
  ),
  challenged(
    'challenge-capitals',
    'the names of parameters are in capitals',
    (s) => `BEARER ${challengeOf(s).replace('resource_metadata', 'Resource_Metadata')}`,
  ),
  challenged(
    'challenge-blanks-around',
    'blanks around the equals signs',
    (s) => `Bearer error = "invalid_token" , ${challengeOf(s).replace('=', ' = ')}`,
  ),
  {
    ...{ ...kind, id: 'path-dropped-openid', want: 'in', decisions: 1 },
    title: 'the same as path-dropped in the OpenID document',
    quirk: (s) => {
      const tenant = `${s.authority}/t1`;
      const { resourceMetadata } = s;
      s.resourceMetadata = () => ({ ...resourceMetadata(), authorization_servers: [tenant] });
      s.atAuthority = (path) => (path === `/t1${wellKnown.openid}` ? s.metadata() : undefined);
    },
  },
  {
    ...{ ...kind, id: 'slash-and-iss', want: 'in' },
    title: 'the issuer has a slash in the metadata, and says iss with it',
    quirk: (s) => {
      changeMetadata(s, {
        issuer: `${s.authority}/`,
        authorization_response_iss_parameter_supported: true,
      });
      s.iss = () => `${s.authority}/`;
    },
  },
  {
    ...{ ...kind, id: 'issuer-path-slash', want: 'in' },
    title: 'an issuer with a path, with a slash in the metadata only',
    quirk: (s) => {
      const { resourceMetadata } = s;
      const tenant = `${s.authority}/t1`;
      s.resourceMetadata = () => ({ ...resourceMetadata(), authorization_servers: [tenant] });
      changeMetadata(s, { issuer: `${tenant}/` });
      s.atAuthority = (path) => (path === `${wellKnown.oauth}/t1` ? s.metadata() : undefined);
    },
  },
  picky('registers-waf', 'a firewall answers our link with a page, 403', {
    status: 403,
    text: '<h1>Request blocked</h1>',
  }),
  picky('registers-500', 'our link is a fault (500) of registration', json(500, {})),
  {
    ...{ ...kind, id: 'registers-503-once', want: 'told' },
    title: 'a registration that is away for a moment is not asked again behind the person',
    quirk: (s) => {
      const { register } = s;
      s.register = (wish) => (s.seen.register === 1 ? json(503, {}) : register(wish));
    },
  },
  picky('registers-own-words', 'our link is refused in words of the house', {
    ...json(400, { success: false, message: 'Validation failed' }),
  }),
  picky('registers-scope-of-address', 'our link is refused as invalid_client_uri', {
    ...json(400, { error: 'invalid_client_metadata', error_description: 'must be https' }),
  }),
  picky('registers-307', 'our link leads on (307) to a page', {
    status: 307,
    headers: { location: '/' },
  }),
  dislikes('renewal-scope-target', 'scope', json(400, { error: 'invalid_target' })),
  dislikes('renewal-scope-words', 'scope', json(400, { message: 'unexpected field scope' })),
  dislikes('renewal-scope-text', 'scope', { status: 400, text: 'scope not allowed' }),
  dislikes('renewal-scope-422', 'scope', json(422, { detail: [{ loc: ['scope'] }] })),
  dislikes('renewal-resource-request', 'resource', json(400, { error: 'invalid_request' })),
  dislikes('renewal-resource-words', 'resource', json(400, { message: 'unexpected field' })),
  ending('answer-lone-sign', '#'),
  ending('answer-ampersand', '&'),
  granted('scope-commas-and-blanks', 'read, write'),
  granted('scope-semicolons', 'read;write'),
  granted('scope-empty', ''),
  granted('scope-null', null),
  granted('scope-object', { read: true }),
  {
    ...{ ...kind, id: 'resource-refused-in-words', want: 'in', clicks: 1, client: byHand },
    title: 'the page says in an answer that it takes no resource parameter',
    quirk: (s) => {
      knows(s);
      s.page = ({ resource }) =>
        resource === undefined
          ? undefined
          : { error: 'invalid_request', description: 'The resource parameter is not supported.' };
    },
  },
  {
    ...{ ...kind, id: 'scope-needed-page', want: 'in', clicks: 2, client: byHand },
    title: 'a page that wants a scope says so on an error page',
    quirk: wantsScopes,
  },
  {
    ...{ ...kind, id: 'scope-needed-said', want: 'told', client: byHand },
    title: 'the same: more rights are never asked for by the click before they are said',
    quirk: wantsScopes,
  },
  {
    ...{ ...kind, id: 'tokens-with-mark', want: 'in' },
    title: 'the tokens begin with a byte order mark',
    quirk: (s) =>
      (s.issued = (tokens) => ({
        headers: { 'content-type': 'application/json' },
        text: `\uFEFF${JSON.stringify(tokens)}`,
      })),
  },
  {
    ...{ ...kind, id: 'nested-user-beside-bot', want: 'in', client: byHand },
    title: 'a token of a bot on top, another of the person below',
    quirk: (s) => {
      knows(s);
      s.issued = (tokens) =>
        json(200, { ok: true, ...tokens, token_type: 'bot', authed_user: { id: 'U1' } });
    },
  },
  {
    ...{ ...kind, id: 'renewed-nested', want: 'in' },
    title: 'only renewals put their tokens into authed_user',
    quirk: (s) =>
      (s.issued = (tokens, form) =>
        json(200, isRenewal(form) ? { ok: true, authed_user: tokens } : tokens)),
  },
  {
    ...{ ...kind, id: 'expired-400-description', want: 'in' },
    title: 'an ended token without a known end is a 400 with a challenge of invalid_token',
    quirk: (s) => {
      const { refuse } = s;
      s.issued = ({ expires_in: _, ...tokens }) => json(200, tokens);
      s.refuse = (token) =>
        token === undefined
          ? refuse(token)
          : json(400, { message: 'no' }, { 'www-authenticate': 'Bearer error="invalid_token"' });
    },
  },
  {
    ...{ ...kind, id: 'empty-refresh', want: 'in' },
    title: 'renewals give an empty refresh token, and the first one stays good',
    quirk: (s) => {
      s.isRotating = false;
      s.issued = (tokens, form) =>
        json(200, isRenewal(form) ? { ...tokens, refresh_token: '' } : tokens);
    },
  },
];
