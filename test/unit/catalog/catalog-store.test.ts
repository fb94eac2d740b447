import { expect, test } from 'vitest';

import { createCatalogStore } from '../../../src/main/catalog/catalog-store.ts';
import { fromStored } from '../../../src/main/catalog/server-catalog.ts';
import type { StoredCatalog } from '../../../src/main/catalog/server-catalog.ts';
import type { DocumentLoad } from '../../../src/main/documents/document-ports.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { createSerialQueue } from '../../../src/shared/util/serial-queue.ts';
import { settle } from '../../support/fake-clock.ts';

const catalogOf = (...names: string[]) => fromStored(storedOf(...names));

function storedOf(...names: string[]): StoredCatalog {
  return {
    tools: names.map((name) => ({ name, inputSchema: {} })),
    resources: [],
    resourceTemplates: [],
    prompts: [],
    offers: ['tools'],
    notices: [],
    fetchedAt: 5,
    results: {},
    isAsSent: true,
  };
}

/** A store over documents in memory; saves wait while `gate` is closed. */
function kitOf(onDisk: Record<string, DocumentLoad<StoredCatalog>> = {}) {
  const disk = new Map(Object.entries(onDisk));
  const loads: string[] = [];
  const saves: string[] = [];
  const warnings: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  let isFull = false;
  const store = createCatalogStore({
    logger: {
      info: () => undefined,
      warn: (message) => void warnings.push(message),
      error: () => undefined,
    },
    openDocument(name) {
      const queue = createSerialQueue();
      return {
        load: () =>
          queue.run(async () => {
            loads.push(name);
            await gate;
            return disk.get(name) ?? { status: 'absent' };
          }),
        save: (value) =>
          queue.run(async () => {
            await gate;
            if (isFull) return err({ code: 'DISK_FULL', detail: '' } as const);
            saves.push(`${name} ${value.tools.map((tool) => String(tool['name'])).join()}`);
            disk.set(name, { status: 'loaded', value });
            return ok(undefined);
          }),
        remove: () => queue.run(async () => void disk.delete(name)),
      };
    },
  });
  const told: string[] = [];
  store.onChange((name, summary) => told.push(`${name} ${summary?.tools ?? 'gone'}`));
  return {
    store,
    disk,
    loads,
    saves,
    told,
    warnings,
    fillDisk: () => (isFull = true),
    hold(): () => void {
      let open = () => {};
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
  };
}

test('a catalog is read once, when it is first asked for', async () => {
  const { store, loads, told } = kitOf({ a: { status: 'loaded', value: storedOf('x') } });
  expect(store.summary('a')).toBeUndefined();
  expect(loads).toEqual([]);
  const [first, second] = await Promise.all([store.get('a'), store.get('a')]);
  expect(first).toBe(second);
  expect(store.summary('a')).toEqual({
    tools: 1,
    resources: 0,
    resourceTemplates: 0,
    prompts: 0,
    fetchedAt: 5,
  });
  expect(await store.get('b')).toBeNull();
  expect({ loads, told }).toEqual({ loads: ['a', 'b'], told: ['a 1'] });
});

test('what is put while the disk is busy reading is newer', async () => {
  const { store, hold } = kitOf({ a: { status: 'loaded', value: storedOf('old') } });
  const open = hold();
  const reading = store.get('a');
  store.put('a', catalogOf('new', 'newer'));
  open();
  expect((await reading)?.tools).toHaveLength(2);
});

test('putting answers at once; of a storm the first and the last are saved', async () => {
  const { store, hold, saves, told } = kitOf();
  const open = hold();
  for (let time = 0; time < 100; time += 1) store.put('a', catalogOf(`t${time}`));
  expect(store.peek('a')?.tools[0]?.item.name).toBe('t99');
  open();
  await store.flush();
  expect(saves).toEqual(['a t0', 'a t99']);
  expect(told).toHaveLength(100);
});

test('dropping forgets it here and on disk, whatever was being saved', async () => {
  const { store, hold, disk, told } = kitOf();
  const open = hold();
  store.put('a', catalogOf('x'));
  const dropped = store.drop('a');
  open();
  await dropped;
  await settle();
  expect(disk.has('a')).toBe(false);
  expect(await store.get('a')).toBeNull();
  expect(told).toEqual(['a 1', 'a gone']);
});

test('a file that cannot be read or saved costs a warning, nothing else', async () => {
  const { store, warnings, fillDisk } = kitOf({ a: { status: 'lost', damagedFile: 'a.json' } });
  expect(await store.get('a')).toBeNull();
  fillDisk();
  store.put('a', catalogOf('x'));
  await store.flush();
  expect(store.summary('a')?.tools).toBe(1);
  expect(warnings).toHaveLength(2);
});
