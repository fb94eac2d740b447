import { describe, expect, test } from 'vitest';

import { isNewer, readRelease } from '../../../src/main/updates/release.ts';

const page = 'https://forge.example/patchbay/releases/v1.2.3';

describe('what a release feed answers', () => {
  test('is read, and what is not needed may be as it likes', () => {
    const answer = { tag_name: 'v1.2.3', html_url: page, body: 'Less waiting.', assets: [], id: 7 };
    expect(readRelease(JSON.stringify(answer))).toEqual({
      version: '1.2.3',
      notes: 'Less waiting.',
      page,
    });
  });

  test('keeps lines of its notes, and nothing that could hide in them', () => {
    const body = ' One\r\n\tTwo\u202E evil\u200B\u0007\u001B[31m ';
    expect(readRelease(JSON.stringify({ tag_name: '1.0.0', html_url: page, body }))?.notes).toBe(
      'One\n\tTwo evil[31m',
    );
    const long = { tag_name: '1.0.0', html_url: page, body: 'x'.repeat(100_000) };
    expect(readRelease(JSON.stringify(long))?.notes).toHaveLength(20_000);
  });

  test.each([
    ['nothing', ''],
    ['a page of somebody in between', '<html>Please sign in</html>'],
    ['a list', '[]'],
    ['no version', JSON.stringify({ html_url: page })],
    ['a word as version', JSON.stringify({ tag_name: 'nightly', html_url: page })],
    ['no page', JSON.stringify({ tag_name: 'v1.0.0' })],
    ['a version with markup', JSON.stringify({ tag_name: '1.0.0<b>', html_url: page })],
  ])('names no release: %s', (_name, text) => {
    expect(readRelease(text)).toBeUndefined();
  });
});

// In the order of Semantic Versioning 2.0.0, 11, with numbers that text would order otherwise.
const ordered = [
  '0.9.10',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.9',
  '1.0.10',
  '1.9.0',
  '1.10.0',
  '9.0.0',
  '10.0.0',
];

test('versions are in their order, each against each', () => {
  for (const [i, left] of ordered.entries()) {
    for (const [j, right] of ordered.entries()) {
      expect([left, right, isNewer(left, right)]).toEqual([left, right, i > j]);
    }
  }
});

test('what stands behind a plus makes nothing newer', () => {
  expect(isNewer('1.0.0+2', '1.0.0+1')).toBe(false);
  expect(isNewer('1.0.0+build-7', '1.0.0')).toBe(false);
  expect(isNewer('1.0.1+1', '1.0.0')).toBe(true);
});
