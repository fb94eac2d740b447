import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { seal } from '../../../src/main/node/documents/document-store-envelope.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import type { SecretPlace } from '../../../src/shared/domain/stored-secret.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

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
  test('is listed by server and place, and never said', async () => {
    const running = await withAll();
    const answer = await running.client.vault.contents({});
    expect(answer.items.map(({ server, place }) => [server, place])).toEqual(places);
    expect(new Set(answer.items.map(({ reading }) => reading))).toEqual(new Set(['readable']));
    expect(JSON.stringify(answer)).not.toMatch(/canary|ciphertext/);
  });

  test.each(places)('%s %j is removed alone', async (server, place) => {
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

  test('is refused where there is nothing', async () => {
    const { client: calls } = await withAll();
    const refused = async (server: string, place: SecretPlace) =>
      calls.vault.remove({ server, place }).catch((error: { code: string }) => error.code);
    expect(await refused('program', { kind: 'api-key' })).toBe('NOT_STORED');
    expect(await refused('program', { kind: 'env', name: 'PLAIN' })).toBe('NOT_STORED');
    expect(await refused('nobody', { kind: 'api-key' })).toBe('NOT_FOUND');
  });

  test('makes a server in use say what it needs once it was removed', async () => {
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
  test('is removed at once, sign-ins included, and servers say what they need', async () => {
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

  test('can be removed while it is locked', async () => {
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
  test('is said, loses nothing, and lets servers go on once it does', async () => {
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

  test('can be given up, with what it protected kept and asked for again', async () => {
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

  test('is no reason to write a secret to the disk where there never was one', async () => {
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

describe('secrets without a server', () => {
  const path = ({ folder }: TestHost, name: string) => join(folder, 'data', name);

  async function restarted(before: TestHost): Promise<TestHost> {
    const running = await start({ folder: before.folder });
    running.host.start();
    await running.host.started;
    return running;
  }

  /** As a crash between putting a secret and saving its server leaves the files. */
  async function crashed(): Promise<TestHost> {
    const before = await withAll();
    const servers = await readFile(path(before, 'servers.json'));
    const known = new Set(await recordIds(before));
    await add(before, { ...client, title: 'Another' });
    await before.close();
    await writeFile(path(before, 'servers.json'), servers);
    const unreferenced = (await recordIds(before)).filter((id) => !known.has(id));
    expect(unreferenced).toHaveLength(1);
    await changeVault(before, (vault) => ({ ...vault, unreferenced }));
    return before;
  }

  test('go with the next start after a crash before their server was saved', async () => {
    const running = await restarted(await crashed());
    expect(await sealedRecords(running)).toBe(places.length);
    expect((await stored(running)).every((line) => line.endsWith('readable'))).toBe(true);
  });

  test.each([
    ['was edited', (text: string) => text.replace('"Address"', '"Edited"')],
    [
      'holds a server that cannot be read',
      (text: string) => text.replace('"address"', '"Ad dress"'),
    ],
  ])('stay while the file %s', async (_, change) => {
    const before = await crashed();
    const text = await readFile(path(before, 'servers.json'), 'utf8');
    await writeFile(path(before, 'servers.json'), change(text));
    const running = await restarted(before);
    expect(await sealedRecords(running)).toBe(places.length + 1);
  });

  test.each([
    [
      'one wrong character in a reference',
      (text: string) => text.replace(/"secretId":"./, '"secretId":"z'),
    ],
    ['a server that is not in the file for a while', withoutServer('address')],
    ['no servers at all for a while', () => '{"format":"patchbay-document"'],
  ])('%s costs no secret, whatever is done meanwhile', async (_, change) => {
    const before = await withAll();
    await before.close();
    const file = path(before, 'servers.json');
    const good = await readFile(file, 'utf8');
    await writeFile(file, change(good));
    const meanwhile = await restarted(before);
    // What is saved now is no edit with the next start.
    await add(meanwhile, { title: 'New', transport: { type: 'built-in', id: 'sample' } });
    await meanwhile.close();
    await (await restarted(before)).close();
    await writeFile(file, good);
    const after = await restarted(before);
    const lines = await stored(after);
    expect(lines).toHaveLength(places.length);
    expect(lines.every((line) => line.endsWith('readable'))).toBe(true);
  });

  test('of a removed server go with the next start, those of one that came back stay', async () => {
    const running = await withAll();
    await running.client.servers.remove({ name: 'address' });
    await running.client.servers.remove({ name: 'client' });
    await running.client.undo.run({ id: (await running.client.undo.last({}))?.id ?? '' });
    // As after a crash: nothing of what ends is tidied up.
    const vault = await readFile(path(running, 'vault.json'));
    await running.close();
    await writeFile(path(running, 'vault.json'), vault);
    const after = await restarted(running);
    expect(await sealedRecords(after)).toBe(places.length - 2);
    expect((await stored(after)).every((line) => line.endsWith('readable'))).toBe(true);
  });
});

describe('secrets that no server refers to any more', () => {
  test('stay where the vault’s file was edited to say that they were never used', async () => {
    const before = await withAll();
    const ids = await recordIds(before);
    await before.close();
    const [servers, vault] = ['servers.json', 'vault.json'].map((name) =>
      join(before.folder, 'data', name),
    );
    if (servers === undefined || vault === undefined) throw new Error('paths');
    const file = JSON.parse(await readFile(servers, 'utf8')) as { schemaVersion: number };
    await writeFile(servers, seal(file.schemaVersion, JSON.stringify({ servers: [] })));
    const { value, ...envelope } = await readVault(before);
    const edited = { ...envelope, value: { ...value, unreferenced: ids } };
    await writeFile(vault, JSON.stringify(edited));
    const after = await start({ folder: before.folder });
    after.host.start();
    await after.host.started;
    expect(await recordIds(after)).toEqual(ids);
  });

  const strays = async ({ client }: TestHost) => (await client.vault.contents({})).strays;

  test('are listed by their server and removed by a click, and nothing else with them', async () => {
    const before = await withAll();
    const text = await readFile(join(before.folder, 'data', 'servers.json'), 'utf8');
    await before.close();
    await writeFile(join(before.folder, 'data', 'servers.json'), withoutServer('address')(text));
    const running = await start({ folder: before.folder });
    running.host.start();
    await running.host.started;
    expect(await strays(running)).toEqual([{ server: 'address', count: 2, isInBackup: false }]);
    await running.client.vault.removeStrays({ server: null });
    await running.client.vault.removeStrays({ server: 'program' });
    expect(await sealedRecords(running)).toBe(places.length);
    await running.client.vault.removeStrays({ server: 'address' });
    expect(await strays(running)).toEqual([]);
    expect(await sealedRecords(running)).toBe(places.length - 2);
    expect((await stored(running)).every((line) => line.endsWith('readable'))).toBe(true);
  });

  test('stay where their server came back', async () => {
    const running = await withAll();
    await running.client.servers.remove({ name: 'address' });
    expect(await strays(running)).toEqual([{ server: 'address', count: 2, isInBackup: false }]);
    await running.client.undo.run({ id: (await running.client.undo.last({}))?.id ?? '' });
    await running.client.vault.removeStrays({ server: 'address' });
    expect((await stored(running)).every((line) => line.endsWith('readable'))).toBe(true);
  });
});

const withoutServer = (name: string) => (text: string) => {
  const file = JSON.parse(text) as { value: { servers: { name: string }[] } };
  const servers = file.value.servers.filter((server) => server.name !== name);
  return JSON.stringify({ ...file, value: { servers } });
};

interface VaultValue {
  readonly records: Record<string, unknown>;
}

async function readVault({ folder }: TestHost) {
  const text = await readFile(join(folder, 'data', 'vault.json'), 'utf8');
  return JSON.parse(text) as { schemaVersion: number; value: VaultValue };
}

async function recordIds(running: TestHost): Promise<readonly string[]> {
  return Object.keys((await readVault(running)).value.records);
}

async function changeVault(
  running: TestHost,
  change: (value: VaultValue) => object,
): Promise<void> {
  const { schemaVersion, value } = await readVault(running);
  const bytes = seal(schemaVersion, JSON.stringify(change(value)));
  await writeFile(join(running.folder, 'data', 'vault.json'), bytes);
}
