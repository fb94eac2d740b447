import { describe, expect, test } from 'vitest';

import { changeKinds } from '../../../../src/main/pins/change-kinds.ts';
import { launchWarnings } from '../../../../src/main/registry/launch-warnings.ts';
import { textRules } from '../../../../src/main/scanning/text-rules.ts';
import { visibleParts } from '../../../../src/renderer/src/ui/visible-text.ts';
import {
  hiddenCharacters,
  unshowableCharacters,
} from '../../../../src/shared/util/hidden-characters.ts';

const hidden = new RegExp(`[${hiddenCharacters}]`, 'u');
const unshowable = new RegExp(`[${unshowableCharacters}]`, 'u');

const nothing = [
  ...['00AD', '034F', '115F', '1160', '17B4', '180B', '180E', '200B', '200C', '200D', '200E'],
  ...['202A', '202E', '2028', '2029', '2060', '2064', '2066', '2069', '3164', 'FE00', 'FE0F'],
  ...['FEFF', 'FFA0', 'FFF9', '1BCA0', '1D173', 'E0001', 'E0041', 'E0100'],
].map((code) => ({ code, character: String.fromCodePoint(Number.parseInt(code, 16)) }));

const marksHidden = textRules.find(({ id }) => id === 'hidden-characters');

describe('a character that shows nothing', () => {
  test.each(nothing)('U+$code is one wherever a text is judged', ({ character }) => {
    const text = `rm${character} file`;
    expect(hidden.test(text)).toBe(true);
    expect(launchWarnings(['sh', text])).toContain('invisible-characters:1');
    expect(changeKinds({ description: 'rm file' }, { description: text })).toContain(
      'hidden-characters',
    );
    expect(text.match(marksHidden?.pattern ?? /$^/u)).toEqual([character]);
    expect(visibleParts(text)).toMatchObject([{ text: 'rm' }, { isEscape: true }, {}]);
  });

  test('controls and halves of pairs are besides', () => {
    for (const character of ['\u0000', '\u001b', '\u0085', '\ud83d']) {
      expect([hidden.test(character), unshowable.test(character)]).toEqual([false, true]);
    }
  });
});

test('what is written in any script is none', () => {
  const texts = [
    'Straße, naïve',
    'שָׁלוֹם',
    'العربية',
    'हिन्दी',
    'ไทย',
    '漢字かな交じり文',
    '한국어',
    '🙂🇨🇭',
    'e\u0301',
  ];
  for (const text of texts) {
    expect(unshowable.test(text)).toBe(false);
    expect(visibleParts(text)).toEqual([{ text, isEscape: false }]);
  }
});
