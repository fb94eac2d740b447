import { existsSync } from 'node:fs';
import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { createDriftWatch } from '../../../src/main/connected-apps/drift-watch.ts';
import type { DriftWatch } from '../../../src/main/connected-apps/drift-watch.ts';
import { createNoticeBoard } from '../../../src/main/host/notice-board.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { hashOfFile, watchAppFile } from '../../../src/main/node/connected-apps/watch-app-file.ts';
import { createAppsHome } from '../../support/apps-home.ts';
import type { AppsHome } from '../../support/apps-home.ts';
import { waitFor } from '../../support/processes.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const text = '{\n  // mine\n  "mcpServers": {}\n}\n';
const logger = createSilentLogger();

let at: AppsHome;
let path: string;
let board: ReturnType<typeof createNoticeBoard>;
let open: DriftWatch[];
let listed: number;

/** As in a run of Patchbay; the clock is real but looks at once. */
async function run(): Promise<DriftWatch> {
  const clock = createSystemClock();
  const drift = createDriftWatch({
    book: at.book,
    list: (ids) => {
      listed += 1;
      return at.apps.list(ids);
    },
    watch: (place, onChange) => watchAppFile(place, onChange, { clock, logger }),
    hashOf: hashOfFile,
    exists: (place) => Promise.resolve(existsSync(place)),
    notices: board,
    tell: () => undefined,
    clock: { now: () => clock.now(), schedule: (_ms, then) => clock.schedule(0, then) },
    logger,
  });
  open.push(drift);
  await drift.start();
  return drift;
}
const codes = () => board.all().map(({ code }) => code);
const told = (code: string) => waitFor(code, () => codes().join() === code || undefined);
const replaced = async (make: (text: string) => string): Promise<void> => {
  await writeFile(`${path}.new`, make(await readFile(path, 'utf8')));
  await rename(`${path}.new`, path);
};
const withOther = (now: string) =>
  now.replace('"mcpServers": {', '"mcpServers": {"x": {"command": "x"},');

beforeEach(async () => {
  at = await createAppsHome();
  board = createNoticeBoard(logger);
  open = [];
  listed = 0;
  path = await at.put('.cursor/mcp.json', text);
});
afterEach(async () => {
  for (const one of open) one[Symbol.dispose]();
  await at[Symbol.asyncDispose]();
});

test('our entry taken out, edited, or joined by others is said, and taken back when it is right again', async () => {
  await at.change('cursor', 'connect');
  const ours = await readFile(path, 'utf8');
  await run();
  expect(codes()).toEqual([]);
  await replaced(() => text);
  await told('APP_ENTRY_REMOVED');
  await replaced(() => ours.replace('--socket', '--sock'));
  await told('APP_ENTRY_EDITED');
  await replaced(() => withOther(ours));
  await told('APP_SERVERS_ADDED');
  expect(board.all()[0]?.params).toEqual({ title: 'Cursor', names: 'x', count: 1 });
  await replaced(() => ours);
  await told('');
});

test('what was done while Patchbay did not run is said at the next start', async () => {
  await at.change('cursor', 'connect');
  await rm(path);
  await run();
  await told('APP_ENTRY_REMOVED');
});

test('an entry whose bridge has gone, as of an AppImage that ended, is said and put right', async () => {
  const gone = join(at.home, '.mount_PatchbAbC123', 'patchbay-bridge');
  await at.change('cursor', 'connect');
  const [record] = await at.book.all();
  const ours = await readFile(path, 'utf8');
  const theirs = ours.replace('/opt/Patchbay/patchbay-bridge', gone);
  await replaced(() => theirs);
  await at.apps.keepTheirs('cursor');
  const [kept] = await at.book.all();
  expect(kept?.entry).not.toEqual(record?.entry);
  const drift = await run();
  await told('APP_ENTRY_LOST');
  const [app] = await at.apps.list(new Set(['cursor']));
  expect(app?.state).toEqual({ kind: 'changed', change: 'lost' });
  await at.put('.mount_PatchbAbC123/patchbay-bridge', '');
  await replaced(() => `${theirs}\n`);
  await told('');
  await rm(gone);
  await at.change('cursor', 'connect');
  await drift.settled();
  await told('');
  expect(await readFile(path, 'utf8')).toContain('/opt/Patchbay/patchbay-bridge');
});

test('an app that is connected later is watched from then on, one that is disconnected no more', async () => {
  await run();
  await at.change('cursor', 'connect');
  await replaced(() => text);
  await told('APP_ENTRY_REMOVED');
  await at.apps.keepTheirs('cursor');
  await told('');
  await replaced(withOther);
  const drift = open[0];
  await drift?.settled();
  expect(codes()).toEqual([]);
});

test('a change of ours, and one of something else in the file, is nothing to say', async () => {
  const drift = await run();
  await at.change('cursor', 'connect');
  await replaced((now) => now.replace('// mine', '// mine, and more'));
  await waitFor('the look', () => listed > 0 || undefined);
  await drift.settled();
  expect(codes()).toEqual([]);
});

test('what a person has put away is not said again until it is another', async () => {
  await at.change('cursor', 'connect');
  const ours = await readFile(path, 'utf8');
  const drift = await run();
  await replaced(() => text);
  await told('APP_ENTRY_REMOVED');
  board.dismiss('APP_ENTRY_REMOVED cursor');
  const looks = listed;
  await replaced(() => `${text}\n`);
  await waitFor('another look', () => listed > looks || undefined);
  await drift.settled();
  expect(codes()).toEqual([]);
  await replaced(() => withOther(ours));
  await told('APP_SERVERS_ADDED');
});

test('a file a link leads to is watched too', async () => {
  const real = join(at.home, 'dotfiles');
  await at.put('dotfiles/mcp.json', text);
  await rm(path);
  await symlink(join(real, 'mcp.json'), path);
  await at.change('cursor', 'connect');
  await run();
  await writeFile(join(real, 'mcp.json'), text);
  await told('APP_ENTRY_REMOVED');
});

test('without connected apps nothing is watched, listed or read', async () => {
  await run();
  await replaced(withOther);
  await open[0]?.settled();
  expect(listed).toBe(0);
});

test('a file that is half written is no change of our entry', async () => {
  await at.change('cursor', 'connect');
  const drift = await run();
  await writeFile(path, '{"mcpServers": {');
  await waitFor('the look', () => listed > 0 || undefined);
  await drift.settled();
  expect(codes()).toEqual([]);
});
