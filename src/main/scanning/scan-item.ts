import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { PinnedList } from '../../shared/domain/held-change.ts';
import type { Caution } from '../../shared/domain/caution.ts';
import type { CautionRule } from '../../shared/domain/caution-rule.ts';
import { oddName } from './names.ts';
import { textRules } from './text-rules.ts';
import type { Spot } from './text-rules.ts';
import { textsOfItem } from './texts-of-item.ts';
import type { PlacedText } from './texts-of-item.ts';

/** Cautions on one item at most; who wants to see them all sees enough. */
const maxCautions = 20;
const maxSpot = 300;
const around = 60;

/**
 * What is worth a look in one item by itself, as far as a model reads it. Each rule speaks once for
 * each text. Pure; bounded by the size of the item.
 */
export function scanItem(list: PinnedList, name: string, item: JsonObject): readonly Caution[] {
  const found: Caution[] = [];
  for (const placed of textsOfItem(item)) {
    const said = new Set<CautionRule>();
    for (const { id, pattern, isFine } of textRules) {
      if (said.has(id)) continue;
      const spot = firstSpot(placed.text, pattern, isFine);
      if (spot === undefined) continue;
      said.add(id);
      found.push(cautionAt({ list, name }, id, placed, spot));
      if (found.length >= maxCautions) return found;
    }
  }
  const odd = list === 'instructions' ? undefined : oddName(name);
  if (odd === undefined) return found;
  return [...found, cautionAt({ list, name }, 'odd-name', { place: 'name', text: name }, odd)];
}

/** A caution about a stretch of a text, with a little of what stands around it. */
export function cautionAt(
  item: Pick<Caution, 'list' | 'name'>,
  rule: CautionRule,
  { place, text }: PlacedText,
  { start, end }: Spot,
): Caution {
  return {
    rule,
    ...item,
    place,
    before: text.slice(Math.max(0, start - around), start),
    spot: text.slice(start, Math.min(end, start + maxSpot)),
    after: text.slice(end, end + around),
  };
}

function firstSpot(
  text: string,
  pattern: RegExp,
  isFine: ((spot: string, text: string, start: number) => boolean) | undefined,
): Spot | undefined {
  for (const match of text.matchAll(pattern)) {
    if (isFine?.(match[0], text, match.index) === true) continue;
    return { start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}
