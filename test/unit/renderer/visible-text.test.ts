import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { maxVisibleParts, visibleParts } from '../../../src/renderer/src/ui/visible-text.ts';

const shown = (text: string, isProse = false) =>
  visibleParts(text, isProse)
    .map((part) => (part.isEscape ? `[${part.text}]` : part.text))
    .join('');

const hides = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('visibleParts', () => {
  test('leaves ordinary text of any script alone', () => {
    expect(shown('--path=/home/ana/文档 naïve')).toBe('--path=/home/ana/文档 naïve');
    expect(visibleParts('')).toEqual([]);
  });

  test.each([
    ['a\u202eb', 'a[\\u{202E}]b'],
    ['a\u200bb', 'a[\\u{200B}]b'],
    ['a\u00a0b', 'a[\\u{00A0}]b'],
    ['a\nb\tc\r', 'a[\\n]b[\\t]c[\\r]'],
    ['\u0000\u001b[31m', '[\\u{0000}\\u{001B}][31m'],
    ['x\u{e0041}y', 'x[\\u{E0041}]y'],
    ['\u2028', '[\\u{2028}]'],
  ])('marks what hides in %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('keeps lines and emoji of prose, but still marks what reorders', () => {
    expect(shown('a\nb\u202e👩\u200d💻', true)).toBe('a\nb[\\u{202E}]👩\u200d💻');
  });

  test('makes one part of marks that follow each other', () => {
    expect(visibleParts(`a${'\u202e'.repeat(30_000)}`)).toEqual([
      { text: 'a', isEscape: false },
      { text: '\\u{202E}'.repeat(30_000), isEscape: true },
    ]);
  });

  test('never has more than a few hundred parts, and loses nothing', () => {
    const parts = visibleParts('a\u202e\n'.repeat(30_000), true);
    expect(parts.length).toBeLessThan(maxVisibleParts + 3);
    expect(parts.map((part) => part.text).join('')).toBe('a\\u{202E}\n'.repeat(30_000));
    expect(parts.at(-1)?.isEscape).toBe(true);
    const rest = parts.filter(({ isEscape }) => !isEscape).map((part) => part.text);
    expect(rest.join('')).not.toMatch(/\u202e/);
  });

  test('never loses a character that shows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = visibleParts(text).filter(({ isEscape }) => !isEscape);
        const rest = plain.map((part) => part.text).join('');
        return !hides.test(rest) && visibleParts(rest).every(({ isEscape }) => !isEscape);
      }),
    );
  });
});
