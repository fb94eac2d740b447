import { handOrderIn, serversInOrder } from '../../../../shared/domain/server-order.ts';
import type { Snapshot } from '../../../../shared/domain/events.ts';
import type { ListItem } from './server-list-model.ts';

/** Before or after the server it is moved to. */
export type Side = 'before' | 'after';

/** A server that is moved beside another one. */
export interface Move {
  readonly name: string;
  readonly target: string;
  readonly side: Side;
}

/** Where a server stands among those under the same heading; the first place is 1. */
export interface PlaceInGroup {
  readonly place: number;
  readonly count: number;
}

type Servers = Pick<Snapshot, 'servers' | 'profiles'>;

/** The names of all servers, in the order they are in now. */
export function namesInOrder(snapshot: Servers): readonly string[] {
  return serversInOrder(snapshot.servers, handOrderIn(snapshot)).map(({ name }) => name);
}

/** The order after a move; undefined where it would change nothing. */
export function afterMove(
  names: readonly string[],
  { name, target, side }: Move,
): readonly string[] | undefined {
  if (name === target || !names.includes(name)) return undefined;
  const others = names.filter((one) => one !== name);
  const at = others.indexOf(target);
  if (at === -1) return undefined;
  const next = others.toSpliced(side === 'before' ? at : at + 1, 0, name);
  return next.every((one, index) => one === names[index]) ? undefined : next;
}

/** The move by one line up or down; undefined at the end of a group, which states and stars make. */
export function stepOf(
  items: readonly ListItem[],
  name: string,
  direction: 'up' | 'down',
): Move | undefined {
  const index = items.findIndex((item) => item.kind === 'server' && item.server.name === name);
  const beside = index === -1 ? undefined : items[index + (direction === 'up' ? -1 : 1)];
  if (beside?.kind !== 'server') return undefined;
  return { name, target: beside.server.name, side: direction === 'up' ? 'before' : 'after' };
}

/** Whether both are under one heading, so that one can be moved to the other. */
export function areInOneGroup(items: readonly ListItem[], one: string, other: string): boolean {
  return groupWith(items, one).includes(other);
}

/** See {@link PlaceInGroup}; undefined for a server that is not in the list. */
export function placeInGroup(items: readonly ListItem[], name: string): PlaceInGroup | undefined {
  const group = groupWith(items, name);
  return group.length === 0 ? undefined : { place: group.indexOf(name) + 1, count: group.length };
}

function groupWith(items: readonly ListItem[], name: string): readonly string[] {
  let group: string[] = [];
  for (const item of items) {
    if (item.kind === 'server') group.push(item.server.name);
    else if (group.includes(name)) return group;
    else group = [];
  }
  return group.includes(name) ? group : [];
}
