import { activeProfile } from './active-profile.ts';
import type { Snapshot } from './events.ts';
import type { ServerView } from './server.ts';

type Servers = readonly ServerView[];
type Order = readonly string[];

// The caches hang on immutable values that a change replaces, so they can never be stale.
const byTitle = new WeakMap<Servers, Servers>();
const byHand = new WeakMap<Servers, WeakMap<Order, Servers>>();
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * The servers as a person would look for them: by title, or in an order made by hand, where those
 * that are not in it stand at the end, the newest last.
 */
export function serversInOrder(servers: Servers, order?: Order): Servers {
  if (order !== undefined) return inOrderByHand(servers, order);
  const known = byTitle.get(servers);
  if (known !== undefined) return known;
  const sorted = [...servers].sort((a, b) => collator.compare(a.title, b.title));
  byTitle.set(servers, sorted);
  return sorted;
}

/** The order by hand of the profile in use; undefined where it has none. */
export function handOrderIn({ profiles }: Pick<Snapshot, 'profiles'>): Order | undefined {
  return activeProfile(profiles)?.order;
}

function inOrderByHand(servers: Servers, order: Order): Servers {
  const orders = byHand.get(servers) ?? new WeakMap<Order, Servers>();
  byHand.set(servers, orders);
  const known = orders.get(order);
  if (known !== undefined) return known;
  const places = new Map(order.map((name, index) => [name, index]));
  const placeOf = ({ name }: ServerView): number => places.get(name) ?? order.length;
  const sorted = [...servers].sort((a, b) => placeOf(a) - placeOf(b) || a.createdAt - b.createdAt);
  orders.set(order, sorted);
  return sorted;
}
