import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createImporter } from '../../../src/main/import/importer.ts';
import type { Importer } from '../../../src/main/import/importer.ts';
import { createBundles } from '../../../src/main/node/import/bundles.ts';
import { createSettingsFiles } from '../../../src/main/node/import/settings-files.ts';
import { toServerView } from '../../../src/main/registry/server-view.ts';
import { createUndoJournal } from '../../../src/main/undo/undo-journal.ts';
import type { ImportFind, ImportPlan } from '../../../src/shared/domain/import.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { noHomes } from '../../support/no-homes.ts';
import { createRegistryKit, valueOf } from '../../unit/registry/registry-kit.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/import');
interface Place {
  readonly file: string;
  readonly linux: readonly string[];
}

let home: string;
let files: readonly string[];
let importer: Importer;
let kit: Awaited<ReturnType<typeof createRegistryKit>>;

/** Puts one settings file of every app where the app keeps it. */
async function layOut(): Promise<readonly string[]> {
  const places = JSON.parse(await readFile(join(fixtures, 'places.json'), 'utf8')) as Record<
    string,
    Place
  >;
  const there = new Set(await readdir(fixtures));
  const put = Object.entries(places).flatMap(([id, { file, linux }]) => {
    const target = linux[0]?.replace('/home/ann', home);
    return target === undefined || !there.has(id) ? [] : [[join(fixtures, id, file), target]];
  });
  return Promise.all(
    put.map(async ([from = '', to = '']) => {
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, to);
      return to;
    }),
  );
}

const planOf = (finds: readonly ImportFind[]): ImportPlan =>
  importer.plan(finds.map(({ id }) => id));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'patchbay-again-'));
  files = await layOut();
  kit = await createRegistryKit();
  let count = 0;
  const id = () => `id-${(count += 1)}`;
  const { registry, secrets, logger } = kit;
  const servers = () => registry.list().map((one) => toServerView(one, secrets.has));
  importer = createImporter({
    undo: createUndoJournal({ clock: new FakeClock(), random: createFakeRandom(), logger }),
    files: createSettingsFiles(),
    surroundings: { system: 'linux', home, env: {} },
    home: registry,
    registry,
    servers,
    bundles: createBundles({ folder: join(home, 'data', 'bundles'), id }),
    random: { id },
    forget: async () => undefined,
    homes: noHomes(servers),
  });
  const plan = planOf(await importer.scan());
  const choices = plan.items
    .filter(({ isProposed }) => isProposed)
    .map(({ id: itemId }) => ({ itemId, action: 'add' as const, asText: [] }));
  expect(choices.length).toBeGreaterThan(10);
  valueOf(await importer.apply(plan.planId, choices));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** What a plan would add although its find was taken in before. */
const additions = ({ items }: ImportPlan) =>
  items
    .filter(({ state, isProposed }) => isProposed || state.kind === 'new')
    .map(({ title }) => title);

async function everyDoor(): Promise<readonly (readonly [string, readonly ImportFind[]])[]> {
  const doors: (readonly [string, readonly ImportFind[]])[] = [['all apps', await importer.scan()]];
  for (const path of files) {
    doors.push([path, await importer.read({ kind: 'path', path })]);
    const text = await readFile(path, 'utf8');
    doors.push([`the text of ${path}`, await importer.read({ kind: 'text', text })]);
  }
  return doors;
}

test('what was imported is the same through every door, and none of it is taken in twice', async () => {
  const before = kit.registry.list().map(({ name }) => name);
  const all: ImportFind[] = [];
  for (const [door, finds] of await everyDoor()) {
    expect([door, additions(planOf(finds))]).toEqual([door, []]);
    all.push(...finds);
  }
  const together = planOf(all);
  expect(additions(together)).toEqual([]);
  valueOf(await importer.apply(together.planId, []));
  expect(kit.registry.list().map(({ name }) => name)).toEqual(before);
});
