import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { describe, expect, onTestFinished, test } from 'vitest';

import { launchFingerprint } from '../../../src/main/trust/launch-fingerprint.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

interface File {
  readonly value: { servers: Record<string, unknown>[] };
}

async function start(folder?: string): Promise<TestHost> {
  const started = await startTestHost(folder === undefined ? {} : { folder });
  onTestFinished(() => started.remove());
  return started;
}

const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };
const pathOf = ({ folder }: TestHost, name = 'servers.json') => join(folder, 'data', name);
const noticeCodes = ({ host }: TestHost) => host.snapshot().notices.map(({ code }) => code);
const titles = ({ host }: TestHost) => host.snapshot().servers.map(({ title }) => title);

/** Changes the file as a person does with an editor: indented, the checksum left as it is. */
async function edit(
  running: TestHost,
  change: (servers: Record<string, unknown>[]) => Record<string, unknown>[],
): Promise<void> {
  const file = JSON.parse(await readFile(pathOf(running), 'utf8')) as File;
  file.value.servers = change(file.value.servers);
  await writeFile(pathOf(running), JSON.stringify(file, null, 2));
}

describe('a file that somebody else changes', () => {
  test('is taken over as a difference: only what changed is replaced', async () => {
    const running = await start();
    const { client, host, reached } = running;
    for (const title of ['One', 'Two', 'Three'])
      await client.servers.create({ draft: { ...sample, title } });
    const one = await reached('one', 'ready');
    const two = await reached('two', 'ready');
    await reached('three', 'ready');
    await edit(running, (servers) =>
      servers
        .filter(({ name }) => name !== 'three')
        .map((server) =>
          server['name'] === 'one'
            ? { ...server, title: 'The first' }
            : { ...server, timeouts: { callMs: 5_000 } },
        ),
    );
    await waitFor('the new titles', () => titles(running).join() === 'The first,Two');
    expect(host.pool.status('one')).toEqual(one);
    expect(host.pool.status('three')).toBeUndefined();
    await waitFor('a new connection', () => {
      const state = host.pool.status('two');
      return state?.kind === 'ready' && state.since > two.since;
    });
    expect(noticeCodes(running)).toEqual(['FILE_EDITED']);
    await client.servers.setEnabled({ name: 'one', enabled: false });
    expect(JSON.parse(await readFile(pathOf(running), 'utf8'))).toMatchObject({
      value: { servers: [{ title: 'The first', enabled: false }, { title: 'Two' }] },
    });
  });

  test('starts no program that nobody agreed to here, whatever the file says', async () => {
    const running = await start();
    const { client, host, reached } = running;
    const stdio = (marker: string) => ({
      type: 'stdio' as const,
      command: process.execPath,
      args: ['-e', `console.error(${JSON.stringify(marker)}); process.stdin.resume()`],
      env: {},
    });
    const draft = { title: 'Old', transport: stdio('agreed'), start: 'on-launch' as const };
    const consent = launchFingerprint(draft);
    await client.servers.create({ draft, consent });
    await reached('old', 'connecting', 'ready');
    const evil = { transport: stdio('evil'), consent };
    await edit(running, ([old = {}]) => [
      { ...old, ...evil, consent: launchFingerprint({ transport: stdio('evil') }) },
      { ...old, ...evil, name: 'new', title: 'New' },
    ]);
    await waitFor('the new server', () => titles(running).includes('New'));
    host.pool.connect('new');
    host.pool.connect('old');
    expect(await reached('new', 'needs-setup')).toMatchObject({ missing: [{ kind: 'consent' }] });
    expect(await reached('old', 'needs-setup')).toMatchObject({ missing: [{ kind: 'consent' }] });
    const logged = JSON.stringify(
      ['new', 'old'].map((name) => host.log.tail(name, { limit: 1_000 })),
    );
    expect(logged).not.toContain('evil');
  });

  test('is not our own save', async () => {
    const running = await start();
    const { client, host } = running;
    for (const title of ['One', 'Two', 'Three'])
      await client.servers.create({ draft: { ...sample, title, enabled: false } });
    await client.profiles.create({ draft: { title: 'Work' } });
    const { seq } = host.snapshot();
    // Longer than a change takes to be noticed.
    await delay(600);
    expect(host.snapshot().seq).toBe(seq);
    expect(noticeCodes(running)).toEqual([]);
  });

  test('changes nothing while it is damaged, says where, and is kept when we save', async () => {
    const running = await start();
    const { client, host } = running;
    await client.servers.create({ draft: { ...sample, enabled: false } });
    const good = await readFile(pathOf(running), 'utf8');
    await writeFile(pathOf(running), good.replace('"value":', '\n"value"'));
    const notice = await waitFor('the notice', () => host.snapshot().notices[0]);
    expect(notice).toMatchObject({
      code: 'FILE_NOT_RELOADED',
      params: { file: 'servers.json', place: expect.stringContaining('line 2,') as string },
    });
    expect(titles(running)).toEqual(['Sample']);
    await writeFile(pathOf(running), good.replace('"Sample"', '"Mended"'));
    await waitFor('the mended file', () => titles(running).join() === 'Mended');
    expect(noticeCodes(running)).toEqual(['FILE_EDITED']);

    await writeFile(pathOf(running), '{ half');
    await client.servers.create({ draft: { ...sample, title: 'Later', enabled: false } });
    const names = await readdir(join(running.folder, 'data'));
    const aside = names.filter((name) => name.startsWith('servers.json.damaged-'));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(running.folder, 'data', aside[0] ?? ''), 'utf8')).toBe('{ half');
    expect(JSON.parse(await readFile(pathOf(running), 'utf8'))).toMatchObject({
      value: { servers: [{ title: 'Mended' }, { title: 'Later' }] },
    });
  });

  test('keeps the record of a server that cannot be read, and says which part it is', async () => {
    const running = await start();
    const { client, host } = running;
    await client.servers.create({ draft: { ...sample, enabled: false } });
    await client.servers.create({ draft: { ...sample, title: 'Other', enabled: false } });
    await edit(running, ([first = {}, ...rest]) => [{ ...first, transport: { type: 7 } }, ...rest]);
    await waitFor('the notice', () => noticeCodes(running).includes('SERVER_RECORD_INVALID'));
    expect(host.snapshot().notices.at(-1)?.params['path']).toBe('servers.0.transport.type');
    expect(titles(running)).toEqual(['Other']);
    await edit(running, ([first = {}, ...rest]) => [
      { ...first, transport: sample.transport },
      ...rest,
    ]);
    await waitFor('both servers', () => titles(running).length === 2);
    expect(noticeCodes(running)).toEqual(['FILE_EDITED']);
  });

  test('is never replaced unseen by a save of ours', async () => {
    const running = await start();
    const { client, host } = running;
    await client.servers.create({ draft: { ...sample, enabled: false } });
    for (let round = 1; round <= 10; round += 1) {
      const title = `Edited ${String(round)}`;
      await Promise.all([
        edit(running, ([first = {}, ...rest]) => [{ ...first, title }, ...rest]).then(() =>
          client.servers.create({ draft: { ...sample, title: `Ours`, enabled: false } }),
        ),
        client.servers.setEnabled({ name: 'sample', enabled: round % 2 === 0 }),
      ]);
      const { value } = JSON.parse(await readFile(pathOf(running), 'utf8')) as File;
      const names = new Set(value.servers.map(({ name }) => name));
      expect(names.size).toBe(value.servers.length);
      expect(names.size).toBe(host.snapshot().servers.length);
    }
    expect(host.snapshot().servers.filter(({ title }) => title.startsWith('Ours'))).toHaveLength(
      10,
    );
  });

  test('may be that of the profiles', async () => {
    const running = await start();
    const { client, host, reached } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({
      draft: { ...sample, scope: { kind: 'private', profiles: ['work'] } },
    });
    const path = pathOf(running, 'profiles.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"activeId":"personal"', '"activeId":"work"'));
    await reached('sample', 'ready');
    expect(host.snapshot().profiles.activeId).toBe('work');
    expect(noticeCodes(running)).toEqual(['FILE_EDITED']);
  });

  test('is used at the next start too, and said', async () => {
    const running = await start();
    await running.client.servers.create({ draft: { ...sample, enabled: false } });
    await running.close();
    await edit(running, ([first = {}]) => [{ ...first, title: 'By hand' }]);
    const next = await start(running.folder);
    expect(titles(next)).toEqual(['By hand']);
    expect(noticeCodes(next)).toEqual(['FILE_EDITED']);
  });
});
