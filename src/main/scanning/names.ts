import type { Spot } from './text-rules.ts';

/**
 * Letters of other scripts, and digits, that look like Latin ones; after Unicode's table of
 * confusables (UTS 39), as far as names of tools are concerned.
 */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαａɑ',
    b: 'ЬƄｂ',
    c: 'сϲｃ',
    d: 'ԁｄ',
    e: 'еεｅҽ',
    g: 'ɡց',
    h: 'һհｈ',
    i: 'іιɩ1l|ı',
    j: 'јϳ',
    k: 'кκ',
    m: 'м',
    n: 'ոη',
    o: 'оοօ0σ',
    p: 'рρ',
    q: 'ԛ',
    r: 'гᴦ',
    s: 'ѕꜱ',
    t: 'тτ',
    u: 'υսц',
    v: 'νѵ',
    w: 'ԝѡш',
    x: 'хχ',
    y: 'уүγ',
    z: 'ᴢ',
  }).flatMap(([letter, alike]) => [...alike].map((one) => [one, letter] as const)),
);

/** Two names that look the same to a person, or read the same to a model, have one skeleton. */
export function skeletonOf(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  const letters = [...plain].map((one) => lookalikes.get(one) ?? one).join('');
  return letters
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Where a name mixes Latin letters with those of another script; undefined where it does not. */
export function oddName(name: string): Spot | undefined {
  if (!/\p{Script=Latin}/u.test(name)) return undefined;
  const match =
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]+/u.exec(name);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}
