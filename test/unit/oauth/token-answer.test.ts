import { describe, expect, test } from 'vitest';

import { createRedactor } from '../../../src/main/kernel/redactor.ts';
import { readTokenAnswer } from '../../../src/main/oauth/token-answer.ts';

const now = Date.UTC(2026, 10, 1);
const code = 'the-code-that-was-sent';
const dayMs = 86_400_000;
const read = (json: Readonly<Record<string, unknown>> | undefined, status = 200) =>
  readTokenAnswer({ status, json }, now, createRedactor([code]));
const expiry = (fields: Readonly<Record<string, unknown>>) => {
  const answer = read({ access_token: 'token', ...fields });
  if (answer.kind !== 'issued') throw new Error(answer.kind);
  return answer.tokens.expiresAt;
};
const jwt = (claims: unknown) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const seconds = (ms: number) => ms / 1000;

describe('when a token runs out', () => {
  test.each([
    ['nothing said', {}, undefined],
    ['seconds', { expires_in: 60 }, now + 60_000],
    ['seconds as text', { expires_in: '60' }, now + 60_000],
    ['a fraction', { expires_in: 0.5 }, now + 500],
    ['zero', { expires_in: 0 }, undefined],
    ['less than zero', { expires_in: -1 }, undefined],
    ['no number', { expires_in: 'soon' }, undefined],
    ['NaN', { expires_in: Number.NaN }, undefined],
    ['endless', { expires_in: Number.POSITIVE_INFINITY }, undefined],
    ['absurd', { expires_in: 1e20 }, undefined],
    ['an object', { expires_in: {} }, undefined],
    ['a time in seconds', { expires_at: seconds(now + dayMs) }, now + dayMs],
    ['a time in milliseconds', { expires_at: now + dayMs }, now + dayMs],
    ['a time and seconds', { expires_at: now + dayMs, expires_in: 60 }, now + 60_000],
    ['a time gone by and seconds', { expires_at: now - dayMs, expires_in: 60 }, now + 60_000],
    ['a JWT', { access_token: jwt({ exp: seconds(now + dayMs) }) }, now + dayMs],
    [
      'seconds against a JWT that ends later',
      { access_token: jwt({ exp: seconds(now + dayMs) }), expires_in: 60 },
      now + 60_000,
    ],
    [
      'seconds against a JWT that ends sooner',
      { access_token: jwt({ exp: seconds(now + 30_000) }), expires_in: 60 },
      now + 60_000,
    ],
    ['an old JWT', { access_token: jwt({ exp: seconds(now - dayMs) }) }, undefined],
    ['a JWT of nonsense', { access_token: jwt('x') }, undefined],
    ['no JWT', { access_token: 'a.b.c' }, undefined],
    ['a JWT that says null', { access_token: jwt(null) }, undefined],
  ])('%s', (_name, fields, expected) => {
    expect(expiry(fields)).toBe(expected);
  });
});

describe('what a token endpoint says', () => {
  test('is tokens', () => {
    const json = { access_token: 'a', refresh_token: 'r', scope: 'x y', token_type: 'bearer' };
    expect(read(json)).toEqual({
      kind: 'issued',
      tokens: { accessToken: 'a', refreshToken: 'r', scopes: ['x', 'y'] },
    });
    expect(read({ access_token: 'a', refresh_token: null, scope: null })).toEqual({
      kind: 'issued',
      tokens: { accessToken: 'a' },
    });
  });

  test.each([
    ['no body', undefined, 200],
    ['an empty object', {}, 200],
    ['an empty token', { access_token: '' }, 200],
    ['a number', { access_token: 1 }, 200],
    ['a line break', { access_token: 'a\r\nX-Evil: 1' }, 200],
    ['a blank', { access_token: 'a b' }, 200],
    ['letters no header takes', { access_token: 'é' }, 200],
    ['a huge token', { access_token: 'a'.repeat(70_000) }, 200],
    ['another type', { access_token: 'a', token_type: 'mac' }, 200],
    ['a type that is none', { access_token: 'a', token_type: 1 }, 200],
    ['a redirect', undefined, 302],
  ])('is nonsense: %s', (_name, json, status) => {
    expect(read(json, status).kind).toBe('nonsense');
  });

  test.each([
    ['an error', { error: 'invalid_grant' }, 400, 'error'],
    ['an error with 200', { error: 'bad_refresh_token' }, 200, 'error'],
    ['an error with 401', { error: 'invalid_client', error_description: 'x' }, 401, 'error'],
    ['an error behind a broken server', { error: 'invalid_grant' }, 502, 'outage'],
    ['a refusal without a reason', {}, 400, 'refused'],
    ['a page', undefined, 403, 'refused'],
    ['an object as the error', { error: { code: 190 } }, 200, 'refused'],
    ['an outage', undefined, 503, 'outage'],
    ['too many', {}, 429, 'outage'],
    ['an outage in words', { error: 'temporarily_unavailable' }, 400, 'outage'],
    ['an outage in words', { error: 'server_error' }, 400, 'outage'],
  ])('is %s', (_name, json, status, kind) => {
    expect(read(json, status).kind).toBe(kind);
  });

  test('is quoted in one short line', () => {
    const answer = read({ error: 'x', error_description: `a\n\u202eb${'c'.repeat(999)}` }, 400);
    expect(answer).toMatchObject({ kind: 'error' });
    const description = answer.kind === 'error' ? answer.description : '';
    expect(description.length).toBeLessThan(310);
    expect(description).toMatch(/^a bc+…$/);
  });
});

describe('what is told of a refusal', () => {
  const told = (description: string) => {
    const answer = read({ error: 'invalid_request', error_description: description }, 400);
    if (answer.kind !== 'error') throw new Error(answer.kind);
    return answer.description;
  };

  test('is without what was sent', () => {
    expect(told(`code ${code} is not known`)).toBe('code ••• is not known');
    expect(told(`${encodeURIComponent('a b')} "${code}"`)).not.toContain(code);
  });

  test('holds no part of it where the text is cut', () => {
    expect(told(`${'x'.repeat(290)}${code}`)).not.toContain(code.slice(0, 5));
  });
});
