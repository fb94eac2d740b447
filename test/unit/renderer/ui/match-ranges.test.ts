import { expect, test } from 'vitest';

import { matchRanges } from '../../../../src/renderer/src/ui/match-ranges.ts';
import { wordsOf } from '../../../../src/shared/util/search-words.ts';

const marked = (text: string, search: string) =>
  matchRanges(text, wordsOf(search)).map(([start, end]) => text.slice(start, end));

test.each([
  ['Weather Station', 'stat', ['Stat']],
  ['Weather Station', 'THER we', ['We', 'ther']],
  ['aaa', 'aa a', ['aa', 'a']],
  ['Café Zürich', 'cafe zur', ['Café', 'Zür']],
  ['ﬁle server', 'fi', ['ﬁ']],
  ['😀 smile', 'smile', ['smile']],
  ['Cafe\u0301', 'cafe', ['Cafe\u0301']],
  ['abc', '', []],
  ['abc', 'x', []],
] as const)('in %s, %s marks %j', (text, search, wanted) => {
  expect(marked(text, search)).toEqual(wanted);
});
