import { expect, test } from 'vitest';

import { createUndoJournal } from '../../../src/main/undo/undo-journal.ts';
import type { RedoError, UndoError, UndoStep } from '../../../src/main/undo/undo-journal.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import type { Result } from '../../../src/shared/util/result.ts';
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
  journal.onChange(({ undoable }) => shown.push(undoable?.title));
  const step = (title: string, undone: Result<null, UndoError> = ok(null)): UndoStep => ({
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

test('what was taken back is done again through its own door, and back and forth', async () => {
  const { journal, did, step } = journalKit();
  const twoWay = (title: string): UndoStep => ({
    ...step(title),
    async undo() {
      did.push(`undo ${title}`);
      return ok(async () => {
        did.push(`redo ${title}`);
        journal.add(twoWay(title));
        return ok(undefined);
      });
    },
  });
  journal.add(twoWay('one'));
  journal.add(twoWay('two'));
  for (const title of ['two', 'one']) {
    valueOf(await journal.run(journal.last()?.id ?? ''));
    expect(journal.state().redoable).toMatchObject({ kind: 'server-removed', title });
  }
  expect(journal.last()).toBeNull();
  for (const title of ['one', 'two']) {
    expect(await journal.redo(journal.state().redoable?.id ?? '')).toMatchObject({
      value: { title },
    });
    expect(journal.last()?.title).toBe(title);
  }
  expect(journal.state().redoable).toBeNull();
  valueOf(await journal.run(journal.last()?.id ?? ''));
  expect(did).toEqual(['undo two', 'undo one', 'redo one', 'redo two', 'undo two']);
  journal.add(step('three'));
  expect(journal.state()).toMatchObject({ undoable: { title: 'three' }, redoable: null });
});

test('only a redo that might still come true stays, and none for longer than ten minutes', async () => {
  const { clock, journal, step } = journalKit();
  const answers: Result<void, RedoError>[] = [
    err({ code: 'VAULT_FAILED', reason: 'VAULT_UNAVAILABLE', detail: 'locked' }),
    err({ code: 'UNDO_OUTDATED' }),
  ];
  const never = (title: string): UndoStep => ({
    ...step(title),
    undo: () => Promise.resolve(ok(() => Promise.resolve(answers.shift() ?? ok(undefined)))),
  });
  valueOf(await journal.run(journal.add(never('one'))));
  const { redoable } = journal.state();
  expect(await journal.redo(redoable?.id ?? '')).toMatchObject({ error: { code: 'VAULT_FAILED' } });
  expect(journal.state().redoable).toEqual(redoable);
  expect(await journal.redo(redoable?.id ?? '')).toMatchObject({
    error: { code: 'UNDO_OUTDATED' },
  });
  expect(journal.state().redoable).toBeNull();
  expect(await journal.redo(redoable?.id ?? '')).toMatchObject({
    error: { code: 'UNDO_OUTDATED' },
  });

  valueOf(await journal.run(journal.add(never('two'))));
  await clock.advance(10 * 60_000);
  expect(journal.state()).toEqual({ undoable: null, redoable: null });
  valueOf(await journal.run(journal.add(never('three'))));
  await journal.dispose();
  expect(journal.state().redoable).toBeNull();
  expect(clock.pending).toBe(0);
});

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
