import { describe, expect, test } from 'vitest';

import { isOpenable, openableAddress } from '../../../src/shared/domain/openable-address.ts';

describe('an address for the browser', () => {
  test.each([
    'https://as.example/authorize?x=%22',
    'https://as.example:8443/',
    'http://127.0.0.1:1234/authorize',
    'http://localhost/authorize',
    'http://[::1]:1/authorize',
  ])('may be opened: %s', (url) => {
    expect(isOpenable(url)).toBe(true);
  });

  test.each([
    'http://as.example/authorize',
    'http://127.0.0.1.example/',
    'http://localhost.example/',
    'https://user@as.example/',
    'https://:pw@as.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'app.patchbay://oauth/callback',
    'ms-settings:',
    'https://',
    '-https://as.example/',
    ' https://as.example/',
    'https://as.example/\n',
    'https://as.example/\u0000',
    'https://as.example/\u202e',
    'https://as.example/ b',
    'https://as.example/"x',
    'https://as.example/`x`',
    'https://as.example/|x',
    'https://as.example/<x>',
    'https://as.example\\@other.example/',
    `https://as.example/${'x'.repeat(20_000)}`,
    '',
  ])('must not be opened: %s', (url) => {
    expect(isOpenable(url)).toBe(false);
  });
});

test.each([
  ['https://example.com/a b', 'https://example.com/a%20b'],
  ['https://b\u00fccher.example', 'https://xn--bcher-kva.example/'],
  ['https://as.example/|x', null],
  ['http://example.com/', null],
  ['not an address', null],
])('what an answer names as %s is opened as %s', (text, address) => {
  expect(openableAddress(text)).toBe(address);
});
