import { expect, test } from 'vitest';

import type { BusCall } from '../../../../src/main/node/desktop/desktop-bus.ts';
import { hasTrayIcon } from '../../../../src/main/node/desktop/tray-watcher.ts';

const own = 41;

/** A desktop with a tray: what it lists at each look, and who is behind which name. */
function desktopWith(facts: {
  readonly hasHost?: boolean;
  readonly lists?: readonly (readonly string[])[];
  readonly owners?: ReadonlyMap<string, number>;
}) {
  let looks = 0;
  return {
    name: ':1.6',
    looks: () => looks,
    call({ member, body = [] }: BusCall): Promise<readonly unknown[]> {
      if (member === 'GetConnectionUnixProcessID') {
        const pid = facts.owners?.get(String(body[0]));
        return pid === undefined ? Promise.reject(new Error('no owner')) : Promise.resolve([pid]);
      }
      if (body[1] === 'IsStatusNotifierHostRegistered') {
        if (facts.hasHost === undefined) return Promise.reject(new Error('no watcher'));
        return Promise.resolve([{ value: facts.hasHost }]);
      }
      const list = facts.lists?.[Math.min(looks, facts.lists.length - 1)];
      looks += 1;
      return list === undefined
        ? Promise.reject(new Error('no such property'))
        : Promise.resolve([{ value: list }]);
    },
  };
}

const noPause = () => Promise.resolve();
const owners = new Map([
  [':1.5', own],
  [':1.6', own],
  [':1.9', 7],
  ['org.kde.StatusNotifierItem-41-1', own],
]);

test.each([
  ['nobody shows icons', {}, false],
  ['nobody shows them any more', { hasHost: false, lists: [[':1.5/StatusNotifierItem']] }, false],
  ['ours is among them', { hasHost: true, lists: [[':1.9/x', ':1.5/StatusNotifierItem']] }, true],
  [
    'ours is listed by its name',
    { hasHost: true, lists: [['org.kde.StatusNotifierItem-41-1']] },
    true,
  ],
  ['ours is listed as GNOME does', { hasHost: true, lists: [[':1.5@/StatusNotifierItem']] }, true],
  ['only those of others are', { hasHost: true, lists: [[':1.9/StatusNotifierItem']] }, false],
  ['there are none', { hasHost: true, lists: [[]] }, false],
  ['one is of others, one of nobody', { hasHost: true, lists: [[':1.9/x', ':1.77/x']] }, false],
  ['that of a former run has been left', { hasHost: true, lists: [[':1.77/x']] }, false],
  ['they cannot be listed', { hasHost: true }, true],
])('where %s', async (_name, facts, isThere) => {
  expect(await hasTrayIcon(desktopWith({ ...facts, owners }), own, noPause)).toBe(isThere);
});

test('an icon that has just been made is waited for, and no longer than it takes', async () => {
  const lists = [[], [':1.9/x'], [':1.9/x', ':1.5/x'], []];
  const desktop = desktopWith({ hasHost: true, lists, owners });
  expect(await hasTrayIcon(desktop, own, noPause)).toBe(true);
  expect(desktop.looks()).toBe(3);
});

test.each([new Map<string, number>(), new Map([[':1.6', 3]])])(
  'a bus that does not know who we are cannot tell, so that what shows icons is enough',
  async (strangers) => {
    const desktop = desktopWith({ hasHost: true, lists: [[':1.5/x']], owners: strangers });
    expect(await hasTrayIcon(desktop, own, noPause)).toBe(true);
  },
);
