import { expect, test } from 'vitest';

import { parseUrl } from '../../../src/shared/util/parse-url.ts';

/** Beside Latin-1 there are texts of two bytes a character, and what is Latin-1 in a path. */
const addresses: readonly (readonly [text: string, base: string | undefined, href: string])[] = [
  ['https://b\u00fccher.example', undefined, 'https://xn--bcher-kva.example/'],
  ['https://as.example/\u00e9?\u00fc#\u00df', undefined, 'https://as.example/%C3%A9?%C3%BC#%C3%9F'],
  ['https://\u6d4b\u8bd5.example/', undefined, 'https://xn--0zwm56d.example/'],
  ['/x', 'https://b\u00fccher.example', 'https://xn--bcher-kva.example/x'],
  ['//b\u00fccher.example', 'https://as.example', 'https://xn--bcher-kva.example/'],
];
const read = (text: string, base?: string) => parseUrl(text, base)?.href;

test('an address is one in a process that has read many, as in one that has read none', () => {
  for (const [text, base, href] of addresses) expect(read(text, base)).toBe(href);
  // So many that whatever the engine has for calls it knows well is in use.
  for (let count = 0; count < 50_000; count += 1) {
    parseUrl('https://as.example/');
    parseUrl('/x', 'https://as.example/');
  }
  for (const [text, base, href] of addresses) expect(read(text, base)).toBe(href);
});

test.each(['', 'x', 'https://', 'https://[::1', 'https://a b/', '//as.example'])(
  'what is no address is none: %s',
  (text) => {
    expect(parseUrl(text)).toBeUndefined();
  },
);

test('a base that is none makes none', () => {
  expect(parseUrl('/x', 'x')).toBeUndefined();
  expect(parseUrl(new URL('https://as.example/x'))?.href).toBe('https://as.example/x');
});
