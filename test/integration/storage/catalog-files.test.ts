import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { createCatalogStore } from '../../../src/main/catalog/catalog-store.ts';
import {
  storedCatalogMigrations,
  storedCatalogSchema,
  storedCatalogVersion,
} from '../../../src/main/catalog/server-catalog.ts';
import { createCachedDocument } from '../../../src/main/node/documents/cached-document.ts';
import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { catalogSchema } from '../../../src/shared/domain/catalog.ts';
import type { Catalog } from '../../../src/shared/domain/catalog.ts';

const clock = createSystemClock();
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const tool = { name: 'a', description: 'x', inputSchema: { type: 'object' } };
const old: Catalog = {
  tools: [tool],
  resources: [],
  resourceTemplates: [],
  prompts: [{ name: 'p' }],
  instructions: 'Be kind.',
  offers: ['tools', 'prompts'],
  notices: [],
  fetchedAt: 5,
};

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-catalogs-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const storeIn = (folder: string) =>
  createCatalogStore({
    clock,
    logger,
    openDocument: (name) =>
      createCachedDocument({
        path: join(folder, `${name}.json`),
        schemaVersion: storedCatalogVersion,
        schema: storedCatalogSchema,
        migrations: storedCatalogMigrations,
        mayWrite: () => true,
      }),
  });

test('a catalog of an older version is shown as before, and says that it is not as it was sent', async () => {
  const folder = await folderOf();
  const before = createDocumentStore({
    path: join(folder, 'a.json'),
    schemaVersion: 1,
    schema: catalogSchema,
    migrations: {},
  });
  await before.load();
  expect(await before.save(old)).toMatchObject({ ok: true });
  const catalog = await storeIn(folder).get('a');
  expect(catalog).toEqual({
    ...old,
    tools: [{ item: tool, raw: tool }],
    prompts: [{ item: { name: 'p' }, raw: { name: 'p' } }],
    results: {},
    isAsSent: false,
  });
});

test('what a server sent is the same after a restart, and an entry of no use is left out', async () => {
  const folder = await folderOf();
  const sent = { ...tool, _meta: { 'a/b': [1] }, icons: [{ src: 'data:,' }] };
  const first = storeIn(folder);
  const entry = { item: tool, raw: sent };
  const useless = { item: { name: '', inputSchema: {} }, raw: { name: '' } };
  first.put('a', {
    ...old,
    tools: [entry, useless],
    resources: [],
    resourceTemplates: [],
    prompts: [],
    results: { tools: { ttlMs: 5 } },
    isAsSent: true,
  });
  await first.flush();
  expect(await readFile(join(folder, 'a.json'), 'utf8')).toContain('"a/b"');
  const again = await storeIn(folder).get('a');
  expect(again).toMatchObject({ results: { tools: { ttlMs: 5 } }, isAsSent: true });
  expect(again?.tools).toEqual([entry]);
});
