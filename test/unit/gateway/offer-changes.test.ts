import { afterEach, beforeEach, expect, test } from 'vitest';

import { createKnownOffers } from '../../../src/main/gateway/known-offers.ts';
import { followOffer } from '../../../src/main/gateway/offer-changes.ts';
import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

const server = serverDefinitionSchema.parse({
  ...{ title: 'one', name: 'one', enabled: true, createdAt: 1, updatedAt: 1 },
  transport: { type: 'stdio', command: 'one' },
});
const named = (names: readonly string[] = []) =>
  names.map((name) => ({ item: { name }, raw: { name } }));
const catalog = (lists: { readonly tools?: string[]; readonly prompts?: string[] }) =>
  ({
    ...{ tools: named(lists.tools), prompts: named(lists.prompts) },
    ...{ resources: [], resourceTemplates: [] },
  }) as unknown as ServerCatalog;

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  await settle();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

function kit({ isBroken = false } = {}) {
  const clock = new FakeClock();
  const disk = { isBroken, catalog: catalog({ tools: ['a'] }), reads: 0 };
  const hash = (text: string) => text.padEnd(20, 'f');
  const offers = createKnownOffers({
    servers: { list: () => [server] },
    catalogs: {
      get() {
        disk.reads += 1;
        return disk.isBroken ? Promise.reject(new Error('EIO')) : Promise.resolve(disk.catalog);
      },
      readAhead: () => Promise.resolve(),
    },
    hash,
  });
  const told: (readonly string[])[] = [];
  const follower = followOffer({ offer: () => offers.get('home'), hash, clock }, (lists) =>
    told.push(lists),
  );
  return {
    ...{ clock, disk, told, follower },
    changed() {
      offers.changed();
      follower.look();
    },
  };
}

test('changes one after the other are told once, 100 ms after the first, with only what changed', async () => {
  const { clock, disk, told, changed } = kit();
  await settle();
  disk.catalog = catalog({ tools: ['a', 'b'] });
  changed();
  await clock.advance(60);
  disk.catalog = catalog({ tools: ['a', 'b'], prompts: ['p'] });
  changed();
  await clock.advance(39);
  expect(told).toEqual([]);
  expect(disk.reads).toBe(1);
  await clock.advance(1);
  expect(told).toEqual([['tools', 'prompts']]);
  expect([disk.reads, clock.pending]).toEqual([2, 0]);
  await clock.advance(60_000);
  expect(told).toHaveLength(1);
  disk.catalog = catalog({ tools: ['a', 'b'] });
  changed();
  await clock.advance(100);
  expect(told.slice(1)).toEqual([['prompts']]);
});

test('what is as it was, also after a moment of being another, is not told', async () => {
  const { clock, disk, told, changed } = kit();
  await settle();
  disk.catalog = catalog({ tools: ['b'] });
  changed();
  disk.catalog = catalog({ tools: ['a'] });
  changed();
  await clock.advance(100);
  expect([told, clock.pending]).toEqual([[], 0]);
});

test('nothing is told once it is over, nor is a timer left', async () => {
  const { clock, disk, told, follower, changed } = kit();
  await settle();
  disk.catalog = catalog({ tools: ['b'] });
  changed();
  follower[Symbol.dispose]();
  expect(clock.pending).toBe(0);
  await clock.advance(1_000);
  expect(told).toEqual([]);
});

test('a change that cannot be read is told when it can be, without another change', async () => {
  const { clock, disk, told, changed } = kit();
  await settle();
  disk.isBroken = true;
  disk.catalog = catalog({ tools: ['a', 'b'] });
  changed();
  await clock.advance(12_000);
  expect(told).toEqual([]);
  disk.isBroken = false;
  await clock.advance(5_100);
  expect(told).toEqual([['tools']]);
  expect(clock.pending).toBe(0);
});

test('where even the first could not be read all lists are told once one is', async () => {
  const { clock, disk, told } = kit({ isBroken: true });
  await clock.advance(1_000);
  disk.isBroken = false;
  await clock.advance(5_000);
  expect(told).toEqual([['tools', 'prompts', 'resources']]);
});

test('a change is not kept waiting by what is to be read again', async () => {
  const { clock, disk, told, changed } = kit();
  await settle();
  disk.isBroken = true;
  changed();
  await clock.advance(100);
  disk.isBroken = false;
  disk.catalog = catalog({ tools: ['b'] });
  changed();
  await clock.advance(100);
  expect(told).toEqual([['tools']]);
});

test('a failed read asks for no other once it is over', async () => {
  const { clock, disk, follower } = kit({ isBroken: true });
  follower[Symbol.dispose]();
  await clock.advance(60_000);
  expect([disk.reads, clock.pending]).toEqual([1, 0]);
  const { clock: later, follower: waiting } = kit({ isBroken: true });
  await settle();
  expect(later.pending).toBe(1);
  waiting[Symbol.dispose]();
  expect(later.pending).toBe(0);
});
