import { afterEach, describe, expect, test } from 'vitest';

import { appConnectionLimits, createAppPools } from '../../../src/main/connections/app-pools.ts';
import type { AppPools, AppUser } from '../../../src/main/connections/app-pools.ts';
import type { ConnectableServer } from '../../../src/main/connections/connection-ports.ts';
import type { OwnedChange } from '../../../src/main/connections/owner-pools.ts';
import { laneLaunch, restAfterMs } from '../../../src/main/connections/lane-launch.ts';
import { createConnectionPool } from '../../../src/main/connections/pool.ts';
import { runsForEachApp } from '../../../src/shared/domain/runs-for-each-app.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { FakeSessionOpener } from '../../support/fake-session-opener.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { never, serverNamed } from './pool-kit.ts';

const each = (more: Partial<ConnectableServer> = {}) =>
  serverNamed('browser', { sharing: 'each-app', ...more });
const one: AppUser = { app: 'one' };
const two: AppUser = { app: 'two' };
const kits: AppPools[] = [];
afterEach(() => Promise.all(kits.splice(0).map((apps) => apps.dispose())));

function kit(first: ConnectableServer = each()) {
  const clock = new FakeClock();
  const opener = new FakeSessionOpener(clock);
  const world = {
    server: first as ConnectableServer | undefined,
    owner: 'everybody',
    window: 'idle' as 'idle' | 'ready',
  };
  const listeners = new Set<(change: OwnedChange) => void>();
  const owners: string[] = [];
  const apps = createAppPools({
    servers: {
      get: () => world.server,
      list: () => (world.server === undefined ? [] : [world.server]),
      ownerOf: () => world.owner,
      has: () => world.server !== undefined,
      onChange(listener) {
        listeners.add(listener);
        return { [Symbol.dispose]: () => void listeners.delete(listener) };
      },
    },
    poolOf(owner, { definitions, isPaused, lane }) {
      owners.push(`${owner} ${String(lane)}`);
      return createConnectionPool({
        definitions,
        isPaused,
        opener,
        resolveLaunch: laneLaunch(lane, () =>
          Promise.resolve(
            ok({
              launch: { type: 'stdio', command: 'browser', args: [], env: {} },
              redact: [],
              era: 'auto',
              timeouts: { connectMs: 30_000, callMs: 60_000 },
            }),
          ),
        ),
        catalogs: { put: () => undefined, peek: () => undefined },
        log: { append: () => undefined, redact: () => undefined },
        clock,
        random: createFakeRandom(),
        logger: createSilentLogger(),
      });
    },
    lane: 'one-app',
    isFor: runsForEachApp,
    isPaused: false,
    untilKnown: () => undefined,
    windowState: () => ({ kind: world.window }) as never,
    clock,
    logger: createSilentLogger(),
  });
  kits.push(apps);
  const use = (user: AppUser, profileId = 'home') =>
    apps.acquire({ user, profileId, name: 'browser' }, never);
  const changed = (cause: OwnedChange['cause'] = 'settings') =>
    listeners.forEach((listener) => listener({ name: 'browser', cause }));
  const appsOf = (profileId = 'home') => apps.of(profileId, 'browser').map(({ app }) => app);
  return { apps, clock, opener, world, use, changed, appsOf, owners };
}

describe('a server that runs once for each app', () => {
  test('has a session for each app, and one for all uses of the same app', async () => {
    const { use, opener, appsOf, owners } = kit();
    const [first, again, other] = await Promise.all([use(one), use(one), use(two)]);
    expect([first?.ok, again?.ok, other?.ok]).toEqual([true, true, true]);
    expect(opener.alive).toBe(2);
    expect(appsOf()).toEqual(['one', 'two']);
    expect(owners).toEqual(['everybody one-app', 'everybody one-app']);
  });

  test('ends that of an app that has left, and no other', async () => {
    const { apps, use, opener, appsOf, clock } = kit();
    await use(one);
    await use(two);
    apps.leave(one);
    expect(appsOf()).toEqual(['two']);
    await clock.advance(10_000);
    expect(opener.alive).toBe(1);
  });

  test('ends that of a profile that is not served any more', async () => {
    const { apps, use, appsOf } = kit();
    await use(one, 'home');
    await use(one, 'work');
    apps.keepServed(['work']);
    expect([appsOf('home'), appsOf('work')]).toEqual([[], ['one']]);
  });

  test.each([
    ['shared by all again', { server: serverNamed('browser') }],
    ['gone', { server: undefined }],
    ['off', { server: each({ enabled: false }) }],
    ['another owner’s', { owner: 'home' }],
  ])('ends it when the server is %s', async (_, change) => {
    const { use, world, changed, appsOf, clock } = kit();
    await use(one);
    Object.assign(world, change);
    changed();
    await clock.advance(10_000);
    expect(appsOf()).toEqual([]);
  });

  test('is used by no app while it is for all', async () => {
    const { apps, use, opener } = kit(serverNamed('browser'));
    expect(apps.isOwn('home', 'browser')).toBe(false);
    expect(await use(one)).toBeUndefined();
    expect(opener.opens).toEqual([]);
  });

  test('rests after a while without use', async () => {
    const { use, opener, clock } = kit();
    await use(one);
    await clock.advance(restAfterMs - 1);
    expect(opener.alive).toBe(1);
    await clock.advance(10_001);
    expect(opener.alive).toBe(0);
  });

  test('is begun for so many apps and no more, which hear why', async () => {
    const { use, opener, apps } = kit();
    const users = Array.from({ length: appConnectionLimits.ofServer }, (_, at) => ({
      app: String(at),
    }));
    for (const user of users) expect((await use(user))?.ok).toBe(true);
    expect(await use(one)).toMatchObject({ error: { failure: { code: 'TOO_MANY_PROCESSES' } } });
    expect(opener.alive).toBe(appConnectionLimits.ofServer);
    apps.leave(users[0] as AppUser);
    expect((await use(one))?.ok).toBe(true);
  });

  test('that starts by a click alone is begun for apps once the window has it', async () => {
    const { use, world } = kit(each({ start: 'manual' }));
    expect(await use(one)).toMatchObject({ error: { failure: { code: 'NOT_STARTED' } } });
    world.window = 'ready';
    expect((await use(one))?.ok).toBe(true);
  });

  test('is not begun while all is paused, and ends by it', async () => {
    const { apps, use, opener } = kit();
    await use(one);
    await apps.setPaused(true);
    expect(opener.alive).toBe(0);
    expect((await use(two))?.ok).toBe(false);
  });

  test.each(['sign-in', 'settings'] as const)(
    'is tried anew for an app after a person has changed its %s',
    async (cause) => {
      const { use, opener, changed } = kit();
      opener.server('browser').failWith = { kind: 'http-status', status: 401, url: 'https://b' };
      expect((await use(one))?.ok).toBe(false);
      opener.server('browser').failWith = undefined;
      expect((await use(one))?.ok).toBe(false);
      changed(cause);
      expect((await use(one))?.ok).toBe(true);
    },
  );

  test('is tried anew for an app once the window has it', async () => {
    const { use, opener, world } = kit();
    opener.server('browser').failWith = { kind: 'http-status', status: 401, url: 'https://b' };
    expect((await use(one))?.ok).toBe(false);
    opener.server('browser').failWith = undefined;
    world.window = 'ready';
    expect((await use(one))?.ok).toBe(true);
  });
});
