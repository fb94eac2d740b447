import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

import type { EventBatch } from '../../../src/shared/domain/events.ts';
import { foldBatch } from '../../../src/shared/domain/mirror.ts';
import {
  findProcess,
  livingDescendants,
  livingPrograms,
  waitFor,
} from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';
import { own } from '../../../src/shared/util/own.ts';

const require = createRequire(import.meta.url);
const everything = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');
const everythingDraft = {
  title: 'Everything',
  transport: { type: 'stdio' as const, command: process.execPath, args: [everything, 'stdio'] },
};

const hosts: TestHost[] = [];

async function start(options?: Parameters<typeof startTestHost>[0]): Promise<TestHost> {
  const started = await startTestHost(options);
  hosts.push(started);
  return started;
}

afterEach(async () => {
  const ended = hosts.splice(0);
  await Promise.all(ended.map((started) => started.close()));
  for (const started of ended) await started.remove();
  expect(await livingDescendants()).toEqual([]);
});

/** The error a call answers with, or a failed test when it did not. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; data: never }> {
  const answer = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(answer).toBeInstanceOf(Error);
  return answer as never;
}

async function addEverything({ client }: TestHost): Promise<string> {
  const { preview } = await client.servers.preview({ draft: everythingDraft });
  const server = await client.servers.create({
    draft: everythingDraft,
    consent: preview?.consent,
  });
  return server.name;
}

async function callTool(
  { client }: TestHost,
  name: string,
  tool: string,
  args: Record<string, unknown>,
  signal?: AbortSignal,
) {
  const progress = [];
  for await (const event of await client.catalog.callTool({ name, tool, args }, { signal })) {
    if (event.kind === 'result') return { progress, result: event.result };
    progress.push(event.progress);
  }
  throw new Error('the call ended without a result');
}

test('a program is started only after consent to exactly that, and once', async () => {
  const started = await start();
  const { client } = started;
  const refused = await refusal(client.servers.create({ draft: everythingDraft }));
  expect(refused.code).toBe('CONSENT_REQUIRED');
  expect(await livingPrograms()).toEqual([]);
  expect(started.host.registry.list()).toEqual([]);

  const name = await addEverything(started);
  const state = await started.reached(name, 'ready');
  expect(state.serverInfo.name).toContain('everything');
  expect(await livingPrograms()).toHaveLength(1);
  const catalog = await client.catalog.get({ name });
  expect(catalog?.tools.map((tool) => tool.name)).toContain('echo');
  await waitFor('the finding', async () => {
    const { inspection } = await client.servers.get({ name });
    return inspection.status === 'passed';
  });

  const echoed = await callTool(started, name, 'echo', { message: 'hello' });
  expect(echoed.result).toMatchObject({ isError: false, content: [{ type: 'text' }] });
  expect(await livingPrograms()).toHaveLength(1);
});

test('progress arrives while a tool runs, and ending the call cancels it', async () => {
  const started = await start({ seedSample: true });
  started.host.start();
  await started.reached('sample', 'ready');
  const tools = (await started.client.catalog.get({ name: 'sample' }))?.tools ?? [];
  const slow = tools.find(({ name }) => name === 'slow');
  expect(slow).toBeDefined();
  const { progress, result } = await callTool(started, 'sample', 'slow', {});
  expect(progress.length).toBeGreaterThan(1);
  expect(result.isError).toBe(false);

  const controller = new AbortController();
  const calling = await started.client.catalog.callTool(
    { name: 'sample', tool: 'slow', args: {} },
    { signal: controller.signal },
  );
  await calling.next();
  controller.abort();
  await expect(calling.next()).rejects.toThrow();
  const log = await waitFor('the cancelled call in the log', async () => {
    const entries = await started.client.logs.tail({ name: 'sample' });
    return entries.find(({ text }) => text.includes('CANCELLED'));
  });
  expect(log.text).toContain('tools/call slow');
});

test('arguments the schema refuses never reach the server and name the field', async () => {
  const started = await start({ seedSample: true });
  started.host.start();
  await started.reached('sample', 'ready');
  const refused = await refusal(callTool(started, 'sample', 'add', { a: 'one', b: 2 }));
  expect(refused).toMatchObject({
    code: 'INVALID_ARGUMENTS',
    data: { problems: [{ path: 'a', severity: 'error' }] },
  });
  const log = await started.client.logs.tail({ name: 'sample' });
  expect(log.some(({ text }) => text.includes('tools/call add'))).toBe(false);
});

test('everything is there after a restart, browsable before anything connects', async () => {
  const before = await start();
  const name = await addEverything(before);
  await before.reached(name, 'ready');
  const catalog = await before.client.catalog.get({ name });
  await before.close();
  expect(await livingPrograms()).toEqual([]);

  const after = await start({ folder: before.folder });
  const snapshot = await after.client.app.snapshot({});
  expect(snapshot.servers.map((server) => server.title)).toEqual(['Everything']);
  expect(own(snapshot.states, name)).toEqual({ kind: 'idle' });
  expect(own(snapshot.catalogs, name)?.tools).toBe(catalog?.tools.length);
  expect(await after.client.catalog.get({ name })).toEqual(catalog);
  expect(await livingPrograms()).toEqual([]);

  await after.client.app.painted({});
  await after.reached(name, 'ready');
});

test('an update makes the connection stale and replaces it', async () => {
  const started = await start();
  const name = await addEverything(started);
  const first = await started.reached(name, 'ready');
  await started.client.servers.update({
    name,
    draft: { ...everythingDraft, title: 'Renamed', timeouts: { callMs: 5_000 } },
    consent: (await started.client.servers.launchPreview({ name })).consent,
  });
  const second = await waitFor('another process', () => {
    const state = started.host.pool.status(name);
    return state?.kind === 'ready' && state.pid !== first.pid ? state : undefined;
  });
  expect(second.pid).not.toBe(first.pid);
  expect(await findProcess(first.pid ?? 0)).toBeUndefined();
  expect(await livingPrograms()).toHaveLength(1);
});

test('removal ends the process and drops catalog, log and secrets', async () => {
  const started = await start();
  const { client, folder } = started;
  const draft = {
    ...everythingDraft,
    transport: {
      ...everythingDraft.transport,
      env: { TOKEN: { kind: 'secret' as const, value: 'canary-7f3a' } },
    },
  };
  const { preview } = await client.servers.preview({ draft });
  const { name } = await client.servers.create({ draft, consent: preview?.consent });
  await started.reached(name, 'ready');
  expect(JSON.stringify(await client.servers.get({ name }))).not.toContain('canary-7f3a');
  expect(JSON.stringify(await client.app.snapshot({}))).not.toContain('canary-7f3a');

  await client.servers.remove({ name });
  expect(await livingPrograms()).toEqual([]);
  expect((await refusal(client.servers.get({ name }))).code).toBe('NOT_FOUND');
  expect((await refusal(client.logs.tail({ name }))).code).toBe('NOT_FOUND');
  await started.close();
  const files = await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
  expect(texts.join('\n')).not.toContain('canary-7f3a');
  expect(JSON.parse(await readFile(join(folder, 'data', 'vault.json'), 'utf8'))).toMatchObject({
    value: { records: {} },
  });
});

test('a server that fails is kept with its reason and can be inspected again', async () => {
  const started = await start();
  const { client } = started;
  const draft = {
    title: 'Nowhere',
    transport: { type: 'stdio' as const, command: 'surely-no-such-command' },
  };
  const { preview } = await client.servers.preview({ draft });
  const { name } = await client.servers.create({ draft, consent: preview?.consent });
  const state = await started.reached(name, 'failed');
  expect(state.failure.code).toBe('COMMAND_NOT_FOUND');
  expect(state.failure.params['command']).toBe('surely-no-such-command');
  await waitFor('the finding', async () => {
    const { inspection } = await client.servers.get({ name });
    return inspection.status === 'failed';
  });

  const again = await client.servers.reinspect({ name });
  expect(again.state.kind).toBe('failed');
  const fixed = await client.servers.preview({ draft: everythingDraft });
  await client.servers.update({ name, draft: everythingDraft, consent: fixed.preview?.consent });
  await started.reached(name, 'ready');
  await waitFor('the new finding', async () => {
    const { inspection } = await client.servers.get({ name });
    return inspection.status === 'passed';
  });
  expect((await refusal(client.servers.reinspect({ name }))).code).toBe('NOT_FAILED');
  expect((await refusal(client.servers.reinspect({ name: 'nobody' }))).code).toBe('NOT_FOUND');
});

test('a killed server is told at once and comes back by itself', async () => {
  const started = await start();
  const name = await addEverything(started);
  const { pid } = await started.reached(name, 'ready');
  const events = await started.client.events.subscribe({});
  process.kill(pid ?? 0, 'SIGKILL');
  const told = await firstStateOtherThanReady(events, name);
  expect(['waiting', 'connecting']).toContain(told);
  const back = await waitFor('another process', () => {
    const state = started.host.pool.status(name);
    return state?.kind === 'ready' && state.pid !== pid ? state : undefined;
  });
  expect(back.pid).toBeGreaterThan(0);
});

async function firstStateOtherThanReady(events: AsyncIterable<EventBatch>, name: string) {
  for await (const batch of events) {
    for (const event of batch.events) {
      if (event.kind !== 'connection-changed' || event.name !== name) continue;
      if (event.state.kind !== 'ready') return event.state.kind;
    }
  }
  throw new Error('the events ended');
}

test('variables are asked for, filled in at use, and never readable', async () => {
  const started = await start();
  const { client } = started;
  const draft = {
    ...everythingDraft,
    transport: {
      ...everythingDraft.transport,
      env: { SOME_TOKEN: { kind: 'text' as const, text: '{{TOKEN}}' } },
    },
    variables: [{ name: 'TOKEN', title: 'Token' }],
  };
  const { preview } = await client.servers.preview({ draft });
  const { name } = await client.servers.create({ draft, consent: preview?.consent });
  const waiting = await started.reached(name, 'needs-setup');
  expect(waiting.missing).toEqual([{ kind: 'variable', name: 'TOKEN', title: 'Token' }]);
  expect(await client.variables.flags({ name })).toEqual({ TOKEN: false });
  expect((await refusal(client.variables.set({ name, variable: 'OTHER', value: 'x' }))).code).toBe(
    'UNKNOWN_VARIABLE',
  );

  await client.variables.set({ name, variable: 'TOKEN', value: 'canary-value' });
  expect(await client.variables.flags({ name })).toEqual({ TOKEN: true });
  await client.connections.connect({ name });
  await started.reached(name, 'ready');
  const env = await callTool(started, name, 'get-env', {});
  // The program got it, and what it repeats of it is blanked.
  expect(JSON.stringify(env.result)).toContain('\\"SOME_TOKEN\\": \\"•••\\"');
  await client.variables.clear({ name, variable: 'TOKEN' });
  expect(await client.variables.flags({ name })).toEqual({ TOKEN: false });
});

test('a payload that does not fit is refused, logged, and reaches nothing', async () => {
  const started = await start();
  const { client } = started;
  const loose = client as never as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  const hostile: [string, string, unknown][] = [
    ['servers', 'get', { name: '../../etc/passwd' }],
    ['servers', 'create', null],
    ['servers', 'list', { limit: 1e9 }],
    ['connections', 'connect', { name: 5 }],
    ['variables', 'set', { name: 'a', variable: 'b', value: { toString: 'x' } }],
    ['settings', 'update', { theme: 'pink' }],
  ];
  for (const [group, call, input] of hostile) {
    // eslint-disable-next-line patchbay/names-are-data -- the client is a proxy that owns nothing
    const asked = loose[group]?.[call]?.(input) ?? Promise.resolve();
    expect((await refusal(asked)).code).toBe('BAD_REQUEST');
  }
  // A draft is what a person typed, so each problem is said at its field.
  const untitled = loose['servers']?.['create']?.({ draft: { title: '' } }) ?? Promise.resolve();
  expect((await refusal(untitled)).code).toBe('INVALID');
  expect((await refusal(loose['servers']?.['nothing']?.({}) ?? Promise.resolve())).code).toBe(
    'NOT_FOUND',
  );
  expect(
    started.logged.filter(({ level, message }) => level === 'warn' && message === 'refused a call'),
  ).toHaveLength(hostile.length);
  expect(started.host.registry.list()).toEqual([]);
});

test('a mirror that follows the events equals a fresh snapshot', async () => {
  const started = await start({ seedSample: true });
  const { client } = started;
  const events = await client.events.subscribe({});
  let mirror = await client.app.snapshot({});
  const following = (async () => {
    for await (const batch of events) {
      const folded = foldBatch(mirror, batch);
      expect(folded.kind).not.toBe('gap');
      if (folded.kind === 'folded') mirror = folded.snapshot;
    }
  })().catch(() => undefined);
  await client.app.painted({});
  const name = await addEverything(started);
  await started.reached(name, 'ready');
  await client.servers.setEnabled({ name, enabled: false });
  await started.reached(name, 'disabled');
  await client.settings.update({ theme: 'dark' });
  await client.servers.remove({ name: 'sample' });
  await waitFor('the mirror', async () => {
    const { seq, ...truth } = await client.app.snapshot({});
    const { seq: mirrored, ...copy } = mirror;
    return mirrored >= seq && JSON.stringify(copy) === JSON.stringify(truth);
  });
  await started.close();
  await following;
});

test('a second host on the same folder reads, says so, and cannot write', async () => {
  const first = await start();
  const second = await start({ folder: first.folder });
  expect((await second.client.app.snapshot({})).notices.map(({ code }) => code)).toEqual([
    'DATA_FOLDER_IN_USE',
  ]);
  const refused = await refusal(
    second.client.servers.create({
      draft: { title: 'Late', transport: { type: 'built-in', id: 'sample' } },
    }),
  );
  expect(refused).toMatchObject({ code: 'STORAGE_FAILED', data: { reason: 'LOCKED' } });
});

test('a data folder that cannot be is said in the window, and nothing is claimed to be saved', async () => {
  const parent = await start();
  const blocked = join(parent.folder, 'blocked');
  await writeFile(blocked, 'a file where a folder should be');
  const started = await start({ folder: blocked });
  const snapshot = await started.client.app.snapshot({});
  expect(snapshot.notices.map(({ code }) => code)).toContain('STORAGE_FAILED');
  const refused = await refusal(
    started.client.servers.create({
      draft: { title: 'Sample', transport: { type: 'built-in', id: 'sample' } },
    }),
  );
  expect(refused.code).toBe('STORAGE_FAILED');
  expect((await started.client.app.snapshot({})).servers).toEqual([]);
});
