/** A value of a settings file, with maps in their order and with what is there twice. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | { readonly list: readonly PlainValue[] }
  | { readonly map: readonly PlainEntry[] };

/** One key of a map and what it holds. */
export type PlainEntry = readonly [key: string, value: PlainValue];

/** Whether two values are the same, the order of keys included. */
export const isSamePlain = (one: PlainValue, other: PlainValue): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The map's entries; undefined when the value is none. An empty place counts as an empty map. */
export function entriesOf(value: PlainValue | undefined): readonly PlainEntry[] | undefined {
  if (value === undefined || value === null) return [];
  return typeof value === 'object' && 'map' in value ? value.map : undefined;
}

/** The list's items; undefined when the value is none. An empty place counts as an empty list. */
export function itemsOf(value: PlainValue | undefined): readonly PlainValue[] | undefined {
  if (value === undefined || value === null) return [];
  return typeof value === 'object' && 'list' in value ? value.list : undefined;
}

/** The value of a key; of one that is there twice, the last. */
export function valueOf(value: PlainValue | undefined, key: string): PlainValue | undefined {
  return entriesOf(value)?.findLast(([name]) => name === key)?.[1];
}

/** A value of JavaScript as a plain one; what no settings file can hold becomes text. */
export function plainOf(value: unknown): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') {
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  }
  if (Array.isArray(value)) return { list: value.map(plainOf) };
  if (value instanceof Map) {
    return { map: [...value].map(([key, one]) => [keyText(key), plainOf(one)] as const) };
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return null;
  return { map: Object.entries(value).map(([key, one]) => [key, plainOf(one)] as const) };
}

const keyText = (key: unknown): string => (typeof key === 'string' ? key : JSON.stringify(key));
