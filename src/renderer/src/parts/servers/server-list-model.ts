import { activeProfile } from '../../../../shared/domain/active-profile.ts';
import { countStates } from '../../../../shared/domain/foot-line.ts';
import type {
  ConnectionState,
  ConnectionStateKind,
} from '../../../../shared/domain/connection-state.ts';
import type { Snapshot } from '../../../../shared/domain/events.ts';
import { handOrderIn, serversInOrder } from '../../../../shared/domain/server-order.ts';
import { groupOf } from '../../../../shared/domain/server-sentence.ts';
import type { ServerGroup } from '../../../../shared/domain/server-sentence.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { stateOf } from '../../../../shared/domain/snapshot-health.ts';
import type { Phrase } from '../../../../shared/i18n/phrase.ts';
import { folded, wordsOf } from '../../../../shared/util/search-words.ts';

/** Heights of the list's rows, CSS pixels; `list.css` says the same. */
export const rowHeightPx = 49;
/** See {@link rowHeightPx}. */
export const groupHeightPx = 28;

/** What narrows the list; empty sets let everything through. */
export interface ListFilter {
  readonly search: string;
  readonly states: readonly ConnectionStateKind[];
  readonly scope: 'all' | 'shared' | 'private';
}

/** Lets every server through. */
export const noFilter: ListFilter = { search: '', states: [], scope: 'all' };

/** One line of the list. */
export type ListItem =
  | { readonly kind: 'group'; readonly id: string; readonly label: Phrase }
  | {
      readonly kind: 'server';
      readonly id: string;
      readonly server: ServerView;
      readonly state: ConnectionState;
      /** Among the favorites of the profile in use. */
      readonly isFavorite: boolean;
    };

/** Headings of the list: favorites stand before the rest, but after what needs a hand. */
type ListGroup = ServerGroup | 'favorites';

/** Filters, groups and sorts the servers of a snapshot into the lines of the list. */
export function buildList(snapshot: Snapshot, filter: ListFilter): readonly ListItem[] {
  const groups: Record<ListGroup, Extract<ListItem, { kind: 'server' }>[]> = {
    hand: [],
    favorites: [],
    on: [],
    off: [],
  };
  const words = wordsOf(filter.search);
  const favorites = new Set(activeProfile(snapshot.profiles)?.favorites);
  for (const server of serversInOrder(snapshot.servers, handOrderIn(snapshot))) {
    const state = stateOf(snapshot, server.name);
    if (!passes(server, state, words, filter)) continue;
    const isFavorite = favorites.has(server.name);
    const id = `server:${server.name}`;
    groups[listGroupOf(state, isFavorite)].push({ kind: 'server', id, server, state, isFavorite });
  }
  return (['hand', 'favorites', 'on', 'off'] as const).flatMap((group): ListItem[] => {
    const items = groups[group];
    if (items.length === 0) return [];
    const label = groupLabel(group, items);
    return [{ kind: 'group', id: `group:${group}`, label }, ...items];
  });
}

function listGroupOf(state: ConnectionState, isFavorite: boolean): ListGroup {
  const group = groupOf(state);
  return isFavorite && group !== 'hand' ? 'favorites' : group;
}

/** The names of the servers among the lines, in their order. */
export function namesOf(items: readonly ListItem[]): readonly string[] {
  return items.flatMap((item) => (item.kind === 'server' ? [item.server.name] : []));
}

/** Distance of each line from the top of the list, and the height of all of them. */
export function layOut(items: readonly ListItem[]): { tops: number[]; heightPx: number } {
  let heightPx = 0;
  const tops = items.map((item) => {
    const top = heightPx;
    heightPx += heightOf(item);
    return top;
  });
  return { tops, heightPx };
}

/** Height of one line, CSS pixels. */
export function heightOf(item: ListItem): number {
  return item.kind === 'group' ? groupHeightPx : rowHeightPx;
}

function groupLabel(
  group: ListGroup,
  items: readonly { readonly state: ConnectionState }[],
): Phrase {
  if (group !== 'on') return { key: `list.group.${group}`, params: { count: items.length } };
  const { ready, connecting } = countStates(items.map(({ state }) => state));
  if (connecting === 0) return { key: 'list.group.on', params: { count: ready } };
  if (ready === 0) return { key: 'list.group.connecting', params: { count: connecting } };
  return { key: 'list.group.onConnecting', params: { ready, connecting } };
}

function passes(
  server: ServerView,
  state: ConnectionState,
  words: readonly string[],
  filter: ListFilter,
): boolean {
  if (filter.states.length > 0 && !filter.states.includes(state.kind)) return false;
  if (filter.scope !== 'all' && server.scope.kind !== filter.scope) return false;
  return words.every((word) => haystackOf(server).includes(word));
}

// The cache hangs on immutable values that a change replaces, so it can never be stale.
const haystacks = new WeakMap<ServerView, string>();

function haystackOf(server: ServerView): string {
  const known = haystacks.get(server);
  if (known !== undefined) return known;
  const text = folded(`${server.title}\n${server.name}\n${server.description ?? ''}`);
  haystacks.set(server, text);
  return text;
}
