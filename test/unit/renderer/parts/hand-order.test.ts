import { describe, expect, test } from 'vitest';

import {
  afterMove,
  areInOneGroup,
  namesInOrder,
  placeInGroup,
  stepOf,
} from '../../../../src/renderer/src/parts/servers/hand-order.ts';
import {
  buildList,
  noFilter,
} from '../../../../src/renderer/src/parts/servers/server-list-model.ts';
import type { Snapshot } from '../../../../src/shared/domain/events.ts';
import { snapshotOf, viewOf, withFavorites } from '../sample-snapshot.ts';

const on = { kind: 'connecting', attempt: 1, startedAt: 0, phase: 'starting' } as const;
const off = { kind: 'disabled' } as const;

const servers = withFavorites(
  snapshotOf({
    new: [viewOf('new', 'Alpha', { createdAt: 9 }), on],
    newer: [viewOf('newer', 'Aardvark', { createdAt: 10 }), on],
    a: [viewOf('a', 'A'), on],
    b: [viewOf('b', 'B'), on],
    c: [viewOf('c', 'C'), on],
    off: [viewOf('off', 'Off'), off],
    star: [viewOf('star', 'Star'), on],
  }),
  ['star'],
);

function ordered(order?: readonly string[]): Snapshot {
  const all = servers.profiles.all.map((one) => ({ ...one, ...(order && { order: [...order] }) }));
  return { ...servers, profiles: { ...servers.profiles, all } };
}
const byHand = ordered(['off', 'c', 'star', 'a', 'gone', 'b']);
const ids = (snapshot: Snapshot) => buildList(snapshot, noFilter).map(({ id }) => id);

describe('an order by hand', () => {
  test('is kept under each heading; what is new stands at the end, the newest last', () => {
    expect(namesInOrder(byHand)).toEqual(['off', 'c', 'star', 'a', 'b', 'new', 'newer']);
    expect(ids(byHand).filter((id) => !id.startsWith('group:'))).toEqual(
      ['star', 'c', 'a', 'b', 'new', 'newer', 'off'].map((name) => `server:${name}`),
    );
    expect(namesInOrder(ordered())).toEqual(['a', 'newer', 'new', 'b', 'c', 'off', 'star']);
  });

  test('another order of the same servers is another one', () => {
    expect(namesInOrder({ ...byHand, ...{ profiles: ordered(['b', 'a']).profiles } })).toEqual([
      ...['b', 'a', 'c', 'off', 'star', 'new', 'newer'],
    ]);
  });

  test.each([
    [{ name: 'b', target: 'c', side: 'before' }, ['off', 'b', 'c', 'star', 'a', 'new', 'newer']],
    [{ name: 'c', target: 'b', side: 'after' }, ['off', 'star', 'a', 'b', 'c', 'new', 'newer']],
    [{ name: 'c', target: 'off', side: 'after' }, undefined],
    [{ name: 'c', target: 'c', side: 'after' }, undefined],
    [{ name: 'c', target: 'gone', side: 'after' }, undefined],
    [{ name: 'gone', target: 'c', side: 'after' }, undefined],
  ] as const)('%j makes %j of it', (move, wanted) => {
    expect(afterMove(namesInOrder(byHand), move)).toEqual(wanted);
  });

  test('a step goes to the neighbour that is shown, and ends with the group', () => {
    const items = buildList(byHand, noFilter);
    expect(stepOf(items, 'a', 'up')).toEqual({ name: 'a', target: 'c', side: 'before' });
    expect(stepOf(items, 'a', 'down')).toEqual({ name: 'a', target: 'b', side: 'after' });
    expect(stepOf(items, 'c', 'up')).toBeUndefined();
    expect(stepOf(items, 'star', 'down')).toBeUndefined();
    expect(stepOf(items, 'off', 'down')).toBeUndefined();
    expect(stepOf(items, 'gone', 'up')).toBeUndefined();
  });

  test('places are counted under each heading', () => {
    const items = buildList(byHand, noFilter);
    expect(placeInGroup(items, 'a')).toEqual({ place: 2, count: 5 });
    expect(placeInGroup(items, 'star')).toEqual({ place: 1, count: 1 });
    expect(placeInGroup(items, 'off')).toEqual({ place: 1, count: 1 });
    expect(placeInGroup(items, 'gone')).toBeUndefined();
    expect(areInOneGroup(items, 'a', 'newer')).toBe(true);
    expect(areInOneGroup(items, 'a', 'star')).toBe(false);
    expect(areInOneGroup(items, 'star', 'off')).toBe(false);
  });
});
