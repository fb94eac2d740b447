import { describe, expect, test } from 'vitest';

import { folded, holdsWords, wordsOf } from '../../../../src/shared/util/search-words.ts';

describe('words of a search', () => {
  test.each([
    ['Café', 'cafe'],
    ['ＦＵＬＬ', 'full'],
    ['Größe', 'große'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['文件', '文件'],
  ])('%s is compared as %s', (text, plain) => expect(folded(text)).toBe(plain));

  test('are found in any order, whatever accents either side has', () => {
    expect(holdsWords('Résumé reader\nreads a CV', wordsOf(' cv  resume '))).toBe(true);
    expect(holdsWords('resume', wordsOf('Résumé'))).toBe(true);
    expect(holdsWords('resume', wordsOf('resume cv'))).toBe(false);
  });

  test('of nothing ask for nothing', () => {
    expect(wordsOf('  ')).toEqual([]);
    expect(wordsOf(undefined)).toEqual([]);
    expect(holdsWords('', [])).toBe(true);
  });
});
