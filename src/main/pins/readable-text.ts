import type { JsonObject } from '../../shared/domain/catalog.ts';
import { own } from '../../shared/util/own.ts';

/** What a person is shown of one side of a change at most, characters. */
const maxChars = 20_000;

/** An item as lines for a person to compare: its words as they are, everything else as JSON. */
export function readableText(item: JsonObject): string {
  const lines = Object.keys(item)
    .sort()
    .filter((field) => own(item, field) !== undefined)
    .map((field) => {
      const value = own(item, field);
      return `${field}: ${typeof value === 'string' ? value : JSON.stringify(value, sortedKeys, 2)}`;
    });
  const text = lines.join('\n');
  return text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text;
}

// Two sides that differ only in order must not look different.
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
