/**
 * Whether two JSON values are the same letter by letter. Told without making anything, which counts
 * with ten thousand tools; where it says no, `canonicalText` may still find them equal.
 */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (!Array.isArray(one) || !Array.isArray(other)) {
    return !Array.isArray(one) && !Array.isArray(other) && haveSameMembers(one, other);
  }
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    if (!isSameValue(one[at], other[at])) return false;
  }
  return true;
}

function haveSameMembers(one: object, other: object): boolean {
  const [mine, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
  let count = 0;
  for (const key in mine) {
    // eslint-disable-next-line patchbay/names-are-data -- an inherited one is found out below
    const [value, its] = [mine[key], theirs[key]];
    if (!Object.hasOwn(theirs, key) || !isSameValue(value, its)) return false;
    count += 1;
  }
  for (const _key in theirs) count -= 1;
  return count === 0;
}
