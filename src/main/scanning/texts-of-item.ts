import type { JsonObject } from '../../shared/domain/catalog.ts';
import { isObject } from '../../shared/util/is-object.ts';

/** A text a model reads, and where in its item it stands. */
export interface PlacedText {
  readonly place: string;
  readonly text: string;
}

/** What is looked at in one item at most: a model would not read more either. */
const maxTexts = 1_000;
const maxChars = 20_000;
const maxDepth = 12;

/** Every text in an item, names of arguments included; the first characters of those that are long. */
export function textsOfItem(item: JsonObject): readonly PlacedText[] {
  const found: PlacedText[] = [];
  collect(item, '', 0, found);
  return found;
}

function collect(value: unknown, place: string, depth: number, found: PlacedText[]): void {
  if (found.length >= maxTexts || depth > maxDepth) return;
  if (typeof value === 'string') {
    if (value !== '') found.push({ place, text: value.slice(0, maxChars) });
  } else if (Array.isArray(value)) {
    value.forEach((one, at) => collect(one, `${place}[${String(at)}]`, depth + 1, found));
  } else if (isObject(value)) {
    for (const [key, held] of Object.entries(value)) {
      const inner = place === '' ? key : `${place}.${key}`;
      // Whoever chose the name of an argument may have put anything into it.
      if (place.endsWith('properties')) found.push({ place: inner, text: key.slice(0, maxChars) });
      collect(held, inner, depth + 1, found);
    }
  }
}
