import { byHand, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json } from '../service.ts';
import type { Json, OddService, Reply } from '../service.ts';

function shaped(s: OddService, shape: (tokens: Json) => Json, status = 200): void {
  s.issued = (tokens) => json(status, shape(tokens));
}

const one = (
  id: string,
  title: string,
  shape: (tokens: Json) => Json,
  want: OddCase['want'] = 'in',
): OddCase => ({ id, title, source: 'own', want, quirk: (s) => shaped(s, shape) });

const camel = (tokens: Json): Json =>
  Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

const secret = { id: byHand.id, secret: 'a-secret' };

/** A client with a secret at a token endpoint that wants it in its own way. */
function wants(s: OddService, isRight: (form: Json, basic: string) => boolean, no: Reply): void {
  knows(s, { secret: secret.secret });
  s.token = (form, { authorization = '' }) => {
    const basic = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
    return isRight(form, basic) ? undefined : no;
  };
}

/** More ways of giving out tokens. */
export const furtherTokenCases: readonly OddCase[] = [
  one('in-data', 'the answer lies in data, beside success', (tokens) => ({
    success: true,
    data: tokens,
  })),
  one('in-result', 'the answer lies in result', (tokens) => ({ result: tokens, error: null })),
  one('camel-case', 'the members are written accessToken, refreshToken, expiresIn', camel),
  one('named-token', 'an empty error and message beside the tokens', (tokens) => ({
    ...tokens,
    error: '',
    message: 'ok',
  })),
  one('with-scheme', 'the token is given with the word Bearer before it', (tokens) => ({
    ...tokens,
    access_token: `Bearer ${String(tokens['access_token'])}`,
  })),
  one('with-newline', 'the tokens end with a new line', (tokens) => ({
    ...tokens,
    access_token: `${String(tokens['access_token'])}\n`,
    refresh_token: ` ${String(tokens['refresh_token'])} `,
  })),
  one('end-as-text', 'expires_in is a text', (tokens) => ({
    ...tokens,
    expires_in: String(tokens['expires_in']),
  })),
  one('end-as-fraction', 'expires_in is a text with a fraction', (tokens) => ({
    ...tokens,
    expires_in: `${String(tokens['expires_in'])}.0`,
  })),
  one('end-in-milliseconds', 'expires_in counts milliseconds', (tokens) => ({
    ...tokens,
    expires_in: Number(tokens['expires_in']) * 1000,
  })),
  one('end-never', 'expires_in is null, 0, or far too large', (tokens) => ({
    ...tokens,
    expires_in: 1_900_000_000,
    expires_at: null,
  })),
  one('end-as-date', 'expires_at is a date in words beside nothing else', (tokens) => {
    const { expires_in: _, ...rest } = tokens;
    return { ...rest, expires_at: '2099-01-01T00:00:00Z' };
  }),
  one('scope-as-list', 'scope is a list', (tokens) => ({ ...tokens, scope: ['read', 'write'] })),
  {
    id: 'status-202',
    title: 'tokens come with the status 202',
    source: 'own',
    want: 'in',
    quirk: (s) => shaped(s, (tokens) => tokens, 202),
  },
  {
    id: 'tokens-as-text-type',
    title: 'tokens are sent as text/plain',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.issued = (tokens) => ({
        status: 200,
        headers: { 'content-type': 'text/plain' },
        text: `\n${JSON.stringify(tokens)}\n`,
      });
    },
  },
  {
    id: 'id-wanted-in-body',
    title: 'Basic is not enough: the client id is missed in the body (invalid_request)',
    source: 'own',
    want: 'in',
    client: secret,
    quirk: (s) =>
      wants(
        s,
        ({ client_id: id, client_secret: own }) => id === secret.id && own === secret.secret,
        json(400, { error: 'invalid_request', error_description: 'Missing parameter: client_id' }),
      ),
  },
  {
    id: 'secret-refused-mutely',
    title: 'a secret at the wrong place is a 401 without a word',
    source: 'own',
    want: 'in',
    client: secret,
    quirk: (s) =>
      wants(s, ({ client_secret: own }) => own === secret.secret, {
        status: 401,
        text: 'Unauthorized',
      }),
  },
  {
    id: 'secret-refused-in-words',
    title: 'the same in words of the house',
    source: 'own',
    want: 'in',
    client: secret,
    quirk: (s) =>
      wants(
        s,
        ({ client_secret: own }) => own === secret.secret,
        json(403, { message: 'Bad client credentials' }),
      ),
  },
  {
    id: 'token-endpoint-moved',
    title: 'the token endpoint has moved within the origin (308)',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const { metadata } = s;
      let isAsked = false;
      s.token = () => {
        isAsked = !isAsked;
        return isAsked ? { status: 308, headers: { location: '/token?v=2' } } : undefined;
      };
      s.metadata = metadata;
    },
  },
  one('no-token', 'a polite answer without any token', () => ({ ok: true }), 'told'),
];
