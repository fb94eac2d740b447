import { own } from '../../shared/util/own.ts';
import { isObject } from '../../shared/util/is-object.ts';

/** Keys whose lists are sets: of JSON Schema (2020-12), and the arguments of a prompt, which have names. */
const setKeys: ReadonlySet<string> = new Set(['required', 'enum', 'type', 'arguments']);

/** Keys whose text is for reading alone; elsewhere, e.g. under `properties`, they are names. */
const wordKeys: ReadonlySet<string> = new Set(['title', 'description', '$comment']);

/**
 * A JSON value as text that is the same for equal values: the order of keys makes no difference, nor
 * that of lists JSON Schema takes as sets. `withoutWords` leaves out titles and descriptions.
 */
export function canonicalText(value: unknown, withoutWords = false): string {
  if (Array.isArray(value)) {
    return `[${value.map((one) => canonicalText(one, withoutWords)).join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const held = own(value, key);
    if (held === undefined || (withoutWords && wordKeys.has(key) && typeof held === 'string')) {
      continue;
    }
    const isSet = setKeys.has(key) && Array.isArray(held);
    const text = isSet
      ? `[${held
          .map((one) => canonicalText(one, withoutWords))
          .sort()
          .join(',')}]`
      : canonicalText(held, withoutWords);
    parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}
