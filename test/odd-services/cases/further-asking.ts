import { byHand, changeMetadata, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json } from '../service.ts';
import type { Json, OddService } from '../service.ts';

/** Refuses a registration whose members `isFine` does not like. */
function registersOnly(s: OddService, isFine: (wish: Json) => boolean, words: string): void {
  const { register } = s;
  s.register = (wish) =>
    isFine(wish)
      ? register(wish)
      : json(400, { error: 'invalid_client_metadata', error_description: words });
}

/** Changes what a registration is answered. */
function registered(s: OddService, change: (answer: Json) => Json, status = 201): void {
  const { register } = s;
  s.register = (wish) => json(status, change(register(wish).json as Json));
}

/** More ways of registering and of asking. */
export const furtherAskingCases: readonly OddCase[] = [
  {
    id: 'registered-200',
    title: 'a registration is answered 200, without what was asked for',
    source: 'own',
    want: 'in',
    quirk: (s) => registered(s, ({ client_id: id }) => ({ client_id: id }), 200),
  },
  {
    id: 'registered-number',
    title: 'the client id is a number',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      registered(s, (answer) => ({ ...answer, client_id: 4711 }));
      s.page = ({ client_id: id }) => (id === '4711' ? undefined : { page: 'unknown client' });
    },
  },
  {
    id: 'registered-nulls',
    title: 'a public client gets a null or empty secret',
    source: 'own',
    want: 'in',
    quirk: (s) =>
      registered(s, (answer) => ({
        ...answer,
        client_secret: '',
        client_secret_expires_at: null,
        scope: null,
      })),
  },
  {
    id: 'registered-with-secret',
    title: 'a public client gets a secret all the same, and has to send it',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      registered(s, ({ token_endpoint_auth_method: _, ...answer }) => ({
        ...answer,
        client_secret: 'surprise',
        client_secret_expires_at: '0',
      }));
      s.token = (form, { authorization = '' }) => {
        const basic = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
        const isRight = form['client_secret'] === 'surprise' || basic.endsWith(':surprise');
        return isRight ? undefined : json(401, { error: 'invalid_client' });
      };
    },
  },
  {
    id: 'registers-confidential-only',
    title: 'registration wants a client with a secret and does not say so in the metadata',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      changeMetadata(s, { token_endpoint_auth_methods_supported: undefined });
      registersOnly(
        s,
        (wish) => wish['token_endpoint_auth_method'] !== 'none',
        'token_endpoint_auth_method none is not allowed',
      );
    },
  },
  {
    id: 'registers-known-members-only',
    title: 'registration refuses application_type as an unknown member',
    source: 'own',
    want: 'in',
    quirk: (s) =>
      registersOnly(
        s,
        (wish) => wish['application_type'] === undefined,
        'property application_type should not exist',
      ),
  },
  {
    id: 'registers-without-refresh',
    title: 'registration refuses the grant type refresh_token',
    source: 'own',
    want: 'in',
    quirk: (s) =>
      registersOnly(
        s,
        (wish) => !(wish['grant_types'] as readonly string[]).includes('refresh_token'),
        'grant_types: refresh_token is not supported',
      ),
  },
  {
    id: 'registers-with-key',
    title: 'registration wants a token of its own',
    source: 'own',
    want: 'told',
    quirk: (s) => (s.register = () => json(401, { error: 'invalid_token' })),
  },
  {
    id: 'registers-after-a-while',
    title: 'registration is limited (429)',
    source: 'own',
    want: 'told',
    quirk: (s) => (s.register = () => json(429, {}, { 'retry-after': '30' })),
  },
  {
    id: 'wants-audience',
    title: 'the page wants an audience, which is entered under Settings',
    source: 'Auth0',
    want: 'in',
    client: byHand,
    settings: { parameters: { audience: 'https://api.example' } },
    quirk: (s) => {
      knows(s);
      s.page = ({ audience }) =>
        audience === 'https://api.example' ? undefined : { page: 'audience is missing' };
    },
  },
  {
    id: 'pushed-requests-only',
    title: 'the page takes pushed requests only (RFC 9126)',
    source: 'own',
    want: 'told',
    quirk: (s) => {
      changeMetadata(s, { require_pushed_authorization_requests: true });
      s.page = () => ({ error: 'invalid_request', description: 'use PAR' });
    },
  },
  {
    id: 'code-with-signs',
    title: 'the code has slashes, plus signs and blanks',
    source: 'Google',
    want: 'in',
    quirk: (s) => {
      const { back, token } = s;
      s.back = (uri, { code, ...answer }) =>
        back(uri, code === undefined ? answer : { code: `4/0+A b%2F&=${code}`, ...answer });
      s.token = (form, headers) => {
        if (form['grant_type'] === 'refresh_token') return undefined;
        const isWhole = form['code']?.startsWith('4/0+A b%2F&=') === true;
        if (!isWhole) return json(400, { error: 'invalid_grant' });
        (form as Record<string, string>)['code'] = (form['code'] ?? '').slice(12);
        return token(form, headers);
      };
    },
  },
  {
    id: 'answer-with-more',
    title: 'the answer carries more than was asked for',
    source: 'Google, Keycloak, Entra',
    want: 'in',
    quirk: (s) => {
      const { back } = s;
      s.back = (uri, answer) =>
        back(uri, { ...answer, session_state: 'a.b', scope: 'read write', authuser: '0', hd: '' });
    },
  },
  {
    id: 'refuses-in-server-error',
    title: 'the page sends back server_error once, and takes the next click',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      let isFirst = true;
      s.page = () => {
        if (s.seen.page < 2 || !isFirst) return undefined;
        isFirst = false;
        return { error: 'server_error', description: 'try again' };
      };
    },
  },
];
