import { describe, expect, test } from 'vitest';

import { createTracker } from '../../../src/main/reconnection/tracker.ts';
import type { TrackerFile } from '../../../src/main/reconnection/tracker-file.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { kitOf, program, serverNamed } from './pool-kit.ts';

const minute = 60_000;
const refused = {
  kind: 'network',
  errno: 'ECONNREFUSED',
  address: 'a.example:443',
  detail: 'refused',
} as const;
const crash = {
  kind: 'process-exited',
  exitCode: 1,
  signal: null,
  stderrTail: [],
  stdoutGarbage: 0,
  duringHandshake: true,
} as const;

/** Runs of the app on one document, one after another. */
function runs() {
  const document = createMemoryDocument<TrackerFile>();
  const trackerAt = async (now?: number) => {
    const clock = new FakeClock(now);
    const tracker = createTracker({ store: document, clock, logger: createSilentLogger() });
    await tracker.load();
    return { clock, tracker, memories: tracker.of('personal') };
  };
  return { document, trackerAt };
}

test('a server that pauses does not start anew with the app', async () => {
  const { document, trackerAt } = runs();
  const first = await trackerAt();
  const before = kitOf(['a'], { memories: first.memories });
  before.opener.server('a').failWith = refused;
  before.pool.startAll();
  await before.clock.advance(4 * minute);
  expect(before.kindOf('a')).toBe('cooling');
  const disposed = before.pool.dispose();
  await before.clock.advance(20_000);
  await disposed;
  await first.tracker.dispose();
  expect(document.saves).toBe(1);

  const second = await trackerAt(before.clock.now());
  const after = kitOf(['a'], { memories: second.memories, clock: second.clock });
  after.opener.server('a').failWith = refused;
  after.pool.startAll();
  await second.clock.advance(20_000);
  expect([after.kindOf('a'), after.opener.opensOf('a')]).toEqual(['cooling', 0]);
  await second.clock.advance(5 * minute);
  expect([after.kindOf('a'), after.opener.opensOf('a')]).toEqual(['cooling', 1]);
  after.opener.server('a').failWith = undefined;
  after.pool.connect('a');
  await settle();
  expect(after.kindOf('a')).toBe('ready');
  await second.tracker.dispose();
  expect(JSON.parse(document.text ?? '')).toEqual({ entries: [] });
});

test('a program that ends at every start gets one try a run, until it was corrected', async () => {
  const { trackerAt } = runs();
  const { memories, clock } = await trackerAt();
  const local = serverNamed('a', { transport: program });
  const launches = async (server = local) => {
    const kit = kitOf([server], { memories, clock });
    kit.opener.server('a').failWith = crash;
    kit.pool.startAll();
    await clock.advance(minute);
    expect(kit.kindOf('a')).toBe('failed');
    const disposed = kit.pool.dispose();
    await clock.advance(20_000);
    await disposed;
    return kit.opener.opensOf('a');
  };
  expect([await launches(), await launches()]).toEqual([3, 1]);
  expect(await launches({ ...local, updatedAt: clock.now() + 1 })).toBe(3);
});

describe('owners', () => {
  test('never share a breaker', async () => {
    const { trackerAt } = runs();
    const { tracker, clock } = await trackerAt();
    const mine = kitOf(['a'], { memories: tracker.of('personal'), clock });
    const theirs = kitOf(['a'], { memories: tracker.of('work'), clock });
    mine.opener.server('a').failWith = refused;
    mine.pool.startAll();
    await clock.advance(4 * minute);
    theirs.pool.startAll();
    await settle();
    expect([mine.kindOf('a'), theirs.kindOf('a')]).toEqual(['cooling', 'ready']);
    const disposed = Promise.all([mine.pool.dispose(), theirs.pool.dispose(), tracker.dispose()]);
    await clock.advance(20_000);
    await disposed;
  });
});

test('a server that is removed is forgotten', async () => {
  const { document, trackerAt } = runs();
  const { tracker, memories, clock } = await trackerAt();
  const { pool, opener, save } = kitOf(['a'], { memories, clock });
  opener.server('a').failWith = refused;
  pool.startAll();
  await clock.advance(4 * minute);
  save('a', null);
  await clock.advance(2_000);
  await tracker.dispose();
  expect(JSON.parse(document.text ?? '')).toEqual({ entries: [] });
});
