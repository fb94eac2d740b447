/**
 * What a record holds under a name that a person or a stranger chose; undefined where the record has
 * no such member of its own. `record[name]` would find what every object inherits, so that a server
 * called `constructor` has whatever is asked about it.
 */
export function own<T>(
  record: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined {
  if (record === undefined || !Object.hasOwn(record, name)) return undefined;
  // eslint-disable-next-line patchbay/names-are-data -- the one place that has asked whose it is
  return record[name];
}

/** The record without what it holds under a name. */
export function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
}
