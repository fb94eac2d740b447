import type { HashText } from '../../shared/domain/handle.ts';

/** Apps put a prefix of their own before a name, and models take 64 characters. */
export const maxPublicName = 49;

const hashLength = 6;

/** One tool or prompt of one server. */
export interface OwnName {
  readonly handle: string;
  readonly own: string;
}

/**
 * Names under which apps reach the tools or prompts of all servers: at most 49 characters of
 * `[A-Za-z0-9_-]`, no two equal. A name is the handle, `_` and the server's own name; a handle holds
 * no `_`, so no two of these are the same. What is too long, or holds other characters, keeps its
 * end and gets a hash of the whole. Look names up in the answer; they are never taken apart.
 */
export function publicNames<T extends OwnName>(
  items: readonly T[],
  hash: HashText,
): Map<string, T> {
  const named = new Map<string, T>();
  const altered: T[] = [];
  for (const item of items) {
    const name = `${item.handle}_${item.own}`;
    if (isPlain(name) && !named.has(name)) named.set(name, item);
    else altered.push(item);
  }
  for (const item of altered) named.set(freeName(item, named, hash), item);
  return named;
}

const isPlain = (name: string): boolean =>
  name.length <= maxPublicName && /^[A-Za-z0-9_-]+$/.test(name);

function freeName(item: OwnName, taken: ReadonlyMap<string, unknown>, hash: HashText): string {
  const { handle, own } = item;
  for (let round = 0; ; round += 1) {
    const digest = hash(`${handle}\n${own}\n${round === 0 ? '' : String(round)}`);
    const room = maxPublicName - handle.length - hashLength - 2;
    const end = own.replace(/[^A-Za-z0-9_-]+/g, '_').slice(-room);
    const name = `${handle}_${digest.slice(0, hashLength)}_${end}`;
    if (!taken.has(name)) return name;
  }
}
