import type { Snapshot } from '../../../shared/domain/events.ts';
import { handOrderIn } from '../../../shared/domain/server-order.ts';
import { afterMove, namesInOrder, placeInGroup, stepOf } from '../parts/servers/hand-order.ts';
import type { Move } from '../parts/servers/hand-order.ts';
import { buildList } from '../parts/servers/server-list-model.ts';
import type { ListItem } from '../parts/servers/server-list-model.ts';
import type { WindowParts } from './window-context.tsx';

/** Moves the selected server one line up or down; says its new place, or that it is at the end. */
export async function moveSelected(parts: WindowParts, direction: 'up' | 'down'): Promise<void> {
  const { ui } = parts;
  const { selected, filter } = ui.getState();
  const snapshot = latest(parts);
  if (snapshot === null || selected === null) return;
  const items = buildList(snapshot, filter);
  const move = stepOf(items, selected, direction);
  if (move === undefined) sayPlace(parts, items, selected);
  else await moveServer(parts, move);
}

/** Puts a server beside another one, in an order by hand that is made where there was none. */
export async function moveServer(parts: WindowParts, move: Move): Promise<void> {
  const snapshot = latest(parts);
  if (snapshot === null) return;
  const names = afterMove(namesInOrder(snapshot), move);
  if (names === undefined) return;
  await setOrder(parts, names);
  const items = buildList(withOrder(snapshot, names), parts.ui.getState().filter);
  sayPlace(parts, items, move.name);
}

/** An order by hand as it is now, or that of the titles. */
export async function chooseOrder(parts: WindowParts, isByHand: boolean): Promise<void> {
  const snapshot = latest(parts);
  if (snapshot !== null) await setOrder(parts, isByHand ? namesInOrder(snapshot) : null);
}

/** Orders that the window is not told of yet; the next press goes on from them. */
const underWay = new WeakMap<WindowParts['host'], readonly string[]>();

async function setOrder({ host }: WindowParts, names: readonly string[] | null): Promise<void> {
  if (names === null) underWay.delete(host);
  else underWay.set(host, names);
  const forget = () => {
    if (underWay.get(host) === names) underWay.delete(host);
  };
  try {
    await host.client.profiles.setOrder({ names: names === null ? null : [...names] });
    afterNews(host, names, forget);
  } catch (error) {
    forget();
    throw error;
  }
}

/** Runs once the window shows an order that was saved: what happened is told behind the answer. */
function afterNews(
  { mirror }: WindowParts['host'],
  names: readonly string[] | null,
  then: () => void,
): void {
  const profilesOf = () => mirror.getState().snapshot?.profiles;
  const before = profilesOf();
  const order = before && handOrderIn({ profiles: before });
  if (names === null || order?.join() === names.join()) return then();
  const stop = mirror.subscribe(() => {
    if (profilesOf() === before) return;
    stop();
    then();
  });
}

function latest({ host }: WindowParts): Snapshot | null {
  const { snapshot } = host.mirror.getState();
  const names = underWay.get(host);
  return snapshot === null || names === undefined ? snapshot : withOrder(snapshot, names);
}

function withOrder(snapshot: Snapshot, order: readonly string[]): Snapshot {
  const { all, activeId } = snapshot.profiles;
  const profiles = all.map((one) => (one.id === activeId ? { ...one, order: [...order] } : one));
  return { ...snapshot, profiles: { all: profiles, activeId } };
}

function sayPlace({ ui, host }: WindowParts, items: readonly ListItem[], name: string): void {
  const place = placeInGroup(items, name);
  const title = host.mirror.getState().snapshot?.servers.find((one) => one.name === name)?.title;
  if (place === undefined || title === undefined) return;
  ui.setState({ said: { key: 'list.moved', params: { title, ...place } } });
}
