import anyAscii from 'any-ascii';

import { maxTitleChars } from '../../shared/domain/server.ts';
import { withEnding } from '../../shared/util/fit-text.ts';

/** What a title without a single usable character becomes. */
const fallbackSlug = 'mcp-server';
const maxLength = 64;

/**
 * The name a title suggests: lower-case, only letters, digits and single hyphens, at most 64
 * characters, accents dropped, other scripts in Latin letters; `mcp-server` when nothing is left.
 */
export function slugOf(title: string): string {
  const slug = anyAscii(title.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]/g, '')
    .replace(/[\s_-]+/g, '-')
    .replace(/^-/, '')
    .slice(0, maxLength)
    .replace(/-$/, '');
  return slug === '' ? fallbackSlug : slug;
}

/**
 * Whether two titles call the same thing: those in Latin letters when their slugs are equal, any
 * other only when they are the same but for case and the form of their characters.
 */
export function isSameTitle(one: string, other: string): boolean {
  if (foldedTitle(one) === foldedTitle(other)) return true;
  return isLatin(one) && isLatin(other) && slugOf(one) === slugOf(other);
}

const foldedTitle = (title: string): string => title.normalize('NFKC').trim().toLowerCase();

const isLatin = (title: string): boolean =>
  /\p{Script=Latin}|\d/u.test(title) && !/(?!\p{Script=Latin})\p{L}/u.test(title);

/**
 * A free name for `title`: its slug, or the slug with `-2`, `-3` and so on, one more than the
 * highest number in use. Names for which `isTaken` holds are never returned.
 */
export function freeName(title: string, taken: ReadonlySet<string>): string {
  const base = slugOf(title);
  if (!taken.has(base)) return base;
  for (let number = highestNumber(base, taken) + 1; ; number += 1) {
    const candidate = withNumber(base, number);
    if (!taken.has(candidate)) return candidate;
  }
}

function highestNumber(base: string, taken: ReadonlySet<string>): number {
  let highest = 1;
  for (const name of taken) {
    const number = /-([1-9][0-9]{0,8})$/.exec(name)?.[1];
    if (number !== undefined && name === withNumber(base, Number(number))) {
      highest = Math.max(highest, Number(number));
    }
  }
  return highest;
}

function withNumber(base: string, number: number): string {
  const suffix = `-${number}`;
  return base.slice(0, maxLength - suffix.length).replace(/-$/, '') + suffix;
}

/**
 * The title, with the number of `name` behind it when another server is already called that: the
 * first number from there on with which nobody else is called, the title cut so that both fit.
 */
export function distinctTitle(
  title: string,
  name: string,
  others: readonly { readonly title: string }[],
): string {
  const number = /-([1-9][0-9]{0,8})$/.exec(name)?.[1];
  const isTaken = (wanted: string): boolean => {
    const folded = wanted.toLowerCase();
    return others.some((other) => other.title.toLowerCase() === folded);
  };
  if (number === undefined || !isTaken(title)) return title;
  for (let next = Number(number); ; next += 1) {
    const distinct = withEnding(title, ` ${next}`, maxTitleChars);
    if (!isTaken(distinct)) return distinct;
  }
}
