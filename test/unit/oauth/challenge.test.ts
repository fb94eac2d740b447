import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseChallenge } from '../../../src/main/oauth/challenge.ts';
import { parseScopes } from '../../../src/main/oauth/scopes.ts';

describe('a WWW-Authenticate header', () => {
  test.each([
    ['Bearer', {}],
    ['bearer', {}],
    [
      'Bearer resource_metadata="https://a.example/x, y", scope="a b"',
      { resourceMetadata: 'https://a.example/x, y', scopes: ['a', 'b'] },
    ],
    ['Bearer scope=one,error=invalid_token', { scopes: ['one'], error: 'invalid_token' }],
    ['Bearer error  =  "e", scope = a', { error: 'e', scopes: ['a'] }],
    ['Bearer realm="x", error  =  "e"', { error: 'e' }],
    ['Bearer error = "insufficient_scope"', { error: 'insufficient_scope' }],
    ['Basic realm="a, Bearer scope=x", Bearer scope="y"', { scopes: ['y'] }],
    ['Digest qop="auth", nonce="n", Bearer error="invalid_token"', { error: 'invalid_token' }],
    ['Bearer error="a", Basic realm="b", scope="not ours"', { error: 'a' }],
    ['Bearer error="one", error="two"', { error: 'one' }],
    ['Bearer realm="say \\"hi\\"", error="e"', { error: 'e' }],
    ['Negotiate abc==, Bearer scope=""', { scopes: [] }],
    ['BEARER ERROR="e"', { error: 'e' }],
  ])('%s', (header, expected) => {
    const { resourceMetadata, scopes, error } = parseChallenge(header) ?? {};
    expect({ resourceMetadata, scopes, error }).toEqual({
      resourceMetadata: undefined,
      scopes: undefined,
      error: undefined,
      ...expected,
    });
  });

  test.each([undefined, null, '', 'Basic realm="x"', 'Bearer'.repeat(5000), 'Bearerish scope="x"'])(
    'without a Bearer challenge: %#',
    (header) => {
      expect(parseChallenge(header)).toBeUndefined();
    },
  );

  test('never throws and never loops', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        parseChallenge(`Bearer ${text}`);
      }),
      { numRuns: 2000 },
    );
  });
});

test('scopes are tokens, each once', () => {
  expect(parseScopes(' a  b a "c" d\\e f\u00e9 g:h/i.j ')).toEqual(['a', 'b', 'g:h/i.j']);
  expect(
    parseScopes(Array.from({ length: 500 }, (_, at) => `s${String(at)}`).join(' ')),
  ).toHaveLength(200);
});
