import { expect, test } from 'vitest';

import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import { createKnownOffers } from '../../../src/main/gateway/known-offers.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';

const server = (name: string, enabled = true) =>
  serverDefinitionSchema.parse({
    ...{ title: name, name, enabled, createdAt: 1, updatedAt: 1 },
    transport: { type: 'stdio', command: name },
  });
const catalog = (...tools: string[]) =>
  ({
    tools: tools.map((name) => ({ item: { name }, raw: { name } })),
    ...{ prompts: [], resources: [], resourceTemplates: [] },
  }) as unknown as ServerCatalog;

function kit() {
  let servers = [server('one'), server('two')];
  const catalogs = new Map([
    ['one', catalog('a')],
    ['two', catalog('b')],
  ]);
  const read: string[] = [];
  let isBroken = false;
  const offers = createKnownOffers({
    servers: { list: () => servers },
    catalogs: {
      get: (_profile, name) =>
        isBroken ? Promise.reject(new Error('EIO')) : Promise.resolve(catalogs.get(name) ?? null),
      readAhead: (_profile, name) => Promise.resolve(void read.push(name)),
    },
    hash: (text) => text.padEnd(20, 'f'),
  });
  return {
    ...{ offers, catalogs, read },
    become: (next: typeof servers) => void (servers = next),
    breaks: (next: boolean) => void (isBroken = next),
  };
}

test('an offer is the same one until a server or a catalog is another', async () => {
  const { offers, catalogs, become } = kit();
  const first = await offers.get('home');
  offers.changed();
  expect(await offers.get('home')).toBe(first);
  catalogs.set('two', catalog('b', 'c'));
  expect(await offers.get('home')).toBe(first);
  offers.changed();
  const second = await offers.get('home');
  expect([...second.tools.keys()]).toEqual(['one_a', 'two_b', 'two_c']);
  become([server('one')]);
  offers.changed();
  expect([...(await offers.get('home')).tools.keys()]).toEqual(['one_a']);
});

test('all that an offer is made of is read ahead, of servers that are on', async () => {
  const { offers, read, become } = kit();
  become([server('one'), server('two'), server('three', false)]);
  await offers.readAhead('home');
  expect(read).toEqual(['one', 'two']);
});

test('profiles, and an app that wants one server, have offers of their own', async () => {
  const { offers } = kit();
  const all = await offers.get('home');
  expect(await offers.get('work')).not.toBe(all);
  expect([...(await offers.get('home', 'two')).tools.keys()]).toEqual(['b']);
  expect([...(await offers.get('home', 'gone')).tools.keys()]).toEqual([]);
});

test('a long list of servers is read a few at a time, and keeps its order', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `server${String(at)}`);
  let open = 0;
  let most = 0;
  const offers = createKnownOffers({
    servers: { list: () => names.map((name) => server(name)) },
    catalogs: {
      readAhead: () => Promise.resolve(),
      async get(_profile, name) {
        open += 1;
        most = Math.max(most, open);
        // The later ones are there first.
        for (let wait = 20 - Number(name.slice(6)); wait > 0; wait -= 1) await Promise.resolve();
        open -= 1;
        return catalog('a');
      },
    },
    hash: (text) => text.padEnd(20, 'f'),
  });
  const { tools } = await offers.get('home');
  expect([...tools.values()].map((tool) => tool.server)).toEqual(names);
  expect(most).toBe(4);
});

test('a catalog that could not be read is read again for whoever asks next', async () => {
  const { offers, breaks } = kit();
  breaks(true);
  await expect(offers.get('home')).rejects.toThrow('EIO');
  breaks(false);
  const offer = await offers.get('home');
  expect([...offer.tools.keys()]).toEqual(['one_a', 'two_b']);
  breaks(true);
  expect(await offers.get('home')).toBe(offer);
});

test('a read that failed late takes nothing from one that was begun after it', async () => {
  let fail: () => void = () => undefined;
  const broken = new Promise<ServerCatalog | null>((_resolve, reject) => {
    fail = () => reject(new Error('EIO'));
  });
  const answers = [broken, Promise.resolve(catalog('a'))];
  const offers = createKnownOffers({
    servers: { list: () => [server('one')] },
    catalogs: {
      get: () => answers.shift() ?? Promise.reject(new Error('read once too often')),
      readAhead: () => Promise.resolve(),
    },
    hash: (text) => text.padEnd(20, 'f'),
  });
  const early = offers.get('home');
  offers.changed();
  const late = await offers.get('home');
  fail();
  await expect(early).rejects.toThrow('EIO');
  expect(await offers.get('home')).toBe(late);
});
