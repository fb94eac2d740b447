import { deepStrictEqual, ok as assert } from 'node:assert/strict';

import fc from 'fast-check';

import { profilesFileSchema } from '../../src/main/profiles/profile-store.ts';
import { mayUse } from '../../src/main/registry/scope.ts';
import type { ServerDefinition } from '../../src/shared/domain/server.ts';
import { createProfileWorld } from './profile-world.ts';
import type { ProfileWorld } from './profile-world.ts';

/** What has been asked for, and what somebody else has written into the file. */
interface LoaderModel {
  /** Settled in the order in which they were asked for. */
  readonly asked: { readonly to: string; outcome: 'pending' | 'done' | 'failed' }[];
  /** Titles by name, as the file of the servers has them. */
  titles: ReadonlyMap<string, string>;
  isFull: boolean;
}

interface Loading {
  readonly world: ProfileWorld;
  readonly running: Promise<void>[];
}

type Command = fc.AsyncCommand<LoaderModel, Loading, false>;

const profiles = ['personal', 'work', 'home'];

/** Ten servers: some for everybody, some for each, two for nobody but one. */
const scopes: readonly ServerDefinition['scope'][] = [
  { kind: 'shared' },
  { kind: 'shared' },
  { kind: 'private', profiles: ['personal'] },
  { kind: 'private', profiles: ['personal', 'work'] },
  { kind: 'private', profiles: ['work'] },
  { kind: 'private', profiles: ['work', 'home'] },
  { kind: 'private', profiles: ['home'] },
  { kind: 'private', profiles: [] },
];

const namesFor = (world: ProfileWorld, profile: string): readonly string[] =>
  world.allServers
    .list()
    .filter((server) => mayUse(server, profile))
    .map(({ name }) => name);

/** At any moment, also in the middle of a save: the whole of one profile, never a part or a mix. */
function checkWhole({ world }: Loading): void {
  const { registry, book, profilesFile } = world;
  const { activeId } = book.profiles();
  const seen = registry.list().map(({ name }) => name);
  deepStrictEqual(seen, namesFor(world, activeId), 'nothing half-loaded is ever seen');
  const saved = profilesFileSchema.parse(JSON.parse(profilesFile.text ?? ''));
  deepStrictEqual(activeId, saved.activeId, 'what is seen is on the disk');
}

async function checkSettled(model: LoaderModel, loading: Loading): Promise<void> {
  const { world, running } = loading;
  let isOver = false;
  const asked = Promise.all(running.splice(0)).finally(() => (isOver = true));
  // A slow disk needs its clock.
  while (!isOver) await world.clock.advance(1);
  await asked;
  await world.clock.advance(1);
  checkWhole(loading);
  const { switches, registry, told, pool } = world;
  let active = 'personal';
  for (const { from, to, shown } of switches) {
    deepStrictEqual(from, active, 'one switch begins where the last has ended');
    deepStrictEqual(shown, namesFor(world, to), 'a switch is told when it is whole');
    active = to;
  }
  const done = model.asked.filter(({ outcome }) => outcome === 'done').map(({ to }) => to);
  const wanted = ['personal', ...done].filter((to, index, all) => to !== all[index - 1]);
  deepStrictEqual(['personal', ...switches.map(({ to }) => to)], wanted, 'in order, each once');
  deepStrictEqual(
    [...told.keys()].sort(),
    registry
      .list()
      .map(({ name }) => name)
      .sort(),
  );
  for (const { name, title } of registry.list()) deepStrictEqual(title, model.titles.get(name));
  const seen = new Set(registry.list().map(({ name }) => name));
  deepStrictEqual(
    world.live().filter((name) => !seen.has(name)),
    [],
  );
  deepStrictEqual(Object.keys(pool.statusAll()).length, seen.size);
}

function activate(to: string): Command {
  return {
    check: () => true,
    toString: () => `use ${to}`,
    run(model, loading) {
      const ask: LoaderModel['asked'][number] = { to, outcome: 'pending' };
      model.asked.push(ask);
      const run = async (): Promise<void> => {
        const activated = await loading.world.profiles.activate(to);
        ask.outcome = activated.ok ? 'done' : 'failed';
        assert(activated.ok || model.isFull, 'a switch fails only when it cannot be saved');
        checkWhole(loading);
      };
      const ran = run();
      // It is waited for when everything settles.
      ran.catch(() => undefined);
      loading.running.push(ran);
      return Promise.resolve();
    },
  };
}

function edit(at: number, title: string): Command {
  return {
    check: () => true,
    toString: () => `somebody else calls ${String(at)} ${title}`,
    async run(model, loading) {
      await checkSettled(model, loading);
      const { serversFile, allServers } = loading.world;
      const servers = allServers.list();
      const changed = servers[at % servers.length]?.name ?? '';
      serversFile.outside = {
        status: 'changed',
        value: {
          servers: servers.map((one) => (one.name === changed ? { ...one, title } : one)),
        },
      };
      loading.running.push(allServers.reload(), allServers.reload());
      model.titles = new Map([...model.titles, [changed, title]]);
    },
  };
}

function turns(count: number): Command {
  return {
    check: () => true,
    toString: () => `${String(count)} turns`,
    async run(_model, loading) {
      for (let turn = 0; turn < count; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        checkWhole(loading);
      }
    },
  };
}

function saving(speed: 'fast' | 'slow' | 'full'): Command {
  return {
    check: () => true,
    toString: () => `saving is ${speed}`,
    async run(model, loading) {
      // What was asked for on a full disk must not be judged by a disk with room.
      await checkSettled(model, loading);
      const { profilesFile, clock } = loading.world;
      model.isFull = speed === 'full';
      profilesFile.saveError = model.isFull ? { code: 'DISK_FULL', detail: 'full' } : undefined;
      const wait = { then: (done: () => void) => void clock.schedule(0, done) };
      Object.assign(profilesFile, { gate: speed === 'slow' ? wait : Promise.resolve() });
    },
  };
}

const settle: Command = {
  check: () => true,
  toString: () => 'settle',
  run: checkSettled,
};

const steps = fc.commands<LoaderModel, Loading, false>(
  [
    fc.constantFrom(...profiles).map(activate),
    fc.constantFrom(...profiles).map(activate),
    fc.constantFrom(...profiles).map(activate),
    fc.tuple(fc.nat(9), fc.constantFrom('One', 'Two')).map(([at, title]) => edit(at, title)),
    fc.integer({ min: 1, max: 4 }).map(turns),
    fc.constantFrom('fast', 'slow', 'full').map(saving),
    fc.constant(settle),
  ],
  { maxCommands: 40, size: 'max' },
);

async function worldWithServers(): Promise<ProfileWorld> {
  const world = await createProfileWorld();
  for (const title of ['Work', 'Home']) {
    await world.profiles.create({ title, icon: 'user', color: 'teal' });
  }
  for (const [index, scope] of scopes.entries()) {
    const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };
    await world.allServers.create({ title: `Server ${String(index)}`, transport, scope });
  }
  await world.clock.advance(1);
  return world;
}

/**
 * Switches profiles faster than they can be saved, on a slow and on a full disk, while somebody else
 * changes the file of the servers. Throws with the shortest way to a moment that is not whole.
 */
export async function runLoaderModel(numRuns: number): Promise<void> {
  const property = fc.asyncProperty(steps, async (commands) => {
    const world = await worldWithServers();
    const model: LoaderModel = {
      asked: [],
      titles: new Map(world.allServers.list().map(({ name, title }) => [name, title])),
      isFull: false,
    };
    const loading: Loading = { world, running: [] };
    world.registry.onChange(() => {
      const active = world.book.profiles().activeId;
      deepStrictEqual(world.registry.list().length, namesFor(world, active).length);
    });
    try {
      await fc.asyncModelRun(() => ({ model, real: loading }), commands);
      await checkSettled(model, loading);
    } finally {
      await world.clock.advance(100);
      await world.dispose();
    }
  });
  await fc.assert(property, { numRuns });
}
