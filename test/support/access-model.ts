import { deepStrictEqual, ok as assert } from 'node:assert/strict';

import fc from 'fast-check';

import type { ServerDefinition } from '../../src/shared/domain/server.ts';
import { createProfileWorld, type ProfileWorld } from './profile-world.ts';

interface ModelServer {
  /** Null means everybody. */
  readonly users: readonly string[] | null;
  readonly isOn: boolean;
  readonly choices: ReadonlyMap<string, boolean>;
}

/** Who may use what, as simply as it can be said. */
interface AccessModel {
  profiles: readonly string[];
  active: string;
  servers: ReadonlyMap<string, ModelServer>;
  /** Whether the disk takes nothing. */
  isFull: boolean;
}

type Command = fc.AsyncCommand<AccessModel, ProfileWorld, false>;

const titles = ['Docs', 'docs', 'Docs 2', 'constructor'];
const maxProfiles = 4;

function scopeOf(users: readonly string[] | null): ServerDefinition['scope'] {
  return users === null ? { kind: 'shared' } : { kind: 'private', profiles: [...users] };
}

const mayUse = ({ users }: ModelServer, profile: string): boolean =>
  users === null || users.includes(profile);

const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % all.length];

/** Compares everything that can be seen with the model. */
async function check(model: AccessModel, world: ProfileWorld): Promise<void> {
  await world.clock.advance(1);
  const { everything, registry, told, pool, book, serversFile } = world;
  deepStrictEqual(
    everything
      .list()
      .map(({ name }) => name)
      .sort(),
    [...model.servers.keys()].sort(),
    'no server is lost, and none is there twice',
  );
  for (const { name, scope } of everything.list()) {
    deepStrictEqual(scope, scopeOf(model.servers.get(name)?.users ?? null));
  }
  const visible = [...model.servers].filter(([, server]) => mayUse(server, model.active));
  const names = visible.map(([name]) => name).sort();
  deepStrictEqual(
    registry
      .list()
      .map(({ name }) => name)
      .sort(),
    names,
    'who may not, sees not',
  );
  for (const [name, { isOn, users, choices }] of visible) {
    const choice = users === null ? choices.get(model.active) : undefined;
    deepStrictEqual(registry.get(name)?.enabled, choice ?? isOn);
  }
  deepStrictEqual([...told.values()].sort(byName), [...registry.list()].sort(byName));
  deepStrictEqual(Object.keys(pool.statusAll()).sort(), names);
  const strangers = world.live().filter((name) => registry.get(name)?.enabled !== true);
  deepStrictEqual(strangers, [], 'connections of who lost access end');
  deepStrictEqual(new Set(world.live()).size, world.live().length, 'one session for each server');
  const saved = JSON.parse(serversFile.text ?? '{"servers":[]}') as { servers: unknown };
  deepStrictEqual(saved.servers, JSON.parse(JSON.stringify(everything.list())), 'memory is disk');
  deepStrictEqual(
    book.profiles().all.map(({ id }) => id),
    model.profiles,
  );
  deepStrictEqual(book.profiles().activeId, model.active);
}

/** A step: what it does to the world, and to the model unless the disk is full. */
function command(
  label: string,
  run: (model: AccessModel, world: ProfileWorld) => Promise<{ readonly ok: boolean } | undefined>,
  change: (model: AccessModel) => void,
  isPossible: (model: AccessModel) => boolean = () => true,
): Command {
  return {
    check: (model) => isPossible(model),
    toString: () => label,
    async run(model, world) {
      const done = await run(model, world);
      if (done !== undefined) {
        if (done.ok) change(model);
        else assert(model.isFull, `${label} was refused`);
      }
      await check(model, world);
    },
  };
}

const users = fc.option(fc.uniqueArray(fc.nat(maxProfiles - 1), { maxLength: 3 }), { nil: null });

const usersIn = (model: AccessModel, indexes: readonly number[] | null) =>
  indexes === null ? null : [...new Set(indexes.map((index) => pick(model.profiles, index) ?? ''))];

function create(title: string, indexes: readonly number[] | null): Command {
  let created = '';
  let mine: readonly string[] | null = null;
  return command(
    `create ${title} for ${indexes?.join() ?? 'all'}`,
    async (model, { everything, pool }) => {
      mine = usersIn(model, indexes);
      const url = 'https://one.example/mcp';
      const transport = { type: 'streamable-http' as const, url };
      const made = await everything.create({ title, transport, scope: scopeOf(mine) });
      if (!made.ok) return made;
      assert(!model.servers.has(made.value.name), 'a name is used once');
      created = made.value.name;
      pool.connect(created);
      return made;
    },
    (model) => {
      const server: ModelServer = { users: mine, isOn: true, choices: new Map() };
      model.servers = new Map([...model.servers, [created, server]]);
    },
  );
}

function setAccess(at: number, indexes: readonly number[] | null, isUndone: boolean): Command {
  return command(
    `access ${String(at)} for ${indexes?.join() ?? 'all'}${isUndone ? ', undone' : ''}`,
    async (model, { profiles, undo, everything }) => {
      const name = pick([...model.servers.keys()], at) ?? '';
      const before = everything.get(name);
      const scope = scopeOf(usersIn(model, indexes));
      const isSame = JSON.stringify(before?.scope) === JSON.stringify(scope);
      const done = await profiles.setAccess(name, scope, 'keep');
      if (!done.ok || !isUndone || isSame) return done;
      return undo.run(undo.last()?.id ?? '');
    },
    (model) => {
      const name = pick([...model.servers.keys()], at) ?? '';
      const server = model.servers.get(name);
      if (server === undefined || isUndone) return;
      const changed = { ...server, users: usersIn(model, indexes) };
      model.servers = new Map([...model.servers, [name, changed]]);
    },
    ({ servers }) => servers.size > 0,
  );
}

function remove(at: number, isUndone: boolean): Command {
  return command(
    `remove ${String(at)}${isUndone ? ', undone' : ''}`,
    async (model, world) => {
      const name = pick([...model.servers.keys()], at) ?? '';
      const done = await world.remove(name);
      return done.ok && isUndone ? world.undo.run(world.undo.last()?.id ?? '') : done;
    },
    (model) => {
      const name = pick([...model.servers.keys()], at) ?? '';
      if (!isUndone) model.servers = new Map([...model.servers].filter(([one]) => one !== name));
    },
    ({ servers }) => servers.size > 0,
  );
}

function turn(at: number, isOn: boolean): Command {
  const seen = (model: AccessModel) =>
    [...model.servers].filter(([, server]) => mayUse(server, model.active));
  return command(
    `turn ${String(at)} ${isOn ? 'on' : 'off'}`,
    (model, { registry }) => registry.setEnabled(pick(seen(model), at)?.[0] ?? '', isOn),
    (model) => {
      const [name = '', server] = pick(seen(model), at) ?? [];
      if (server === undefined) return;
      const isChoice = server.users === null && model.profiles.length > 1;
      const changed = isChoice
        ? { ...server, choices: new Map([...server.choices, [model.active, isOn]]) }
        : { ...server, isOn };
      model.servers = new Map([...model.servers, [name, changed]]);
    },
    (model) => seen(model).length > 0,
  );
}

function makeProfile(): Command {
  let made = '';
  return command(
    'make a profile',
    async (_model, { profiles }) => {
      const created = await profiles.create({ title: 'Work', icon: 'user', color: 'teal' });
      if (created.ok) made = created.value.id;
      return created;
    },
    (model) => (model.profiles = [...model.profiles, made]),
    ({ profiles }) => profiles.length < maxProfiles,
  );
}

function activate(at: number): Command {
  return command(
    `use profile ${String(at)}`,
    (model, { profiles }) => profiles.activate(pick(model.profiles, at) ?? ''),
    (model) => (model.active = pick(model.profiles, at) ?? ''),
  );
}

function removeProfile(at: number, isUndone: boolean): Command {
  const others = (model: AccessModel) => model.profiles.filter((id) => id !== model.active);
  return command(
    `remove profile ${String(at)}${isUndone ? ', undone' : ''}`,
    async (model, { profiles, undo }) => {
      const done = await profiles.remove(pick(others(model), at) ?? '');
      return done.ok && isUndone ? undo.run(undo.last()?.id ?? '') : done;
    },
    (model) => {
      if (isUndone) return;
      const gone = pick(others(model), at) ?? '';
      model.profiles = model.profiles.filter((id) => id !== gone);
      const left = [...model.servers].flatMap(([name, server]): [string, ModelServer][] => {
        const choices = new Map([...server.choices].filter(([id]) => id !== gone));
        if (server.users?.length === 1 && server.users[0] === gone) return [];
        return [
          [name, { ...server, choices, users: server.users?.filter((id) => id !== gone) ?? null }],
        ];
      });
      model.servers = new Map(left);
    },
    (model) => others(model).length > 0,
  );
}

function fill(isFull: boolean): Command {
  return command(
    isFull ? 'the disk is full' : 'the disk has room',
    (model, { serversFile, profilesFile }) => {
      const saveError = isFull ? ({ code: 'DISK_FULL', detail: 'full' } as const) : undefined;
      Object.assign(serversFile, { saveError });
      Object.assign(profilesFile, { saveError });
      model.isFull = isFull;
      return Promise.resolve(undefined);
    },
    () => undefined,
    (model) => model.isFull !== isFull,
  );
}

const steps = fc.commands<AccessModel, ProfileWorld, false>(
  [
    fc.tuple(fc.constantFrom(...titles), users).map(([title, who]) => create(title, who)),
    fc.tuple(fc.constantFrom(...titles), users).map(([title, who]) => create(title, who)),
    fc.tuple(fc.nat(5), users, fc.boolean()).map(([at, who, is]) => setAccess(at, who, is)),
    fc.tuple(fc.nat(5), users).map(([at, who]) => setAccess(at, who, false)),
    fc.tuple(fc.nat(5), fc.boolean()).map(([at, isUndone]) => remove(at, isUndone)),
    fc.tuple(fc.nat(5), fc.boolean()).map(([at, isOn]) => turn(at, isOn)),
    fc.constant(null).map(() => makeProfile()),
    fc.nat(3).map(activate),
    fc.nat(3).map(activate),
    fc.tuple(fc.nat(3), fc.boolean()).map(([at, isUndone]) => removeProfile(at, isUndone)),
    fc.boolean().map(fill),
  ],
  { maxCommands: 40, size: 'max' },
);

/**
 * Compares profiles and access with a model in which nothing is stored, connected or undone: grants,
 * revokes, sharing, hiding, removing, switching, a full disk. Throws with the shortest way to a
 * difference.
 */
export async function runAccessModel(numRuns: number, seed?: number): Promise<void> {
  const property = fc.asyncProperty(steps, async (commands) => {
    const world = await createProfileWorld();
    try {
      const model = (): AccessModel => ({
        profiles: ['personal'],
        active: 'personal',
        servers: new Map(),
        isFull: false,
      });
      await fc.asyncModelRun(() => ({ model: model(), real: world }), commands);
    } finally {
      await world.dispose();
    }
  });
  await fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
