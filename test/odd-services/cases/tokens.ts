import { byHand, changeMetadata, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json } from '../service.ts';
import type { Json, OddService } from '../service.ts';

function shaped(s: OddService, shape: (tokens: Json) => Json): void {
  s.issued = (tokens) => json(200, shape(tokens));
}

const secret = { id: byHand.id, secret: 'p+ss/w=rd %' };

/** How tokens are given out. */
export const tokenCases: readonly OddCase[] = [
  ...(['user', 'bot', null, '', 'BEARER', 'access_token', undefined] as const).map(
    (type): OddCase => ({
      id: `type-${String(type)}`,
      title: `the token type is ${JSON.stringify(type) ?? 'missing'}`,
      source: 'github.com/coder/coder/pull/26150',
      want: 'in',
      quirk: (s) => shaped(s, (tokens) => ({ ...tokens, token_type: type })),
    }),
  ),
  ...['mac', 'DPoP', 'N_A', 'pop'].map((type): OddCase => ({
    id: `type-${type}`,
    title: `the token is of type ${type} and of no use as it is`,
    source: 'RFC 9449',
    want: 'told',
    quirk: (s) => shaped(s, (tokens) => ({ ...tokens, token_type: type })),
  })),
  {
    id: 'nested-user',
    title: 'the token lies in authed_user',
    source: 'github.com/anthropics/claude-code/issues/59725',
    want: 'in',
    client: byHand,
    quirk: (s) => {
      knows(s);
      shaped(s, (tokens) => ({ ok: true, app_id: 'A1', authed_user: { id: 'U1', ...tokens } }));
    },
  },
  {
    id: 'packed-tokens',
    title: 'the token answer is compressed',
    source: 'own',
    want: 'in',
    quirk: (s) => (s.issued = (tokens) => ({ ...json(200, tokens), isGzip: true })),
  },
  {
    id: 'form-tokens',
    title: 'the token answer is form-encoded',
    source: 'GitHub without Accept, older PHP libraries',
    want: 'in',
    quirk: (s) => {
      s.issued = (tokens) => ({
        status: 200,
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        text: new URLSearchParams(
          Object.entries(tokens).map(([name, value]): [string, string] => [name, String(value)]),
        ).toString(),
      });
    },
  },
  {
    id: 'secret-in-body-only',
    title: 'lists Basic first and reads the secret from the body only',
    source: 'github.com/punkpeye/fastmcp/issues/214',
    want: 'in',
    quirk: (s) => {
      changeMetadata(s, {
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      });
      s.token = (form) =>
        s.clients.get(form['client_id'] ?? '')?.secret === form['client_secret']
          ? undefined
          : json(401, { error: 'invalid_client' });
    },
  },
  {
    id: 'secret-not-decoded',
    title: 'takes Basic without decoding it, or the body',
    source: 'own',
    want: 'in',
    client: secret,
    quirk: (s) => {
      knows(s, { secret: secret.secret });
      s.token = (form, { authorization }) => {
        const raw = Buffer.from(`${secret.id}:${secret.secret}`).toString('base64');
        const isRight = authorization === `Basic ${raw}` || form['client_secret'] === secret.secret;
        return isRight ? undefined : json(401, { error: 'invalid_client' });
      };
    },
  },
  {
    id: 'secret-in-header-only',
    title: 'registers for the body and reads the header only',
    source: 'own',
    want: 'in',
    client: secret,
    quirk: (s) => {
      knows(s, { secret: secret.secret });
      changeMetadata(s, { token_endpoint_auth_methods_supported: ['client_secret_post'] });
      s.token = (_form, { authorization }) =>
        authorization?.startsWith('Basic ') === true
          ? undefined
          : json(401, { error: 'invalid_client' });
    },
  },
  {
    id: 'absolute-end',
    title: 'expires_at in the past beside a right expires_in',
    source: 'own',
    want: 'in',
    quirk: (s) => shaped(s, (tokens) => ({ ...tokens, expires_at: 1_000_000 })),
  },
];
