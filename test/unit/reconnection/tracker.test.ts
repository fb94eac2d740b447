import { describe, expect, test } from 'vitest';

import type { BreakerMemory } from '../../../src/main/reconnection/breaker.ts';
import { trackerFileSchema } from '../../../src/main/reconnection/tracker-file.ts';
import type { TrackerFile } from '../../../src/main/reconnection/tracker-file.ts';
import { createTracker } from '../../../src/main/reconnection/tracker.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { failure } from '../connections/machine-samples.ts';

const minute = 60_000;
const paused = (until: number, pauses = 1): BreakerMemory => ({
  kind: 'paused',
  pauses,
  until,
  failure,
});
const crashed: BreakerMemory = { kind: 'crashed', failure };

function kit(document = createMemoryDocument<TrackerFile>(), clock = new FakeClock()) {
  const tracker = createTracker({ store: document, clock, logger: createSilentLogger() });
  return { document, clock, tracker, mine: tracker.of('personal') };
}

describe('what is remembered', () => {
  test('belongs to one owner and one server', () => {
    const { clock, tracker, mine } = kit();
    const memory = paused(clock.now() + minute);
    mine.remember('a', memory);
    expect(mine.recall('a', 0)).toEqual(memory);
    expect(mine.recall('b', 0)).toBeUndefined();
    expect(tracker.of('work').recall('a', 0)).toBeUndefined();
    tracker.of('work').remember('a', null);
    expect(mine.recall('a', 0)).toEqual(memory);
  });

  test('no two owners and servers are taken for each other', () => {
    const { clock, tracker } = kit();
    tracker.of('a').remember('b","c', paused(clock.now() + minute));
    expect(tracker.of('a","b').recall('c', 0)).toBeUndefined();
  });

  test('ends with the settings it was about', () => {
    const { clock, mine } = kit();
    mine.remember('a', crashed);
    expect(mine.recall('a', clock.now())).toEqual(crashed);
    expect(mine.recall('a', clock.now() + 1)).toBeUndefined();
  });

  test('ends with time: a pause half an hour after its end, a crash after a day', async () => {
    const { clock, mine } = kit();
    mine.remember('paused', paused(clock.now() + 5 * minute));
    mine.remember('crashed', crashed);
    await clock.advance(37 * minute);
    expect(mine.recall('paused', 0)).toBeDefined();
    await clock.advance(2 * minute);
    expect(mine.recall('paused', 0)).toBeUndefined();
    expect(mine.recall('crashed', 0)).toBeDefined();
    await clock.advance(24 * 60 * minute);
    expect(mine.recall('crashed', 0)).toBeUndefined();
  });

  test('does not lock a server out when the clock was set back', () => {
    const { clock, mine } = kit();
    mine.remember('a', paused(clock.now() + 600 * minute));
    expect(mine.recall('a', 0)).toBeUndefined();
  });
});

describe('on disk', () => {
  test('a restart continues with it, and with nothing that no longer counts', async () => {
    const first = kit();
    first.mine.remember('a', paused(first.clock.now() + 5 * minute, 3));
    first.mine.remember('old', crashed);
    await first.tracker.dispose();
    expect(trackerFileSchema.parse(JSON.parse(first.document.text ?? ''))).toBeDefined();

    const later = new FakeClock(first.clock.now() + 2 * minute);
    const second = kit(first.document, later);
    await second.tracker.load();
    expect(second.mine.recall('a', 0)).toMatchObject({ kind: 'paused', pauses: 3 });

    const nextWeek = kit(first.document, new FakeClock(first.clock.now() + 7 * 24 * 60 * minute));
    await nextWeek.tracker.load();
    expect([nextWeek.mine.recall('a', 0), nextWeek.mine.recall('old', 0)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('many changes are one save, and what changes nothing is none', async () => {
    const { document, clock, tracker, mine } = kit();
    for (let index = 0; index < 200; index += 1) {
      mine.remember(`s${index}`, paused(clock.now() + 5 * minute));
    }
    await clock.advance(2_000);
    expect(document.saves).toBe(1);
    mine.remember('unknown', null);
    await clock.advance(2_000);
    expect(document.saves).toBe(1);
    mine.remember('s0', null);
    await tracker.dispose();
    expect(document.saves).toBe(2);
    expect(JSON.parse(document.text ?? '')).toMatchObject({ entries: { length: 199 } });
  });

  test('what happened before it was read is newer', async () => {
    const first = kit();
    first.mine.remember('a', crashed);
    first.mine.remember('b', crashed);
    await first.tracker.dispose();
    const second = kit(first.document);
    second.mine.remember('a', null);
    await second.tracker.load();
    expect([second.mine.recall('a', 0), second.mine.recall('b', 0)]).toEqual([undefined, crashed]);
  });

  test('a document that cannot be read or saved costs nothing else', async () => {
    const { document, tracker, mine, clock } = kit();
    document.loadResult = { status: 'lost', damagedFile: 'x' };
    document.saveError = { code: 'DISK_FULL', detail: 'full' };
    await tracker.load();
    mine.remember('a', crashed);
    await clock.advance(5_000);
    await tracker.dispose();
    expect(mine.recall('a', 0)).toEqual(crashed);
  });
});

describe('the time of day jumps', () => {
  test.each([-26 * 60 * minute, -20 * minute, 20 * minute, 26 * 60 * minute])(
    'a pause ends when it was to end (%i ms)',
    async (jumpMs) => {
      const { document, clock, tracker, mine } = kit();
      mine.remember('a', paused(clock.now() + 10 * minute));
      await clock.advance(minute);
      clock.setWallOn(jumpMs);
      const left = paused(clock.now() + 9 * minute);
      expect(mine.recall('a', 0)).toEqual(left);
      // Whatever is saved next is saved as it stands then.
      mine.remember('b', crashed);
      await tracker.dispose();
      const later = kit(document, clock);
      await later.tracker.load();
      clock.setWallOn(-jumpMs);
      await clock.advance(minute);
      expect(later.mine.recall('a', 0)).toEqual(paused(clock.now() + 8 * minute));
    },
  );
});
