import { expect, test } from 'vitest';

import { createDoors } from '../../../src/main/gateway/doors.ts';
import { tellDoors } from '../../../src/main/gateway/door-notices.ts';
import { usualGatewaySettings } from '../../../src/shared/domain/gateway-settings.ts';
import type { GatewaySettings } from '../../../src/shared/domain/gateway-settings.ts';
import type { Notice } from '../../../src/shared/domain/events.ts';
import { settingsSchema } from '../../../src/shared/domain/settings.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { settle } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

function surroundings(initial: Partial<GatewaySettings> = {}, prepared = Promise.resolve()) {
  const state = {
    settings: { ...usualGatewaySettings, ...initial } as GatewaySettings,
    isElsewhere: false,
    fails: false,
    taken: new Set<number>(),
  };
  const done: string[] = [];
  const notices = new Map<string, Notice>();
  const door = (name: string) => ({
    close: () => Promise.resolve(void done.push(`close ${name}`)),
  });
  const doors = createDoors({
    wanted: () => state.settings,
    isElsewhere: () => state.isElsewhere,
    prepared,
    openSocket() {
      if (state.fails) return Promise.resolve(err({ detail: 'EACCES' }));
      done.push('open socket');
      return Promise.resolve(ok(door('socket')));
    },
    openHttp(wanted) {
      const port = state.taken.has(wanted) ? wanted + 1 : wanted;
      done.push(`open http ${String(port)}`);
      return Promise.resolve(ok({ ...door('http'), port }));
    },
    tell: (status, wanted) =>
      tellDoors(status, wanted, {
        notices: {
          all: () => [...notices.values()],
          add: (notice) => void notices.set(notice.id, notice),
          dismiss: (id) => void notices.delete(id),
        },
        logger: createSilentLogger(),
        now: () => 0,
      }),
  });
  return {
    doors,
    done,
    notices,
    state,
    change(change: Partial<GatewaySettings>) {
      state.settings = { ...state.settings, ...change };
      return doors.follow();
    },
  };
}

test('at first the socket is open and HTTP is not', async () => {
  const { doors, done } = surroundings();
  await doors.follow();
  expect(done).toEqual(['open socket']);
  expect(await doors.status()).toEqual({
    socket: { kind: 'open' },
    http: { kind: 'closed' },
    isElsewhere: false,
  });
});

test('no door opens before what apps are offered is there', async () => {
  let isPrepared = (): void => undefined;
  const prepared = new Promise<void>((resolve) => (isPrepared = resolve));
  const { doors, done } = surroundings({ http: true }, prepared);
  const following = doors.follow();
  await settle();
  expect(done).toEqual([]);
  isPrepared();
  await following;
  expect(done).toEqual(['open socket', 'open http 27282']);
});

test('off is off through every door, and on again opens those that were chosen', async () => {
  const { doors, done, change } = surroundings({ http: true });
  await doors.follow();
  await change({ isOn: false });
  expect(done.slice(2)).toEqual(['close socket', 'close http']);
  expect(await doors.status()).toMatchObject({
    socket: { kind: 'closed' },
    http: { kind: 'closed' },
  });
  await change({ isOn: true, socket: false });
  expect(done.slice(4)).toEqual([`open http ${String(usualGatewaySettings.port)}`]);
});

test('a setting that is none of theirs leaves doors as they are', async () => {
  const { doors, done } = surroundings({ http: true });
  await doors.follow();
  await doors.follow();
  expect(done).toHaveLength(2);
});

test('another port closes the door at the first one', async () => {
  const { doors, done, change } = surroundings({ http: true, port: 5000 });
  await doors.follow();
  await change({ port: 6000 });
  expect(done.slice(2)).toEqual(['close http', 'open http 6000']);
});

test('a port that is taken is said, once, until it is the right one again', async () => {
  const { doors, notices, state, done, change } = surroundings({ http: true, port: 5000 });
  state.taken.add(5000);
  await doors.follow();
  expect(notices.get('DOOR_PORT_TAKEN')?.params).toEqual({ wanted: 5000, port: 5001 });
  await doors.follow();
  expect(done.filter((line) => line.includes('http'))).toHaveLength(1);
  await change({ port: 5001 });
  expect(notices.has('DOOR_PORT_TAKEN')).toBe(false);
});

test('a door that cannot be opened says why, and is tried again', async () => {
  const { doors, notices, state } = surroundings();
  state.fails = true;
  await doors.follow();
  expect(notices.get('DOOR_NOT_OPENED')?.params).toEqual({ detail: 'EACCES' });
  expect(await doors.status()).toMatchObject({ socket: { kind: 'closed', detail: 'EACCES' } });
  state.fails = false;
  await doors.follow();
  expect(notices.size).toBe(0);
  expect(await doors.status()).toMatchObject({ socket: { kind: 'open' } });
});

test('while another Patchbay has the folder all doors stay closed', async () => {
  const { doors, done, state } = surroundings({ http: true });
  state.isElsewhere = true;
  await doors.follow();
  expect(done).toEqual([]);
  expect(await doors.status()).toMatchObject({ isElsewhere: true });
  state.isElsewhere = false;
  await doors.follow();
  expect(done).toHaveLength(2);
});

test('closed for good, they open no more, and what was being opened is closed', async () => {
  const { doors, done } = surroundings();
  void doors.follow();
  await doors.close();
  await doors.follow();
  expect(done).toEqual([]);
  const late = surroundings();
  await late.doors.follow();
  await late.doors.close();
  await late.doors.follow();
  expect(late.done).toEqual(['open socket', 'close socket']);
});

test('a file of settings that says nothing lets apps in by the socket; one that is broken lets none in', () => {
  expect(settingsSchema.parse({}).gateway).toEqual(usualGatewaySettings);
  expect(usualGatewaySettings).toMatchObject({ isOn: true, socket: true, http: false });
  for (const gateway of [null, 'on', { isOn: true }, { ...usualGatewaySettings, port: 80 }]) {
    expect(settingsSchema.parse({ gateway }).gateway.isOn).toBe(false);
  }
});
