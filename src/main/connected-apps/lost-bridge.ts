import { isBridgePath } from '../apps/bridge-path.ts';
import type { PlainValue } from './edit/plain-value.ts';
import { wordsOf } from './our-entry.ts';

/**
 * Whether an entry starts a bridge of Patchbay's that is no longer where it says, as after a move of
 * Patchbay, or where it lay in an AppImage that has ended: the app can then not reach Patchbay. The
 * bridge of `ours`, the entry as it would be written now, counts as there.
 */
export async function isBridgeLost(
  entry: PlainValue,
  exists: (place: string) => Promise<boolean>,
  ours?: PlainValue,
): Promise<boolean> {
  // A bare name is looked for on the app's own path.
  const isWhole = (word: string) => /^(?:[\\/]|[a-z]:)/i.test(word);
  const bridges = wordsOf(entry).filter((word) => isWhole(word) && isBridgePath(word));
  const there = await Promise.all(bridges.map(exists));
  const known = ours === undefined ? [] : wordsOf(ours);
  return bridges.length > 0 && !there.includes(true) && !bridges.some((one) => known.includes(one));
}
