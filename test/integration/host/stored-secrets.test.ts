import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import type { SecretPlace } from '../../../src/shared/domain/stored-secret.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost, type TestHost } from '../../support/test-host.ts';

const tokenHolder = join(import.meta.dirname, '../../fixtures/servers/stdio/token-holder.mjs');

async function start(options: Parameters<typeof startTestHost>[0] = {}): Promise<TestHost> {
  const running = await startTestHost(options);
  onTestFinished(() => running.remove());
  return running;
}

async function add({ client }: TestHost, draft: ServerDraftInput): Promise<string> {
  const { preview } = await client.servers.preview({ draft });
  const consent = preview?.consent;
  return (await client.servers.create({ draft: draft, consent })).name;
}

const secret = (value: string) => ({ kind: 'secret', value }) as const;
const program: ServerDraftInput = {
  title: 'Program',
  transport: {
    type: 'stdio',
    command: process.execPath,
    args: [tokenHolder],
    env: { TOKEN: secret('env-canary'), PLAIN: { kind: 'text', text: '{{NAME}}' } },
  },
  variables: [{ name: 'NAME' }],
};
const address: ServerDraftInput = {
  title: 'Address',
  start: 'manual',
  enabled: false,
  transport: {
    type: 'streamable-http',
    url: 'http://127.0.0.1:9/mcp',
    headers: { 'X-Dotted.Name': secret('header-canary') },
  },
  auth: { type: 'api-key', placement: 'bearer', key: secret('key-canary') },
};
const client: ServerDraftInput = {
  title: 'Client',
  start: 'manual',
  enabled: false,
  transport: { type: 'streamable-http', url: 'http://127.0.0.1:9/mcp' },
  auth: { type: 'oauth', clientId: 'us', clientSecret: secret('client-canary') },
};

async function withAll(options: Parameters<typeof startTestHost>[0] = {}): Promise<TestHost> {
  const running = await start(options);
  for (const draft of [program, address, client]) await add(running, draft);
  const set = { name: 'program', variable: 'NAME', value: 'variable-canary' };
  await running.client.variables.set(set);
  return running;
}

const places: readonly (readonly [server: string, place: SecretPlace])[] = [
  ['address', { kind: 'header', name: 'X-Dotted.Name' }],
  ['address', { kind: 'api-key' }],
  ['client', { kind: 'client-secret' }],
  ['program', { kind: 'variable', name: 'NAME', profile: 'personal' }],
  ['program', { kind: 'env', name: 'TOKEN' }],
];

async function stored({ client: { vault } }: TestHost): Promise<string[]> {
  const { items } = await vault.contents({});
  return items.map(({ server, place, reading }) => {
    const name = 'name' in place ? ` ${place.name}` : '';
    return `${server}: ${place.kind}${name} ${reading}`;
  });
}

async function sealedRecords({ folder }: TestHost): Promise<number> {
  const text = await readFile(join(folder, 'data', 'vault.json'), 'utf8').catch(() => '');
  return text.match(/"purpose":"server-secret"/g)?.length ?? 0;
}

describe('what is stored', () => {
  it('is listed by server and place, and never said', async () => {
    const running = await withAll();
    const answer = await running.client.vault.contents({});
    expect(answer.items.map(({ server, place }) => [server, place])).toEqual(places);
    expect(new Set(answer.items.map(({ reading }) => reading))).toEqual(new Set(['readable']));
    expect(JSON.stringify(answer)).not.toMatch(/canary|ciphertext/);
  });

  it.each(places)('%s %j is removed alone', async (server, place) => {
    const running = await withAll();
    const before = await stored(running);
    await running.client.vault.remove({ server, place });
    expect(await sealedRecords(running)).toBe(places.length - 1);
    const after = await stored(running);
    // A variable is asked for again; what the definition needs stays listed as missing.
    const gone = before.filter((line) => !after.includes(line));
    expect(gone).toHaveLength(1);
    expect(after.filter((line) => line.endsWith('missing'))).toHaveLength(
      place.kind === 'variable' ? 0 : 1,
    );
  });

  it('is refused where there is nothing', async () => {
    const { client: calls } = await withAll();
    const refused = async (server: string, place: SecretPlace) =>
      calls.vault.remove({ server, place }).catch((error: { code: string }) => error.code);
    expect(await refused('program', { kind: 'api-key' })).toBe('NOT_STORED');
    expect(await refused('program', { kind: 'env', name: 'PLAIN' })).toBe('NOT_STORED');
    expect(await refused('nobody', { kind: 'api-key' })).toBe('NOT_FOUND');
  });

  it('makes a server in use say what it needs once it was removed', async () => {
    const running = await withAll();
    running.host.pool.connect('program', 'user');
    await running.reached('program', 'ready');
    await running.client.vault.remove({ server: 'program', place: places[3]?.[1] as SecretPlace });
    expect(await running.reached('program', 'needs-setup')).toMatchObject({
      missing: [{ kind: 'variable', name: 'NAME' }],
    });
    await running.client.variables.set({ name: 'program', variable: 'NAME', value: 'again' });
    running.host.pool.connect('program', 'user');
    await running.reached('program', 'ready');
    await running.client.vault.remove({ server: 'program', place: places[4]?.[1] as SecretPlace });
    const place = places[4]?.[1] as SecretPlace;
    expect(await running.reached('program', 'needs-setup')).toEqual({
      kind: 'needs-setup',
      missing: [{ kind: 'secret', place }],
    });
    await running.client.vault.enter({ server: 'program', place, value: 'once more' });
    await running.reached('program', 'ready');
  });
});

describe('everything', () => {
  it('is removed at once, sign-ins included, and servers say what they need', async () => {
    const server = await startOAuthServer();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const running = await withAll();
    await add(running, {
      title: 'Notes',
      transport: { type: 'streamable-http', url: server.mcpUrl },
    });
    await running.reached('notes', 'needs-sign-in');
    await running.client.signIn.begin({ name: 'notes' });
    const { url } = await createOAuthBrowser().visit(running.opened[0] ?? '');
    await running.host.openLink(url);
    await running.reached('notes', 'ready');
    running.host.pool.connect('program', 'user');
    await running.reached('program', 'ready');
    expect(await stored(running)).toContain('notes: sign-in readable');

    await running.client.vault.removeAll({});
    expect(server.count('/token/revocation')).toBeGreaterThan(0);
    await running.reached('notes', 'needs-sign-in');
    await running.reached('program', 'needs-setup');
    expect(await sealedRecords(running)).toBe(0);
    const names = await readdir(join(running.folder, 'data'), { recursive: true });
    expect(names.filter((name) => /grant-|client-|flow-|vault\.json\.\d/.test(name))).toEqual([]);

    await running.client.signIn.begin({ name: 'notes' });
    const again = await createOAuthBrowser().visit(running.opened[1] ?? '');
    await running.host.openLink(again.url);
    await running.reached('notes', 'ready');
    await running.close();
    const next = await start({ folder: running.folder });
    expect(await stored(next)).toContain('notes: sign-in readable');
  });

  it('can be removed while it is locked', async () => {
    const keys = createFakeKeyStore();
    const before = await withAll({ keys });
    await before.close();
    keys.unprotectError = { code: 'LOCKED', detail: 'prompt dismissed' };
    const running = await start({ folder: before.folder, keys });
    expect((await stored(running)).every((line) => line.endsWith('locked'))).toBe(true);
    await running.client.vault.removeAll({});
    expect(await sealedRecords(running)).toBe(0);
    expect((await stored(running)).every((line) => line.endsWith('missing'))).toBe(true);
  });
});

describe('a keychain that does not open', () => {
  it('is said, loses nothing, and lets servers go on once it does', async () => {
    const keys = createFakeKeyStore();
    const before = await withAll({ keys });
    await before.close();
    keys.unprotectError = { code: 'LOCKED', detail: 'prompt dismissed' };
    const running = await start({ folder: before.folder, keys });
    running.host.start();
    await running.reached('program', 'failed');
    expect(running.host.snapshot()).toMatchObject({
      vault: { state: 'locked', backend: 'fake' },
      notices: [{ code: 'VAULT_LOCKED' }],
    });
    expect((await running.client.vault.contents({})).detail).toBe('prompt dismissed');
    expect(await running.client.vault.tryAgain({})).toMatchObject({ state: 'locked' });
    keys.unprotectError = undefined;
    expect(await running.client.vault.tryAgain({})).toMatchObject({ state: 'ready' });
    await running.reached('program', 'ready');
    expect(running.host.snapshot().notices).toEqual([]);
  });

  it('can be given up, with what it protected kept and asked for again', async () => {
    const keys = createFakeKeyStore();
    const before = await withAll({ keys });
    await before.close();
    keys.keys.clear();
    const running = await start({ folder: before.folder, keys });
    running.host.start();
    await running.reached('program', 'failed');
    expect(running.host.snapshot().notices).toMatchObject([{ code: 'VAULT_KEY_MISSING' }]);
    expect(await running.client.vault.startOver({})).toEqual({ state: 'ready', backend: 'fake' });
    await running.reached('program', 'needs-setup');
    expect(await sealedRecords(running)).toBe(places.length);
    const view = await running.client.servers.get({ name: 'program' });
    expect(view.transport).toMatchObject({ env: { TOKEN: { kind: 'secret', isSet: false } } });
  });

  it('is no reason to write a secret to the disk where there never was one', async () => {
    const keys = createFakeKeyStore();
    keys.present = undefined;
    const running = await withAll({ keys });
    expect(running.host.snapshot()).toMatchObject({
      vault: { state: 'memory-only' },
      notices: [{ code: 'VAULT_MEMORY_ONLY' }],
    });
    expect(new Set((await stored(running)).map((line) => line.split(' ').at(-1)))).toEqual(
      new Set(['readable']),
    );
    await expect(stat(join(running.folder, 'data', 'vault.json'))).rejects.toThrow('ENOENT');
  });
});

describe('secrets a crash has left without a server', () => {
  async function crashed(): Promise<TestHost> {
    const before = await withAll();
    const file = join(before.folder, 'data', 'servers.json');
    const servers = await readFile(file);
    await add(before, { ...client, title: 'Another' });
    await before.close();
    await writeFile(file, servers);
    expect(await sealedRecords(before)).toBe(places.length + 1);
    return before;
  }

  it('go with the next start', async () => {
    const before = await crashed();
    const running = await start({ folder: before.folder });
    running.host.start();
    await running.host.started;
    expect(await sealedRecords(running)).toBe(places.length);
    expect((await stored(running)).every((line) => line.endsWith('readable'))).toBe(true);
  });

  it('stay when a server could not be read', async () => {
    const before = await crashed();
    // As a person would break it: the envelope is written anew by the store of a test.
    const { createDocumentStore } = await import('../../../src/main/node/document-store.ts');
    const { registryFileSchema } = await import('../../../src/main/registry/registry-file.ts');
    const store = createDocumentStore({
      path: join(before.folder, 'data', 'servers.json'),
      schemaVersion: 1,
      schema: registryFileSchema,
      migrations: {},
    });
    const load = await store.load();
    if (load.status !== 'loaded') throw new Error(load.status);
    await store.save({ servers: [...load.value.servers, { name: 'broken' }] });
    const running = await start({ folder: before.folder });
    running.host.start();
    await running.host.started;
    await waitFor('the notice', () => running.host.snapshot().notices.length > 0);
    expect(await sealedRecords(running)).toBe(places.length + 1);
  });
});
