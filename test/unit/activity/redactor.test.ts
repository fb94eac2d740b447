import { expect, test } from 'vitest';

import { createRedactor } from '../../../src/main/kernel/redactor.ts';

const secret = 'p@ss wörd/+?-42';
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const base64url = (text: string) => Buffer.from(text, 'utf8').toString('base64url');

test.each([
  ['as it is', secret],
  ['in JSON', JSON.stringify({ a: secret })],
  ['in an address', encodeURIComponent(secret)],
  ['in an address, small', encodeURIComponent(secret).toLowerCase()],
  ['in a form', encodeURIComponent(secret).replaceAll('%20', '+')],
  ['in base64', base64(secret)],
  ['in base64 without padding', base64(secret).replaceAll('=', '')],
  ['in base64url', base64url(secret)],
  ['as basic credentials', `Basic ${base64(`user:${secret}`)}`],
  ['before others in base64', base64(`${secret}:x`)],
  ['amid others in base64', base64(`ab${secret}cd`)],
  ['amid others in base64url', base64url(`abcd${secret}ef`)],
])('a secret is blanked %s', (_how, text) => {
  const blanked = createRedactor([secret])(`before ${text} after`);
  expect(blanked).toContain('•••');
  expect(blanked).toMatch(/^before .* after$/);
  const runs = [
    blanked,
    ...(blanked.match(/[\w+/-]{8,}/g) ?? []).map((run) =>
      Buffer.from(run, 'base64').toString('utf8'),
    ),
  ];
  expect(runs.filter((run) => run.includes('ss w') || run.includes('+?-4'))).toEqual([]);
});

test('the word before a key and the blanks around it make it no other', () => {
  expect(createRedactor(['Bearer abcdef123'])('it is abcdef123')).toBe('it is •••');
  expect(createRedactor(['  abcdef123 '])('it is abcdef123')).toBe('it is •••');
});

test('of two secrets of which one holds the other, the whole goes', () => {
  expect(createRedactor(['abcd', 'abcdefgh'])('x abcdefgh abcd')).toBe('x ••• •••');
});

test('short values and no values leave a text as it is', () => {
  expect(createRedactor(['abc', ''])('abc YWJj')).toBe('abc YWJj');
  expect(createRedactor([])('abc')).toBe('abc');
});

test('signs of patterns in a secret are only signs', () => {
  expect(createRedactor(['a.*[b-c](d)'])('a.*[b-c](d) axxb')).toBe('••• axxb');
});
