import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let person: string;
let host: TestHost;
const home = process.env['HOME'];

const file = () => join(person, '.cursor/mcp.json');
const before = `{
  // mine
  "mcpServers": {
    "notes": { "command": "notes-mcp", "args": [], "env": { "NOTES_API_KEY": "sk-live-1234567890abcdef" } },
    "broken": { "args": 7 },
    "search": { "command": "search-mcp", "args": ["-v"] }
  },
  "other": [1, 2]
}
`;

beforeEach(async () => {
  person = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  process.env['HOME'] = person;
  await mkdir(dirname(file()), { recursive: true });
  await writeFile(file(), before);
  host = await startTestHost();
});
afterEach(async () => {
  process.env['HOME'] = home;
  await host.remove();
  await rm(person, { recursive: true, force: true });
});

const titles = () =>
  Promise.resolve(host.served.services.registry.list().map(({ title }) => title));

test('an app’s servers come here with their keys, its file keeps ours, and one undo takes it back', async () => {
  const change = { id: 'cursor', change: 'move-in' } as const;
  const preview = await host.client.connectedApps.preview(change);
  expect(preview.moving.map(({ title }) => title)).toEqual(['Notes', 'Search']);
  expect(preview.staying).toEqual(['broken']);
  expect(JSON.stringify(preview)).not.toContain('sk-live');
  expect(await titles()).toEqual([]);

  const { undoId } = await host.client.connectedApps.apply({ ...change, token: preview.token });
  const after = await readFile(file(), 'utf8');
  expect(after).not.toContain('sk-live');
  expect(after).toContain('// mine');
  expect(after).toContain('"other": [1, 2]');
  const kept = JSON.parse(after.replace('// mine', '')) as { mcpServers: object };
  expect(Object.keys(kept.mcpServers)).toEqual(['broken', 'patchbay']);
  expect((await titles()).sort()).toEqual(['Notes', 'Search']);
  const { items } = await host.client.vault.contents({});
  expect(items.map(({ server }) => server)).toEqual(['notes']);

  await host.client.undo.run({ id: undoId });
  expect(await readFile(file(), 'utf8')).toBe(before);
  expect(await titles()).toEqual([]);
  const [app] = await host.client.connectedApps.list({});
  expect(app).toMatchObject({ id: 'cursor', state: { kind: 'not-connected' }, ownServers: 3 });
});

test('a file that changed since keeps what came here, and undo says it is too late', async () => {
  const change = { id: 'cursor', change: 'move-in' } as const;
  const { token } = await host.client.connectedApps.preview(change);
  const { undoId } = await host.client.connectedApps.apply({ ...change, token });
  const edited = `${await readFile(file(), 'utf8')}\n`;
  await writeFile(file(), edited);
  await expect(host.client.undo.run({ id: undoId })).rejects.toMatchObject({
    code: 'UNDO_OUTDATED',
  });
  expect(await readFile(file(), 'utf8')).toBe(edited);
  expect((await titles()).sort()).toEqual(['Notes', 'Search']);
});

test('our own entry is no server to import', async () => {
  const change = { id: 'cursor', change: 'connect' } as const;
  const { token } = await host.client.connectedApps.preview(change);
  await host.client.connectedApps.apply({ ...change, token });
  const finds = await host.client.import.scan({});
  const plan = await host.client.import.plan({ findIds: finds.map(({ id }) => id) });
  expect(plan.items.map(({ path }) => path)).not.toContain('mcpServers.patchbay');
});

test('servers that return to the file of a connected app are known, also those it got since', async () => {
  const { client } = host;
  const run = async (change: 'connect' | 'move-in') => {
    const { token } = await client.connectedApps.preview({ id: 'cursor', change });
    return client.connectedApps.apply({ id: 'cursor', change, token });
  };
  await run('connect');
  const connected = await readFile(file(), 'utf8');
  await writeFile(
    file(),
    connected.replace('"notes"', '"later": { "command": "later-mcp" }, "notes"'),
  );
  const newServers = async () => (await client.connectedApps.list({}))[0]?.newServers;
  expect(await newServers()).toEqual(['later']);
  const { undoId } = await run('move-in');
  expect(await newServers()).toEqual([]);
  await client.undo.run({ id: undoId });
  expect(await readFile(file(), 'utf8')).toContain('later-mcp');
  expect(await newServers()).toEqual([]);
  await writeFile(
    file(),
    connected.replace('"notes"', '"latest": { "command": "latest-mcp" }, "notes"'),
  );
  expect(await newServers()).toEqual(['latest']);
});
