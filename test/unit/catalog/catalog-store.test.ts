import { expect, test } from 'vitest';

import { createCatalogStore } from '../../../src/main/catalog/catalog-store.ts';
import { fromStored } from '../../../src/main/catalog/server-catalog.ts';
import type { StoredCatalog } from '../../../src/main/catalog/server-catalog.ts';
import type { DocumentLoad } from '../../../src/main/documents/document-ports.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { createSerialQueue } from '../../../src/shared/util/serial-queue.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

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
  const clock = new FakeClock();
  const store = createCatalogStore({
    clock,
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
    clock,
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

test('putting answers at once; of a storm the last is saved, a moment later', async () => {
  const { store, clock, saves, told } = kitOf();
  for (let time = 0; time < 100; time += 1) store.put('a', catalogOf(`t${time}`));
  store.put('b', catalogOf('x'));
  expect(store.peek('a')?.tools[0]?.item.name).toBe('t99');
  expect(told).toHaveLength(101);
  await clock.advance(999);
  expect(saves).toEqual([]);
  await clock.advance(1);
  expect(saves).toEqual(['a t99', 'b x']);
  await clock.advance(10_000);
  expect(saves).toHaveLength(2);
});

test('what is put while a save is under way is saved after it', async () => {
  const { store, clock, hold, saves } = kitOf();
  const open = hold();
  store.put('a', catalogOf('first'));
  await clock.advance(1_000);
  store.put('a', catalogOf('second'));
  const flushed = store.flush();
  open();
  await flushed;
  expect(saves).toEqual(['a first', 'a second']);
});

test('ending saves at once what waits, and everything of it', async () => {
  const { store, saves } = kitOf();
  const names = Array.from({ length: 100 }, (_, index) => `s${index}`);
  for (const name of names) store.put(name, catalogOf('x'));
  await store.flush();
  expect(saves).toEqual(names.map((name) => `${name} x`));
});

test('dropping forgets it here and on disk, whatever was being saved', async () => {
  const { store, clock, hold, disk, told } = kitOf();
  const open = hold();
  store.put('a', catalogOf('x'));
  await clock.advance(1_000);
  store.put('a', catalogOf('y'));
  const dropped = store.drop('a');
  open();
  await dropped;
  await store.flush();
  await settle();
  expect(disk.has('a')).toBe(false);
  expect(await store.get('a')).toBeNull();
  expect(told).toEqual(['a 1', 'a 1', 'a gone']);
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
