import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseCallback } from '../../../src/main/oauth/callback-url.ts';

const deepLink = 'app.patchbay://oauth/callback';

describe('an address that comes back', () => {
  test('is read to the letter', () => {
    expect(parseCallback(`${deepLink}?code=a%20b&state=s&iss=https%3A%2F%2Fas.example`)).toEqual({
      ok: true,
      value: {
        redirectUri: deepLink,
        state: 's',
        iss: 'https://as.example',
        answer: { kind: 'code', code: 'a b' },
      },
    });
    expect(parseCallback('http://127.0.0.1:65535/callback?error=e&state=s')).toMatchObject({
      ok: true,
      value: { answer: { kind: 'error', error: 'e', description: '' } },
    });
  });

  test.each([
    'app.patchbay:/oauth/callback',
    'app.patchbay:oauth/callback',
    'app.patchbay://oauth/callback/',
    'app.patchbay://oauth//callback',
    'app.patchbay://oauth/Callback',
    'app.patchbay://OAuth/callback',
    'App.Patchbay://oauth/callback',
    'app.patchbay://oauth:80/callback',
    'app.patchbay://me@oauth/callback',
    'app.patchbay://oauth/callback;x',
    'app.patchbay://oauth/%63allback',
    'xapp.patchbay://oauth/callback',
    'patchbay://oauth/callback',
    'https://127.0.0.1:1/callback',
    'http://127.0.0.1/callback',
    'http://127.0.0.1:123456/callback',
    'http://127.0.0.2:1/callback',
    'http://[::1]:1/callback',
    'http://localhost.example:1/callback',
    'http://127.0.0.1:1/callback/0123456789ABCDEF',
    'http://127.0.0.1:1/callback/0123456789abcde',
    'app.patchbay://oauth/callback/0123456789abcdef/x',
    'http://127.0.0.1:1@attacker.example/callback',
    'http://127.0.0.1.attacker.example:1/callback',
    'javascript:alert(1)//app.patchbay://oauth/callback',
    '',
  ])('is not ours: %s', (base) => {
    expect(parseCallback(`${base}?code=c&state=s`)).toEqual({
      ok: false,
      error: { code: 'NOT_A_CALLBACK' },
    });
  });

  test.each([
    '',
    '?',
    '?code=c',
    '?state=s',
    '?code=&state=s',
    '?code=c&state=',
    '?code=c&error=e&state=s',
    '?code=c&code=d&state=s',
    '?code=c&state=s&state=t',
    '?code=c&state=s&error=e&error=',
    '?code=c&error=e&error=&state=s',
    '?code=c&state=s&iss=a&iss=b',
    '?code=c&state=s#_=_x',
    '?code=c&state=s##',
    '#code=c',
    '?code=c&state=s#x',
    '?code=c&state=s ',
    '?code=c&state=s\n',
    '?code=c&state=\u0441',
  ])('is malformed: %s', (query) => {
    expect(parseCallback(`${deepLink}${query}`)).toEqual({
      ok: false,
      error: { code: 'MALFORMED' },
    });
  });

  test('is too long', () => {
    const result = parseCallback(`${deepLink}?code=${'c'.repeat(16_384)}&state=s`);
    expect(result).toEqual({ ok: false, error: { code: 'TOO_LONG' } });
  });

  test('brings back exactly what was put in', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(text, text, (code, state) => {
        const query = new URLSearchParams({ code, state }).toString();
        const parsed = parseCallback(`${deepLink}?${query}`);
        const sent = new URLSearchParams(query);
        expect(parsed).toMatchObject({
          ok: true,
          value: { state: sent.get('state'), answer: { code: sent.get('code') } },
        });
      }),
    );
  });
});
