/**
 * What a record holds under a name that a person or a stranger chose; undefined where the record has
 * no such member of its own. `record[name]` would find what every object inherits, so that a server
 * called `constructor` has whatever is asked about it.
 */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
