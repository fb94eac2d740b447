import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createImporter } from '../../../src/main/import/importer.ts';
import { createBundles } from '../../../src/main/node/import/bundles.ts';
import { createSettingsFiles } from '../../../src/main/node/import/settings-files.ts';
import { toServerView } from '../../../src/main/registry/server-view.ts';
import { noHomes } from '../../support/no-homes.ts';
import { createUndoJournal } from '../../../src/main/undo/undo-journal.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { createRegistryKit, valueOf } from '../../unit/registry/registry-kit.ts';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'patchbay-bad-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

async function createKit() {
  const kit = await createRegistryKit();
  let count = 0;
  const id = () => `id-${(count += 1)}`;
  const undo = createUndoJournal({
    clock: new FakeClock(),
    random: createFakeRandom(),
    logger: kit.logger,
  });
  const importer = createImporter({
    undo,
    files: createSettingsFiles(),
    surroundings: { system: 'linux', home, env: {} },
    home: kit.registry,
    registry: kit.registry,
    servers: () => kit.registry.list().map((one) => toServerView(one, kit.secrets.has)),
    bundles: createBundles({ folder: join(home, 'data', 'bundles'), id }),
    random: { id },
    forget: async () => undefined,
    homes: noHomes(() => kit.registry.list().map((one) => toServerView(one, kit.secrets.has))),
  });
  return { ...kit, importer };
}

const json = (servers: object): string => JSON.stringify({ mcpServers: servers }, null, 2);
const whole = json({ notes: { command: 'notes-mcp' }, maps: { url: 'https://maps.example/mcp' } });
const good = () => join(home, '.kiro/settings/mcp.json');
const bad = () => join(home, '.cursor/mcp.json');

async function put(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** Everything below the home: what it is, when it was written, and its content. */
async function disk(): Promise<readonly string[]> {
  const names = await readdir(home, { recursive: true });
  const facts = names.sort().map(async (name) => {
    const path = join(home, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile() !== true || stats.size > 20_000_000) return name;
    const hash = createHash('sha256').update(await readFile(path));
    return `${name} ${String(stats.mtimeMs)} ${String(stats.ino)} ${hash.digest('hex')}`;
  });
  return Promise.all(facts);
}

type Bad = readonly [what: string, make: () => Promise<unknown>, told: string];

const damaged: readonly Bad[] = [
  ['damaged', () => put(bad(), whole.replace('"command":', '"command"')), 'SYNTAX 4:17'],
  ['half written', () => put(bad(), whole.slice(0, whole.length / 2)), 'SYNTAX 4:29'],
  ['without its last brace', () => put(bad(), whole.slice(0, -2)), 'SYNTAX 9:4'],
  ['of a wrong type', () => put(bad(), '{\n  "mcpServers": ["notes"]\n}'), 'SERVERS_NOT_BLOCK 2'],
  ['a list', () => put(bad(), '[1]'), 'SERVERS_NOT_BLOCK 1'],
  ['binary', () => put(bad(), Buffer.from([0, 1, 2, 0xff])), 'FILE_NOT_TEXT'],
  ['nested without end', () => put(bad(), '{"mcpServers":'.repeat(50_000)), 'TOO_DEEP'],
  ['a folder', () => mkdir(bad(), { recursive: true }), 'FILE_NOT_REGULAR'],
  [
    'larger than 10 MB',
    async () => {
      await put(bad(), whole);
      await truncate(bad(), 10 * 1024 * 1024 + 1);
    },
    'FILE_TOO_LARGE',
  ],
  [
    'a link to nowhere',
    async () => {
      await mkdir(dirname(bad()));
      await symlink(join(home, 'gone.json'), bad());
    },
    'FILE_LINK_BROKEN',
  ],
  [
    'a link to credentials',
    async () => {
      await put(join(home, '.credentials.json'), whole);
      await mkdir(dirname(bad()));
      await symlink(join(home, '.credentials.json'), bad());
    },
    'FILE_CREDENTIALS',
  ],
];

describe('a settings file that is', () => {
  test.each(damaged)('%s says so and gives nothing; the others are imported', async (...row) => {
    const [, make, told] = row;
    await put(good(), json({ tasks: { command: 'tasks-mcp' } }));
    await make();
    const before = await disk();
    const { importer, registry, store } = await createKit();
    const finds = await importer.scan();
    const { planId, items } = importer.plan(finds.map(({ id }) => id));
    const [problem] = finds.find(({ sourceId }) => sourceId === 'cursor')?.problems ?? [];
    const place = [problem?.line, problem?.column].filter((one) => one !== undefined).join(':');
    expect(`${problem?.code ?? ''} ${place}`.trim()).toBe(told);
    expect(items.map(({ title }) => title)).toEqual(['Tasks']);
    const choices = items.map(({ id }) => ({ itemId: id, action: 'add' as const, asText: [] }));
    expect(valueOf(await importer.apply(planId, choices)).added).toEqual(['tasks']);
    expect(registry.list().map(({ enabled }) => enabled)).toEqual([false]);
    expect(store.saves).toBe(1);
    expect(await disk()).toEqual(before);
  });

  test('with comments, trailing commas, a mark and keys given twice is read', async () => {
    const text =
      '\uFEFF// mine\n{ "mcpServers": {\n "notes": { "command": "a", "command": "notes-mcp", },\n}, }';
    await put(bad(), text);
    const before = await disk();
    const { importer } = await createKit();
    const [find] = await importer.scan();
    expect(find?.problems.map(({ code, line }) => [code, line])).toEqual([['DUPLICATE_KEY', 3]]);
    const { items } = importer.plan([find?.id ?? '']);
    expect(items.map(({ preview }) => preview)).toMatchObject([{ argv: ['notes-mcp'] }]);
    expect(await disk()).toEqual(before);
  });

  test('a link is read through and stays a link', async () => {
    await put(join(home, 'dotfiles/mcp.json'), whole);
    await mkdir(dirname(bad()));
    await symlink(join(home, 'dotfiles/mcp.json'), bad());
    const before = await disk();
    const { importer } = await createKit();
    expect(await importer.scan()).toMatchObject([{ isLink: true, count: 2, problems: [] }]);
    expect(await disk()).toEqual(before);
  });

  // Nothing is denied to root.
  test.skipIf(process.getuid?.() === 0)('not readable for this account says so', async () => {
    await put(bad(), whole);
    await chmod(bad(), 0o000);
    const { importer } = await createKit();
    expect(await importer.scan()).toMatchObject([
      { count: 0, problems: [{ code: 'FILE_ACCESS_DENIED' }] },
    ]);
  });

  test('written all the time is left alone until it rests', async () => {
    await put(bad(), whole);
    const { importer } = await createKit();
    const file = await open(bad(), 'a');
    let isDone = false;
    const writing = (async () => {
      while (!isDone) await file.write('\n');
    })();
    const codes = new Set<string>();
    for (let round = 0; round < 200 && !codes.has('FILE_CHANGING'); round += 1) {
      const [find] = await importer.scan();
      // Seen in a moment of rest it is whole, else it is nothing.
      expect(find?.count).toBe(find?.problems.length === 0 ? 2 : 0);
      for (const { code } of find?.problems ?? []) codes.add(code);
    }
    isDone = true;
    await writing;
    await file.close();
    expect([...codes]).toEqual(['FILE_CHANGING']);
    expect(await importer.scan()).toMatchObject([{ count: 2, problems: [] }]);
  });
});

describe('a file a person chose that is', () => {
  test.each([
    ['gone', 'mcp.json', async () => undefined, 'FILE_GONE'],
    ['no bundle', 'a.mcpb', (path: string) => put(path, 'PK'), 'BUNDLE_UNREADABLE'],
    ['a bundle that is gone', 'b.mcpb', async () => undefined, 'BUNDLE_UNREADABLE'],
  ])('%s says so', async (_what, name, make, code) => {
    const path = join(home, name);
    await make(path);
    const { importer } = await createKit();
    const finds = await importer.read({ kind: 'path', path });
    expect(finds).toMatchObject([{ place: path, count: 0, problems: [{ code }] }]);
    expect(await readdir(home)).toEqual(name === 'a.mcpb' ? [name] : []);
  });
});
