import type { ServerView } from './server.ts';

// The cache hangs on immutable values that a change replaces, so it can never be stale.
const orders = new WeakMap<readonly ServerView[], readonly ServerView[]>();
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The servers by title, as a person would look for them. */
export function serversInOrder(servers: readonly ServerView[]): readonly ServerView[] {
  const known = orders.get(servers);
  if (known !== undefined) return known;
  const sorted = [...servers].sort((a, b) => collator.compare(a.title, b.title));
  orders.set(servers, sorted);
  return sorted;
}
