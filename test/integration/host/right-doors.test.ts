import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { AppRights } from '../../../src/shared/domain/app-rights.ts';
import { nothingAllowed, unlimited } from '../../../src/shared/domain/usual-rights.ts';
import { addAgreed } from '../../support/add-agreed.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { agreedTool } from '../../support/pin-kit.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const fixture = fileURLToPath(
  new URL('../../fixtures/servers/stdio/drifting.mjs', import.meta.url),
);
const limit: AppRights = { ...unlimited, servers: ['drifting'], isReadOnly: true };
const none: AppRights = { ...unlimited, servers: [] };
const caller = 'app:Cursor';

let keys: ReturnType<typeof createFakeKeyStore>;
let running: TestHost;
const opened: TestHost[] = [];

const folderOf = (kind: string) => join(running.folder, 'data', kind);
const rights = () => running.host.appRights.of(caller);
const limitTo = async (to: AppRights) => {
  await running.host.appRights.set(caller, to);
  await restart();
};
/** The whole of a folder, by file, its earlier generations included. */
const filesIn = async (folder: string): Promise<Map<string, string>> => {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  return new Map(files);
};
const putBack = async (folder: string, files: Map<string, string>) => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
};
const start = async (folder?: string, own = keys) => {
  const host = await startTestHost({ keys: own, ...(folder !== undefined && { folder }) });
  host.host.start();
  await host.host.started;
  opened.push(host);
  return host;
};
const restart = async (between: () => Promise<void> = () => Promise.resolve()) => {
  await running.close();
  await between();
  running = await start(running.folder);
};
const decisions = () => running.client.approvals.get({ name: 'drifting' });
const choiceOf = async (tool: string) =>
  (await decisions()).tools.find((one) => one.tool === tool)?.choice;

/** A server that stands in both kinds of record. */
const addServer = (title: string) =>
  addAgreed(running.client, {
    title,
    transport: { type: 'stdio', command: process.execPath, args: [fixture, toolsFile()] },
  });
const toolsFile = () => join(running.folder, 'drifting.json');

beforeEach(async () => {
  keys = createFakeKeyStore();
  running = await start();
  await writeFile(toolsFile(), JSON.stringify({ tools: [agreedTool] }));
});
afterEach(async () => {
  for (const host of opened.splice(0).reverse()) await host.remove();
});

const denied = { rights: nothingAllowed, unproven: 'not-the-last' };

describe('what an app sees is never more than was saved last', () => {
  beforeEach(() => limitTo(limit));

  test('after its file was removed between runs', async () => {
    await restart(() => rm(folderOf('app-rights'), { recursive: true }));
    expect(await rights()).toEqual(denied);
    await running.host.appRights.set(caller, none);
    expect(await rights()).toEqual({ rights: none });
  });

  test('after an earlier file, its backups included, was put back', async () => {
    const earlier = await filesIn(folderOf('app-rights'));
    expect(earlier.size).toBe(4);
    await limitTo(none);
    await restart(() => putBack(folderOf('app-rights'), earlier));
    expect(await rights()).toEqual(denied);
  });

  test('after the file was edited, between runs and under a running one', async () => {
    const widen = async () => {
      const files = await filesIn(folderOf('app-rights'));
      const narrow = [...files].filter(([, text]) => text.includes('"isReadOnly":true'));
      expect(narrow.length).toBeGreaterThanOrEqual(4);
      for (const [name, text] of narrow) {
        const wide = text.replace('"isReadOnly":true', '"isReadOnly":false');
        await writeFile(join(folderOf('app-rights'), name), wide);
      }
    };
    expect(await rights()).toEqual({ rights: limit });
    await widen();
    expect(await rights()).toEqual({ rights: limit });
    await restart();
    expect((await rights()).rights).toEqual(nothingAllowed);
    await limitTo(limit);
    await restart(widen);
    expect((await rights()).rights).toEqual(nothingAllowed);
  });

  test('after damage to the file, of which its own backup says the same', async () => {
    await restart(async () => {
      const [name = ''] = [...(await filesIn(folderOf('app-rights'))).keys()].sort();
      await writeFile(join(folderOf('app-rights'), name), '{');
    });
    expect(await rights()).toEqual({ rights: limit });
  });

  test('by the files of another Patchbay', async () => {
    const strangers = createFakeKeyStore();
    const other = await start(undefined, strangers);
    await other.host.appRights.set(caller, unlimited);
    await other.close();
    const files = await filesIn(join(other.folder, 'data', 'app-rights'));
    expect(files.size).toBe(4);
    await restart(() => putBack(folderOf('app-rights'), files));
    expect((await rights()).rights).toEqual(nothingAllowed);
  });

  test('after its server was removed, brought back and restored, and in another profile', async () => {
    await addServer('Drifting');
    await running.client.servers.remove({ name: 'drifting' });
    expect(await rights()).toEqual({ rights: limit });
    const last = await running.client.undo.last({});
    await running.client.undo.run({ id: last?.id ?? '' });
    const backups = await running.client.moving.backups({});
    await running.client.moving.restore({ id: backups[0]?.id ?? '' });
    expect(await rights()).toEqual({ rights: limit });
    const { id } = await running.client.profiles.create({ draft: { title: 'Work' } });
    await running.client.profiles.activate({ id });
    expect(await rights()).toEqual({ rights: limit });
    await restart();
    expect(await rights()).toEqual({ rights: limit });
  });
});

describe('a yes that was taken back allows nothing', () => {
  const isReady = async (name: string) => {
    await running.reached(name, 'ready');
    await running.client.catalog.refresh({ name });
  };
  beforeEach(async () => {
    await addServer('Drifting');
    await isReady('drifting');
    await running.client.approvals.choose({ name: 'drifting', choice: 'always' });
    await restart();
  });

  test('after the earlier file, its backups included, was put back', async () => {
    expect(await choiceOf('look')).toBe('always');
    const earlier = await filesIn(folderOf('approvals'));
    await running.client.approvals.choose({ name: 'drifting', choice: 'never' });
    await restart(() => putBack(folderOf('approvals'), earlier));
    expect(await choiceOf('look')).toBe('ask');
    expect((await decisions()).isIncomplete).toBe(true);
  });

  test('after the file of a no was removed, which stays known as lost', async () => {
    await running.client.approvals.choose({ name: 'drifting', choice: 'never' });
    await restart(() => rm(folderOf('approvals'), { recursive: true }));
    expect(await choiceOf('look')).toBe('ask');
    expect((await decisions()).isIncomplete).toBe(true);
  });

  test('after the server was removed and the removal taken back, in this run and the next', async () => {
    const before = await filesIn(folderOf('approvals'));
    await running.client.servers.remove({ name: 'drifting' });
    const last = await running.client.undo.last({});
    await running.client.undo.run({ id: last?.id ?? '' });
    await running.reached('drifting', 'ready');
    expect((await decisions()).isIncomplete).toBe(true);
    await restart(() => putBack(folderOf('approvals'), before));
    await running.reached('drifting', 'ready');
    expect(await choiceOf('look')).not.toBe('always');
  });

  test('under the name of a server that is its copy', async () => {
    await restart(() =>
      cp(join(folderOf('approvals'), 'drifting.json'), join(folderOf('approvals'), 'copy.json')),
    );
    await addServer('Copy');
    await isReady('copy');
    const { tools } = await running.client.approvals.get({ name: 'copy' });
    expect(tools.map(({ choice }) => choice)).toEqual(['ask']);
  });
});
