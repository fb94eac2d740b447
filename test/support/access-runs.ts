import { deepStrictEqual, ok as assert } from 'node:assert/strict';

import fc from 'fast-check';

import { serverForProfile } from '../../src/main/profiles/profile-view.ts';
import { AccessModel } from './access-model.ts';
import {
  activate,
  copyProfile,
  create,
  edit,
  importOne,
  makeProfile,
  remove,
  removeProfile,
  renameProfile,
  setAccess,
  turn,
  undoAndRedo,
  undoLast,
} from './access-steps.ts';
import type { Place, Step } from './access-steps.ts';
import { createProfileWorld } from './profile-world.ts';

type Command = fc.AsyncCommand<AccessModel, Place, false>;

const titles = ['Docs', 'docs', 'Docs 2', 'Notes', 'constructor'];
const maxProfiles = 4;

const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

/** Compares everything that can be seen with the model. */
async function check(model: AccessModel, { world }: Place): Promise<void> {
  await world.clock.advance(1);
  const { allServers, registry, told, pool, book, serversFile } = world;
  deepStrictEqual(
    book.profiles().all.map(({ id }) => id),
    model.profiles.map(({ id }) => id),
    'profiles',
  );
  deepStrictEqual(
    sorted(allServers.list().map(({ name }) => name)),
    sorted(model.servers.map(({ name }) => name)),
    'no server is lost, and none is there twice',
  );
  for (const server of model.servers) {
    const definition = allServers.get(server.name);
    assert(definition !== undefined);
    for (const { key, id } of model.profiles) {
      const profile = book.get(id);
      assert(profile !== undefined);
      const view = serverForProfile(definition, profile);
      const seen = model.mayUse(server, key) ? model.isOn(server, key) : undefined;
      deepStrictEqual(view?.enabled, seen, `${server.name} for ${id}`);
    }
  }
  const names = sorted(model.seen().map(({ name }) => name));
  const mine = registry.list();
  deepStrictEqual(sorted(mine.map(({ name }) => name)), names, 'who may not, sees not');
  const on = model.seen().filter((server) => model.isOn(server, model.active));
  const shownOn = mine.filter(({ enabled }) => enabled).map(({ name }) => name);
  deepStrictEqual(sorted(shownOn), sorted(on.map(({ name }) => name)), 'the profile in use');
  const byName = new Map(mine.map((server) => [server.name, server]));
  deepStrictEqual(told, new Map([...told.keys()].map((name) => [name, byName.get(name)])));
  deepStrictEqual(sorted([...told.keys()]), names, 'listeners know the same');
  deepStrictEqual(sorted(Object.keys(pool.statusAll())), names);
  const strangers = world.live().filter((name) => !shownOn.includes(name));
  deepStrictEqual(strangers, [], 'what is off does not run');
  deepStrictEqual(new Set(world.live()).size, world.live().length, 'one session for each server');
  const saved = JSON.parse(serversFile.text ?? '{"servers":[]}') as { servers: unknown };
  deepStrictEqual(saved.servers, JSON.parse(JSON.stringify(allServers.list())), 'memory is disk');
  const active = model.profiles.find(({ key }) => key === model.active);
  deepStrictEqual(book.profiles().activeId, active?.id);
}

function command(step: Step): Command {
  return {
    check: (model) => step.isPossible(model),
    toString: () => step.label,
    async run(model, place) {
      const { isOk, follow } = await step.run(model, place.world);
      if (isOk) follow();
      else assert(model.isFull, `${step.label} was refused`);
      await check(model, place);
    },
  };
}

function fill(isFull: boolean): Command {
  return {
    check: (model) => model.isFull !== isFull,
    toString: () => (isFull ? 'the disk is full' : 'the disk has room'),
    async run(model, place) {
      const saveError = isFull ? ({ code: 'DISK_FULL', detail: 'full' } as const) : undefined;
      Object.assign(place.world.serversFile, { saveError });
      Object.assign(place.world.profilesFile, { saveError });
      Object.assign(place.world.changeFile, { saveError });
      model.isFull = isFull;
      await check(model, place);
    },
  };
}

/** The app ends and starts again on what it left; nothing can be taken back any more. */
function restart(): Command {
  return {
    check: (model) => !model.isFull,
    toString: () => 'start again',
    async run(model, place) {
      const { serversFile, profilesFile, clock } = place.world;
      const files = { servers: serversFile.text, profiles: profilesFile.text, now: clock.now() };
      await place.world.dispose();
      place.world = await createProfileWorld(files);
      model.undos = [];
      place.world.pool.startAll();
      await check(model, place);
    },
  };
}

const who = fc.option(fc.uniqueArray(fc.nat(maxProfiles - 1), { maxLength: 3 }), { nil: null });
const at = fc.nat(5);
const title = fc.constantFrom(...titles);

const steps = fc.commands<AccessModel, Place, false>(
  [
    ...[0, 1].map(() => fc.tuple(title, who, fc.boolean()).map((one) => command(create(...one)))),
    ...[0, 1].map(() => fc.tuple(at, fc.boolean()).map((one) => command(turn(...one)))),
    ...[0, 1].map(() => fc.tuple(at, who).map((one) => command(setAccess(...one)))),
    ...[0, 1].map(() => fc.nat(3).map((one) => command(activate(one)))),
    ...[0, 1].map(() => fc.constant(null).map(() => command(undoLast()))),
    fc.constant(null).map(() => command(undoAndRedo())),
    fc.tuple(at, title).map((one) => command(edit(...one))),
    fc.tuple(at, title, fc.boolean()).map((one) => command(importOne(...one))),
    at.map((one) => command(remove(one))),
    fc.constant(null).map(() => command(makeProfile())),
    fc.nat(3).map((one) => command(copyProfile(one))),
    fc.nat(3).map((one) => command(renameProfile(one))),
    fc.nat(3).map((one) => command(removeProfile(one))),
    fc.constant(null).map(restart),
    fc.boolean().map(fill),
  ],
  { maxCommands: 40, size: 'max' },
);

/**
 * Compares profiles, access, and what is on for whom with a model in which nothing is stored or
 * connected: creating, editing, importing, turning on and off, grants, revokes, removing, making and
 * copying profiles, switching, taking back, restarts, a full disk. Throws with the shortest way to a
 * difference.
 */
export async function runAccessModel(numRuns: number, seed?: number): Promise<void> {
  const property = fc.asyncProperty(steps, async (commands) => {
    const place: Place = { world: await createProfileWorld() };
    try {
      await fc.asyncModelRun(() => ({ model: new AccessModel(), real: place }), commands);
    } finally {
      await place.world.dispose();
    }
  });
  await fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
}
