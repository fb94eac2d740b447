import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { createSameProcess } from '../../../../src/main/node/documents/same-process.ts';
import { orphansAmong, reapOrphans } from '../../../../src/main/node/orphans/reap-orphans.ts';
import { momentMark } from '../../../../src/main/node/orphans/start-mark.ts';
import {
  descendantsOf,
  parsePsLine,
} from '../../../../src/main/node/processes/process-tree-rows.ts';
import { createSystemClock } from '../../../../src/main/node/kernel/system-clock.ts';
import { createSilentLogger } from '../../../support/silent-logger.ts';

const listing = readFileSync(new URL('../../../fixtures/darwin/ps.txt', import.meta.url), 'utf8');
const rows = listing.split('\n').flatMap((line) => parsePsLine(line) ?? []);
/** The process that started at this time, as macOS tells it: local, to the second. */
const startedAt = (text: string, apartMs = 0) => momentMark(Date.parse(text) + apartMs);
const pids = (found: readonly { readonly pid: number }[]) => found.map(({ pid }) => pid);

test('every line of ps is read, and only those', () => {
  expect(rows).toHaveLength(13);
  expect(pids(rows.filter(({ zombie }) => zombie))).toEqual([2231]);
  expect(rows.every((row) => Number.isFinite(Date.parse(row.startedAt)))).toBe(true);
  expect(rows.find(({ pid }) => pid === 2251)).toMatchObject({ parentPid: 2207, groupId: 2207 });
});

test('what a program has started is found by its parents, in groups of their own too', () => {
  expect(pids(descendantsOf(rows, new Set([2207])))).toEqual([2209, 2214, 2251]);
});

const roster = {
  bootMark: 'any',
  owner: { pid: 2201, startMark: startedAt('Mon Nov 30 08:02:09 2026', 400) },
  entries: [
    // Seen by us a moment after the system did.
    { pid: 2207, isLeader: true, startMark: startedAt('Mon Nov 30 08:02:11 2026', 900) },
    { pid: 2231, isLeader: true, startMark: startedAt('Mon Nov 30 08:02:13 2026') },
    // Its number has been given to somebody else.
    { pid: 2230, isLeader: true, startMark: startedAt('Mon Nov 30 08:01:00 2026') },
  ],
};

test('while its Patchbay lives no program is an orphan; afterwards those that are still the same', () => {
  expect(orphansAmong(rows, roster, 'any')).toBe('not-orphaned');
  const without = rows.filter(({ pid }) => pid !== 2201);
  expect(pids(orphansAmong(without, roster, 'any') as typeof rows)).toEqual([2207]);
  // Another Patchbay has got the number of the one that died.
  const owner = { pid: 2201, startMark: startedAt('Sun Nov 29 08:00:00 2026') };
  const reused = orphansAmong(rows, { ...roster, owner }, 'any') as typeof rows;
  expect(pids(reused)).toEqual([2207]);
});

test('where ps says nothing, nothing is ended and the list is kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-ps-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, '2201.roster'), 'a list of running programs\n');
  const deps = {
    folder,
    clock: createSystemClock(),
    logger: createSilentLogger(),
    bootMark: 'any',
  };
  expect(await reapOrphans({ ...deps, list: () => Promise.resolve([]) })).toBe(0);
  expect(await readdir(folder)).toEqual(['2201.roster']);
});

test('a lock is its owner’s by number and start', async () => {
  const isSame = createSameProcess(() => Promise.resolve(rows));
  const taken = { pid: 2201, takenAt: Date.parse('Mon Nov 30 08:02:15 2026') };
  const start = (text: string) => ({ ...taken, startMark: startedAt(text) });
  expect(await isSame(start('Mon Nov 30 08:02:09 2026'))).toBe(true);
  expect(await isSame(start('Mon Nov 30 07:02:09 2026'))).toBe(false);
  expect(await isSame({ ...start('Mon Nov 30 08:02:09 2026'), pid: 2231 })).toBe(false);
  expect(await isSame({ ...start('Mon Nov 30 08:02:09 2026'), pid: 4711 })).toBe(false);
  // A lock of an earlier release names no start: whoever started later did not take it.
  const takenBefore = Date.parse('Mon Nov 30 08:00:00 2026');
  expect(await isSame({ pid: 2201, startMark: null, takenAt: takenBefore })).toBe(false);
});
