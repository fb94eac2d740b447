import { describe, expect, test } from 'vitest';

import { createUpdates } from '../../../src/main/updates/updates.ts';
import type { FeedError, UpdatesDeps } from '../../../src/main/updates/updates.ts';
import type { Notice } from '../../../src/shared/domain/events.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import type { Result } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const dayMs = 24 * 60 * 60_000;
const release = (version: string) =>
  ok(
    JSON.stringify({
      tag_name: `v${version}`,
      html_url: `https://forge.example/v${version}`,
      body: `About ${version}`,
    }),
  );

function setUp(change: Partial<UpdatesDeps> = {}) {
  const clock = new FakeClock();
  const world = {
    clock,
    answer: release('0.2.0') as Result<string, FeedError>,
    asked: 0,
    settings: { checksForUpdates: false },
    notices: [] as Notice[],
    opened: [] as string[],
  };
  const updates = createUpdates({
    feed: 'https://forge.example/latest',
    running: '0.1.0',
    read: () => {
      world.asked += 1;
      return Promise.resolve(world.answer);
    },
    openPage: (page) => Promise.resolve(world.opened.push(page) > 0),
    notices: { add: (notice) => world.notices.push(notice) },
    settings: { get: () => world.settings },
    clock,
    ...change,
  });
  return { world, updates, clock };
}

describe('asked by a person', () => {
  test('a newer version is told of with its words, and its page opens', async () => {
    const { world, updates, clock } = setUp();
    expect(updates.state()).toEqual({ kind: 'not-asked' });
    const newer = { kind: 'newer', version: '0.2.0', notes: 'About 0.2.0', at: clock.now() };
    expect(await updates.check()).toEqual(newer);
    expect(updates.state()).toEqual(newer);
    expect(await updates.openPage()).toBe(true);
    expect(world.opened).toEqual(['https://forge.example/v0.2.0']);
    // Who has asked sees the answer where they asked.
    expect(world.notices).toEqual([]);
  });

  test.each(['0.1.0', '0.0.9'])('%s is nothing newer, and there is no page', async (version) => {
    const { world, updates, clock } = setUp();
    world.answer = release(version);
    expect(await updates.check()).toEqual({ kind: 'current', at: clock.now() });
    expect(await updates.openPage()).toBe(false);
    expect(world.opened).toEqual([]);
  });

  test.each([
    [err<FeedError>('unreachable'), 'unreachable'],
    [err<FeedError>('refused'), 'refused'],
    [ok('<html>'), 'unreadable'],
  ] as const)('a feed that says nothing is said to: %j', async (answer, reason) => {
    const { world, updates, clock } = setUp();
    world.answer = answer;
    expect(await updates.check()).toEqual({ kind: 'failed', reason, at: clock.now() });
  });

  test('what is known stays known when the feed is out of reach later', async () => {
    const { world, updates } = setUp();
    await updates.check();
    world.answer = err('unreachable');
    expect(await updates.check()).toMatchObject({ kind: 'failed' });
    expect(updates.state()).toMatchObject({ kind: 'newer', version: '0.2.0' });
    expect(await updates.openPage()).toBe(true);
  });

  test('several clicks are one question', async () => {
    const { world, updates } = setUp();
    await Promise.all([updates.check(), updates.check(), updates.check()]);
    expect(world.asked).toBe(1);
    await updates.check();
    expect(world.asked).toBe(2);
  });
});

describe('a build that knows no feed', () => {
  test('asks nobody, whatever is wanted', async () => {
    const { world, updates, clock } = setUp({ feed: undefined });
    world.settings.checksForUpdates = true;
    updates.follow();
    await clock.advance(3 * dayMs);
    expect(await updates.check()).toEqual({ kind: 'no-feed' });
    expect(world.asked).toBe(0);
  });
});

describe('by itself', () => {
  test('nobody is asked who has not said so', async () => {
    const { world, updates, clock } = setUp();
    updates.start();
    await clock.advance(3 * dayMs);
    expect(world.asked).toBe(0);
  });

  test('once a minute after the start, then daily, until it is turned off', async () => {
    const { world, updates, clock } = setUp();
    world.settings.checksForUpdates = true;
    updates.start();
    // Other settings change too.
    updates.follow();
    await clock.advance(59_999);
    expect(world.asked).toBe(0);
    await clock.advance(1);
    expect(world.asked).toBe(1);
    await clock.advance(dayMs);
    expect(world.asked).toBe(2);
    world.settings.checksForUpdates = false;
    updates.start();
    await clock.advance(3 * dayMs);
    expect(world.asked).toBe(2);
  });

  test('who turns it on is answered at once', async () => {
    const { world, updates, clock } = setUp();
    updates.start();
    world.settings.checksForUpdates = true;
    updates.follow();
    await clock.advance(0);
    expect(world.asked).toBe(1);
    await clock.advance(dayMs);
    expect(world.asked).toBe(2);
  });

  test('a newer version is a notice once, and the next one again', async () => {
    const { world, updates, clock } = setUp();
    world.settings.checksForUpdates = true;
    updates.start();
    await clock.advance(60_000);
    await clock.advance(dayMs);
    expect(world.notices).toEqual([
      {
        id: 'UPDATE_AVAILABLE',
        code: 'UPDATE_AVAILABLE',
        params: { version: '0.2.0' },
        at: expect.any(Number) as number,
      },
    ]);
    world.answer = release('0.3.0');
    await clock.advance(dayMs);
    expect(world.notices.map(({ params }) => params['version'])).toEqual(['0.2.0', '0.3.0']);
  });

  test('a feed out of reach is no notice', async () => {
    const { world, updates, clock } = setUp();
    world.settings.checksForUpdates = true;
    world.answer = err('unreachable');
    updates.start();
    await clock.advance(60_000 + dayMs);
    expect(world.notices).toEqual([]);
  });

  test('an app that ends asks nothing more, and gives up what is under way', async () => {
    let answer: (read: Result<string, FeedError>) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const { world, updates, clock } = setUp({
      read: (_feed, given) => {
        signal = given;
        world.asked += 1;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    world.settings.checksForUpdates = true;
    updates.start();
    await clock.advance(60_000);
    updates[Symbol.dispose]();
    expect(signal?.aborted).toBe(true);
    answer(release('0.2.0'));
    await clock.advance(3 * dayMs);
    expect(world.notices).toEqual([]);
    expect(world.asked).toBe(1);
    expect(clock.pending).toBe(0);
  });
});
