import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ServerDraftInput } from '../src/shared/domain/server.ts';
import { fromStored, storedCatalogSchema } from '../src/main/catalog/server-catalog.ts';
import type { ServerCatalog } from '../src/main/catalog/server-catalog.ts';
import { openStores } from '../src/main/compose/compose-stores.ts';
import { createSystemClock } from '../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../src/main/node/kernel/system-random.ts';
import { sharedOwner } from '../src/shared/domain/owner.ts';
import { hostIn, noKeys, quiet } from './our-host.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const plainServer = join(root, 'test/fixtures/servers/stdio/plain.mjs');

/** Drafts of programs that are as small as a server can be. */
export function tinyPrograms(count: number): ServerDraftInput[] {
  return Array.from({ length: count }, (_, index) => ({
    title: titleOf(index),
    transport: {
      type: 'stdio' as const,
      command: process.execPath,
      // The server ignores its last argument; it tells the processes apart.
      args: [plainServer, titleOf(index)],
    },
  }));
}

const titleOf = (index: number) => `Program ${String(index + 1).padStart(2, '0')}`;

/** A data folder with servers that were ready once, each with some tools, and start by hand only. */
export async function homeWithMany(servers: number, toolsEach: number): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const drafts = tinyPrograms(servers).map((draft) => ({ ...draft, start: 'manual' as const }));
  const { host, close } = await hostIn(home, drafts);
  const names = host.registry.list().map(({ name }) => name);
  await close();
  const stored = {
    tools: Array.from({ length: toolsEach }, (_, index) => ({
      name: `tool-${String(index)}`,
      description: 'Does something with a text and answers with another one.',
      inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    })),
    resources: [],
    resourceTemplates: [],
    prompts: [],
    offers: ['tools'],
    notices: [],
    fetchedAt: 1_750_000_000_000,
    results: {},
    isAsSent: true,
  };
  await saveCatalogs(home, names, fromStored(storedCatalogSchema.parse(stored)));
  return home;
}

/** A data folder as the app leaves it after every one of these servers was ready once. */
export async function homeWith(drafts: readonly ServerDraftInput[]): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const running = await hostIn(home, drafts);
  await running.startAll();
  await running.close();
  return home;
}

async function saveCatalogs(
  home: string,
  names: readonly string[],
  catalog: ServerCatalog,
): Promise<void> {
  const stores = await openStores({
    folder: join(home, 'data'),
    keys: noKeys,
    firstProfile: 'Personal',
    clock: createSystemClock(),
    random: createSystemRandom(),
    logger: quiet,
  });
  const catalogs = stores.catalogs.of(sharedOwner);
  for (const name of names) catalogs.put(name, catalog);
  await catalogs.flush();
  await stores.summaries.dispose();
  await stores.lock.release();
}
