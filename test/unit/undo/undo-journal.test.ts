import { expect, test } from 'vitest';

import {
  createUndoJournal,
  type UndoError,
  type UndoStep,
} from '../../../src/main/undo/undo-journal.ts';
import { err, ok, type Result } from '../../../src/shared/util/result.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

function journalKit() {
  const clock = new FakeClock();
  const journal = createUndoJournal({
    clock,
    random: createFakeRandom(),
    logger: createSilentLogger(),
  });
  const did: string[] = [];
  const shown: (string | undefined)[] = [];
  journal.onChange((last) => shown.push(last?.title));
  const step = (title: string, undone: Result<void, UndoError> = ok(undefined)): UndoStep => ({
    kind: 'server-removed',
    title,
    async undo() {
      did.push(`undo ${title}`);
      return undone;
    },
    async end() {
      did.push(`end ${title}`);
    },
  });
  return { clock, journal, did, shown, step };
}

test('the newest change comes first, and each is taken back once', async () => {
  const { journal, did, shown, step } = journalKit();
  journal.add(step('one'));
  journal.add(step('two'));
  const two = journal.last();
  expect(two?.title).toBe('two');
  const both = await Promise.all([journal.run(two?.id ?? ''), journal.run(two?.id ?? '')]);
  expect(both).toEqual([ok(two), err({ code: 'UNDO_OUTDATED' })]);
  expect(journal.last()?.title).toBe('one');
  await journal.run(journal.last()?.id ?? '');
  expect(journal.last()).toBeNull();
  expect(did).toEqual(['undo two', 'undo one']);
  expect(shown).toEqual(['one', 'two', 'one', undefined]);
});

test('a failed save keeps the change, an outdated one drops what was kept for it', async () => {
  const { journal, did, step } = journalKit();
  journal.add(step('old', err({ code: 'UNDO_OUTDATED' })));
  journal.add(step('new', err({ code: 'STORAGE_FAILED', reason: 'DISK_FULL', detail: 'full' })));
  const newest = journal.last();
  expect((await journal.run(newest?.id ?? '')).ok).toBe(false);
  expect(journal.last()).toEqual(newest);
  expect((await journal.run('id-1')).ok).toBe(false);
  await settle();
  expect(did).toEqual(['undo new', 'undo old', 'end old']);
});

test('a change stays for good after ten minutes, when many came after it, and at the end', async () => {
  const { clock, journal, did, step } = journalKit();
  journal.add(step('early'));
  await clock.advance(10 * 60_000 - 1);
  expect(did).toEqual([]);
  await clock.advance(1);
  expect(did).toEqual(['end early']);
  for (let count = 0; count <= 20; count += 1) journal.add(step(String(count)));
  await settle();
  expect(did).toEqual(['end early', 'end 0']);
  await journal.dispose();
  expect(did).toHaveLength(22);
  expect(clock.pending).toBe(0);
  expect(journal.last()).toBeNull();
});
