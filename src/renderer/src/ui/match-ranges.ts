import { folded } from '../../../shared/util/search-words.ts';

/** Where a match begins and ends in a text, UTF-16 units. */
export type MatchRange = readonly [number, number];

/**
 * Where a text holds the words of a search, which are folded as `wordsOf` does it; in order, and
 * none inside another. Accents and widths that the search does not care for belong to the match.
 */
export function matchRanges(text: string, words: readonly string[]): readonly MatchRange[] {
  const { flat, starts } = flattened(text);
  const found = words.flatMap((word) => placesOf(flat, word));
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const ranges: MatchRange[] = [];
  for (const [from, to] of found) {
    const [, end = -1] = ranges.at(-1) ?? [];
    const start = Math.max(starts[from] ?? text.length, end);
    const stop = starts[to] ?? text.length;
    if (stop > start) ranges.push([start, stop]);
  }
  return ranges;
}

/** The text as it is compared, and where each of its units comes from. */
function flattened(text: string): { readonly flat: string; readonly starts: readonly number[] } {
  let flat = '';
  const starts: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = folded(letter);
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(at);
    flat += plain;
    at += letter.length;
  }
  return { flat, starts };
}

function placesOf(flat: string, word: string): readonly MatchRange[] {
  const places: MatchRange[] = [];
  let at = word === '' ? -1 : flat.indexOf(word);
  while (at !== -1) {
    places.push([at, at + word.length]);
    at = flat.indexOf(word, at + word.length);
  }
  return places;
}
