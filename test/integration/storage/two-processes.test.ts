import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { acquireDocumentLock } from '../../../src/main/node/documents/document-lock.ts';
import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';
import { buildProgram, startProgram } from '../../support/node-program.ts';
import type { RunningProgram } from '../../support/node-program.ts';

const schema = z.object({ count: z.number(), by: z.string() });

// Windows cannot stop a process in the middle of something.
describe.skipIf(process.platform === 'win32')('two processes and one folder', () => {
  let root: string;
  let program: string;
  let folder: string;
  let folders = 0;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'patchbay-two-'));
    const entry = join(import.meta.dirname, '../../fixtures/storage/contend.ts');
    program = await buildProgram(entry, join(root, 'program'), 'contend');
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const newFolder = () => (folder = join(root, `data-${String((folders += 1))}`));
  const start = (name: string) => startProgram(program, [folder, name]);
  const says = async (child: RunningProgram): Promise<string> =>
    (await child.lines.next()).value ?? 'ended';
  const end = async (child: RunningProgram): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  const open = (lock?: { isHeld(): Promise<boolean> }) =>
    createDocumentStore({
      path: join(folder, 'document.json'),
      schemaVersion: 1,
      schema,
      migrations: {},
      ...(lock && { lock }),
    });
  const content = async () => {
    const load = await open().load();
    return 'value' in load ? load.value : undefined;
  };

  /** What each of the processes said to its first save; undefined for one that was turned away. */
  async function race(count: number): Promise<readonly string[]> {
    const children = Array.from({ length: count }, (_, index) => start(String(index)));
    try {
      return await Promise.all(
        children.map(async (child) => {
          const answer = await says(child);
          if (answer !== 'held') return answer;
          await says(child);
          child.stdin?.write('save\n');
          return says(child);
        }),
      );
    } finally {
      await Promise.all(children.map(end));
    }
  }

  test('that start at once are told apart: one writes, the other is turned away', async () => {
    newFolder();
    for (let round = 1; round <= 5; round += 1) {
      // From the second round on the lock is that of a process that was killed.
      const answers = await race(2);
      expect(answers.filter((answer) => answer === `saved ${String(round)}`)).toHaveLength(1);
      expect(answers.filter((answer) => /^refused (?:IN_USE|LOCKED)$/.test(answer))).toHaveLength(
        1,
      );
      expect((await content())?.count).toBe(round);
    }
  });

  test('lose nothing when one is stopped at any operation of a save and the other takes over', async () => {
    let finished = 0;
    let turnedAway = 0;
    for (let at = 1; finished === 0; at += 1) {
      newFolder();
      const late = start('late');
      try {
        expect(await says(late)).toBe('held');
        await says(late);
        for (const expected of ['saved 1', 'saved 2']) {
          late.stdin?.write('save\n');
          expect(await says(late)).toBe(expected);
        }
        late.stdin?.write(`stop ${String(at)}\n`);
        const answer = await says(late);
        if (answer === 'saved 3') {
          finished += 1;
          continue;
        }
        expect(answer).toBe('stopped');
        // Nobody takes the lock of a process that lives, so it has to get lost.
        expect(await acquireDocumentLock(join(folder, 'lock'))).toMatchObject({
          error: { code: 'IN_USE' },
        });
        await rm(join(folder, 'lock'));
        const lock = await acquireDocumentLock(join(folder, 'lock'));
        if (!lock.ok) throw new Error(lock.error.code);
        const store = open(lock.value);
        const load = await store.load();
        const before = 'value' in load ? load.value.count : 0;
        expect(before).toBeGreaterThanOrEqual(2);
        const ours = { count: before + 1, by: 'newer' };
        expect(await store.save(ours)).toEqual({ ok: true, value: undefined });

        late.kill('SIGCONT');
        const outcome = await says(late);
        if (outcome.startsWith('refused')) turnedAway += 1;
        // Only one that was already in place may say so.
        else expect([outcome, before]).toEqual(['saved 3', 3]);
        expect(await content(), `stopped at operation ${String(at)}`).toEqual(ours);
        late.stdin?.write('save\n');
        expect(await says(late)).toBe('refused LOCKED');
        expect(await content()).toEqual(ours);
        expect((await readdir(folder)).filter((file) => file.includes('.tmp-'))).toEqual([]);
        await lock.value.release();
      } finally {
        await end(late);
      }
    }
    expect(turnedAway).toBeGreaterThan(6);
  });

  test('are kept apart by a lock whose process lives, and not by one whose process is dead', async () => {
    newFolder();
    const first = start('first');
    expect(await says(first)).toBe('held');
    expect(await says(start('second'))).toBe('refused IN_USE');
    await end(first);
    const third = start('third');
    expect(await says(third)).toBe('held');
    await end(third);
    await writeFile(join(folder, 'lock'), 'not a lock');
    const fourth = start('fourth');
    expect(await says(fourth)).toBe('held');
    await end(fourth);
  });
});
