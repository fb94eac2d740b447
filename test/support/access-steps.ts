import { ok as assert } from 'node:assert/strict';

import { importStep } from '../../src/main/import/import-step.ts';
import type { ServerDefinition } from '../../src/shared/domain/server.ts';
import type { AccessModel, ModelServer } from './access-model.ts';
import type { ProfileWorld } from './profile-world.ts';

/** A world that can be left and entered again. */
export interface Place {
  world: ProfileWorld;
}

/** What a step does to the world; the model follows unless the disk refused it. */
export interface Step {
  readonly label: string;
  isPossible(model: AccessModel): boolean;
  run(model: AccessModel, world: ProfileWorld): Promise<Done>;
}

/** `follow` makes the model the same as the world; undefined when nothing was asked of the world. */
export interface Done {
  readonly isOk: boolean;
  readonly follow: () => void;
}

const url = 'https://one.example/mcp';
const transport = { type: 'streamable-http' as const, url };

/** One of several, by any number. */
export const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % all.length];

const always = (): boolean => true;
const hasServers = (model: AccessModel): boolean => model.servers.length > 0;
const hasSeen = (model: AccessModel): boolean => model.seen().length > 0;

type Who = readonly number[] | null;

function usersOf(model: AccessModel, who: Who): readonly string[] | null {
  if (who === null) return null;
  return [...new Set(who.map((index) => pick(model.profiles, index)?.key ?? ''))];
}

/** The scope that says so; profiles that are gone are of no use in it. */
function scopeOf(model: AccessModel, users: ModelServer['users']): ServerDefinition['scope'] {
  if (users === null) return { kind: 'shared' };
  const profiles = users.flatMap((key) => model.profiles.find((one) => one.key === key)?.id ?? []);
  return { kind: 'private', profiles };
}

const serverAt = (all: readonly ModelServer[], at: number): ModelServer => {
  const server = pick(all, at);
  assert(server !== undefined);
  return server;
};

/** Somebody adds a server, on or off. */
export const create = (title: string, who: Who, isOn: boolean): Step => ({
  label: `create ${title} for ${who?.join() ?? 'all'}${isOn ? '' : ', off'}`,
  isPossible: always,
  async run(model, { registry, edits, pool }) {
    const users = usersOf(model, who);
    const scope = scopeOf(model, users);
    const made = await edits.create({ title, transport, scope, enabled: isOn });
    if (!made.ok) return { isOk: false, follow: () => undefined };
    const { name } = made.value;
    if (registry.get(name)?.enabled === true) pool.connect(name, 'user');
    const { title: called, createdAt } = made.value;
    const server = { name, title: called, createdAt, users };
    return { isOk: true, follow: () => void model.add(server, isOn) };
  },
});

/** Somebody renames a server or corrects where it is. */
export const edit = (at: number, title: string): Step => ({
  label: `edit ${String(at)} to ${title}`,
  isPossible: hasSeen,
  async run(model, { edits }) {
    const server = serverAt(model.seen(), at);
    const saved = await edits.update(server.name, { title, transport });
    return {
      isOk: saved.ok,
      follow() {
        server.title = title;
        server.edits += 1;
      },
    };
  },
});

/** Somebody turns a server on or off. */
export const turn = (at: number, isOn: boolean): Step => ({
  label: `turn ${String(at)} ${isOn ? 'on' : 'off'}`,
  isPossible: hasSeen,
  async run(model, { edits, pool }) {
    const server = serverAt(model.seen(), at);
    const saved = await edits.setEnabled(server.name, isOn);
    if (saved.ok && isOn) pool.connect(server.name, 'user');
    return {
      isOk: saved.ok,
      follow: () => void server.on.set(model.active, isOn),
    };
  },
});

/** Somebody says who may use a server. */
export const setAccess = (at: number, who: Who): Step => ({
  label: `access ${String(at)} for ${who?.join() ?? 'all'}`,
  isPossible: hasServers,
  async run(model, { profiles, allServers }) {
    const server = serverAt(model.servers, at);
    const users = usersOf(model, who);
    const scope = scopeOf(model, users);
    const isSame = JSON.stringify(allServers.get(server.name)?.scope) === JSON.stringify(scope);
    const saved = await profiles.setAccess(server.name, scope, 'keep');
    const follow = (): void => {
      if (isSame) return;
      const { name, users: before } = server;
      model.give(server, users);
      // One that came back under another name is not found by its own, which is another's by now.
      const isAsGiven = () =>
        server.name === name && JSON.stringify(server.users) === JSON.stringify(users);
      model.undos.push({
        label: 'access',
        again: follow,
        run: () =>
          !model.servers.includes(server) || !isAsGiven()
            ? undefined
            : () => model.give(server, before),
      });
    };
    return { isOk: saved.ok, follow };
  },
});

/** Somebody removes a server. */
export const remove = (at: number): Step => ({
  label: `remove ${String(at)}`,
  isPossible: hasSeen,
  async run(model, world) {
    const server = serverAt(model.seen(), at);
    const saved = await world.remove(server.name);
    const follow = (): void => {
      const known = model.had(server);
      model.servers = model.servers.filter((one) => one !== server);
      model.undos.push({
        label: 'removal',
        again: follow,
        run: () => () => {
          server.edits += 1;
          model.servers.push(server);
          model.fill(server, areAllOn(known));
        },
      });
    };
    return { isOk: saved.ok, follow };
  },
});

/** An import: a new server, or one in the place of another. It is off for everybody. */
export const importOne = (at: number, title: string, replaces: boolean): Step => ({
  label: replaces ? `import over ${String(at)}` : `import ${title}`,
  isPossible: (model) => !replaces || hasSeen(model),
  async run(model, world) {
    const { home, allServers, undo } = world;
    const server = replaces ? serverAt(model.seen(), at) : undefined;
    const draft = { title: server?.title ?? title, transport, enabled: false };
    const saved = await home.saveBatch([{ draft, ...(server && { replaces: server.name }) }]);
    if (!saved.ok) return { isOk: false, follow: () => undefined };
    const step = importStep(
      { batch: saved.value, profiles: [] },
      {
        home,
        registry: allServers,
        homes: { tidy: () => Promise.resolve() },
        forget: () => Promise.resolve(),
      },
      { onUndone: () => undefined, again: () => null },
    );
    undo.add(step);
    const [one] = saved.value;
    assert(one !== undefined);
    return { isOk: true, follow: () => followImport(model, server, one.server) };
  },
});

const areAllOn = (known: ReadonlyMap<string, boolean>): boolean =>
  known.size > 0 && [...known.values()].every(Boolean);

function followImport(
  model: AccessModel,
  replaced: ModelServer | undefined,
  { name, title, createdAt }: ServerDefinition,
): void {
  const server = replaced ?? model.add({ name, title, createdAt, users: null }, false);
  const before = model.had(server);
  if (replaced !== undefined) {
    server.edits += 1;
    server.on.clear();
    for (const user of model.users(server)) server.on.set(user, false);
  }
  const { edits } = server;
  model.undos.push({
    label: 'import',
    run: () => () => {
      if (server.edits !== edits || !model.servers.includes(server)) return;
      if (replaced === undefined) {
        model.servers = model.servers.filter((one) => one !== server);
        return;
      }
      server.edits += 1;
      server.on.clear();
      for (const [user, isOn] of before) server.on.set(user, isOn);
      model.fill(server, areAllOn(before));
    },
  });
}

/** Somebody makes a profile. */
export const makeProfile = (): Step => ({
  label: 'make a profile',
  isPossible: ({ profiles }) => profiles.length < 4,
  async run(model, { profiles }) {
    const made = await profiles.create({ title: 'Work', icon: 'user', color: 'teal' });
    if (!made.ok) return { isOk: false, follow: () => undefined };
    const { id } = made.value;
    return { isOk: true, follow: () => model.join(model.newProfile(id)) };
  },
});

/** Somebody copies a profile: the copy has what the other has. */
export const copyProfile = (at: number): Step => ({
  label: `copy profile ${String(at)}`,
  isPossible: ({ profiles }) => profiles.length < 4,
  async run(model, { profiles }) {
    const source = pick(model.profiles, at);
    const draft = { title: 'Copy', icon: 'user', color: 'teal' } as const;
    const made = await profiles.duplicate(source?.id ?? '', draft);
    if (!made.ok || source === undefined) return { isOk: false, follow: () => undefined };
    const { id } = made.value;
    return {
      isOk: true,
      follow() {
        const copy = model.newProfile(id);
        const { key } = copy;
        const had = model.servers.filter((server) => model.mayUse(server, source.key));
        for (const server of had) {
          server.on.set(key, model.isOn(server, source.key));
          if (server.users === null) continue;
          server.users = [...server.users, key];
        }
        model.join(copy);
      },
    };
  },
});

/** Somebody calls a profile something else. */
export const renameProfile = (at: number): Step => ({
  label: `rename profile ${String(at)}`,
  isPossible: always,
  async run(model, { profiles }) {
    const draft = { title: 'Renamed', icon: 'home', color: 'red' } as const;
    const saved = await profiles.update(pick(model.profiles, at)?.id ?? '', draft);
    return { isOk: saved.ok, follow: () => undefined };
  },
});

/** Somebody puts another profile in use. */
export const activate = (at: number): Step => ({
  label: `use profile ${String(at)}`,
  isPossible: always,
  async run(model, { profiles }) {
    const profile = pick(model.profiles, at);
    const saved = await profiles.activate(profile?.id ?? '');
    return { isOk: saved.ok, follow: () => (model.active = profile?.key ?? '') };
  },
});

const others = (model: AccessModel) => model.profiles.filter(({ key }) => key !== model.active);

/** Somebody removes a profile. */
export const removeProfile = (at: number): Step => ({
  label: `remove profile ${String(at)}`,
  isPossible: (model) => others(model).length > 0,
  async run(model, { profiles }) {
    const profile = pick(others(model), at);
    assert(profile !== undefined);
    const saved = await profiles.remove(profile.id);
    return { isOk: saved.ok, follow: () => followProfileRemoval(model, profile.key) };
  },
});

function followProfileRemoval(model: AccessModel, key: string): void {
  const profile = model.profiles.find((one) => one.key === key);
  assert(profile !== undefined);
  const named = model.servers.filter(({ users }) => users?.includes(key));
  const lists = new Map(named.map((server) => [server, server.users ?? []]));
  const had = new Map(
    model.servers.flatMap((server) => {
      const isOn = server.on.get(key);
      server.on.delete(key);
      return isOn === undefined ? [] : [[server, { isOn, edits: server.edits }] as const];
    }),
  );
  const gone = model.leave(key);
  model.undos.push({
    label: 'profile removal',
    again: () => followProfileRemoval(model, key),
    run: () => () => {
      for (const [server, { isOn, edits }] of had) {
        const users = model.users(server);
        const isOnForAll = users.length > 0 && users.every((one) => model.isOn(server, one));
        const isSame = gone.includes(server) || server.edits === edits;
        server.on.set(key, isOn && (isSame || isOnForAll));
      }
      for (const [server, users] of lists) {
        server.edits += 1;
        if (gone.includes(server)) {
          server.users = users;
          model.servers.push(server);
        } else if (server.users !== null && model.servers.includes(server)) {
          const present = server.users;
          const kept = users.filter((one) => one === key || present.includes(one));
          server.users = [...kept, ...present.filter((one) => !users.includes(one))];
        }
      }
      model.join(profile);
    },
  });
}

/** Somebody takes the newest change back. */
export const undoLast = (): Step => ({
  label: 'undo',
  isPossible: ({ undos }) => undos.length > 0,
  async run(model, { undo, allServers }) {
    const expected = model.undos.at(-1)?.run();
    const done = await undo.run(undo.last()?.id ?? '');
    if (expected === undefined) {
      assert(!done.ok && done.error.code === 'UNDO_OUTDATED', 'it is too late to take that back');
      return { isOk: true, follow: () => void model.undos.pop() };
    }
    return {
      isOk: done.ok,
      follow() {
        model.undos.pop();
        expected();
        renameAsFound(model, allServers);
      },
    };
  },
});

/** What came back may have another name, because its own was another's by then. */
function renameAsFound(model: AccessModel, { list }: ProfileWorld['allServers']): void {
  const names = new Map(list().map((one) => [one.createdAt, one.name]));
  for (const server of model.servers) server.name = names.get(server.createdAt) ?? server.name;
}

/** Somebody takes the newest change back, and does it again. */
export const undoAndRedo = (): Step => ({
  label: 'undo, and do it again',
  isPossible: ({ undos }) => undos.at(-1)?.again !== undefined,
  async run(model, world) {
    const again = model.undos.at(-1)?.again;
    const last = world.undo.last()?.id ?? '';
    const undone = await undoLast().run(model, world);
    const redone = await world.undo.redo(last);
    return {
      isOk: undone.isOk,
      follow() {
        undone.follow();
        if (redone.ok) again?.();
      },
    };
  },
});
