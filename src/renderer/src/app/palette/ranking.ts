import { folded, wordsOf } from '../../../../shared/util/search-words.ts';

/** What a search looks at in one thing it may find. */
export interface Findable {
  readonly id: string;
  readonly label: string;
  /** More words it is found by, which count for less. */
  readonly words?: string | undefined;
  /** More for what is meant rather than others that fit as well; 0 if absent. */
  readonly weight?: number;
}

const worth = { whole: 60, beginning: 20, wordBeginning: 8, within: 5, slip: 2 } as const;
/** What was chosen lately goes before what fits a little better. */
const recentWorth = 3;
const shortestWithSlip = 4;
const shortestWithTwo = 8;

/**
 * The things a search finds, best first: the whole name, then its beginning, beginnings of words,
 * letters within words, and words with a slip or two of the fingers. Every word of the search must
 * be there. With nothing to look for, all of them, in their own order.
 */
export function ranked<T extends Findable>(
  all: readonly T[],
  search: string,
  recent: readonly string[] = [],
): readonly T[] {
  const words = wordsOf(search);
  if (words.length === 0) return all;
  const whole = words.join(' ');
  const scored = all.flatMap((one, order) => {
    const score = scoreOf(one, whole, words);
    if (score === 0) return [];
    const isRecent = recent.includes(one.id);
    return [{ one, order, score: score + (one.weight ?? 0) + (isRecent ? recentWorth : 0) }];
  });
  return scored.sort((a, b) => b.score - a.score || a.order - b.order).map(({ one }) => one);
}

function scoreOf(
  { label, words: more }: Findable,
  whole: string,
  words: readonly string[],
): number {
  const name = folded(label);
  const others = folded(more ?? '');
  let score = 0;
  for (const word of words) {
    const best = wordScore(name, word) || Math.min(wordScore(others, word), 1);
    if (best === 0) return 0;
    score += best;
  }
  score /= words.length;
  if (name === whole || others.split('\n').includes(whole)) return score + worth.whole;
  return name.startsWith(whole) ? score + worth.beginning : score;
}

const wordBreak = /[\s\p{P}\p{S}]+/u;

function wordScore(text: string, word: string): number {
  if (text === '') return 0;
  const at = text.indexOf(word);
  if (at !== -1) {
    const begins = text.split(wordBreak).some((one) => one.startsWith(word));
    return begins || at === 0 ? worth.wordBeginning : worth.within;
  }
  if (word.length < shortestWithSlip) return 0;
  const slips = word.length >= shortestWithTwo ? 2 : 1;
  return text.split(wordBreak).some((one) => isNearBeginning(one, word, slips)) ? worth.slip : 0;
}

/**
 * Whether `typed` is a beginning of `word` but for so many slips: a letter too many, too few,
 * another one, or two that changed places. The first letter must be right.
 */
export function isNearBeginning(word: string, typed: string, slips: number): boolean {
  if (word[0] !== typed[0] || word.length + slips < typed.length) return false;
  const target = word.slice(0, typed.length + slips);
  let before: number[] = [];
  let row = Array.from({ length: target.length + 1 }, (_, index) => index);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= target.length; j += 1) {
      const same = typed[i - 1] === target[j - 1] ? 0 : 1;
      let cost = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same);
      const isSwapped = typed[i - 1] === target[j - 2] && typed[i - 2] === target[j - 1];
      if (i > 1 && j > 1 && isSwapped) cost = Math.min(cost, at(before, j - 2) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > slips) return false;
    before = row;
    row = next;
  }
  // A beginning will do: what is still to be typed is no slip.
  return Math.min(...row) <= slips;
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
