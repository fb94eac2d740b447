import { expect, test } from 'vitest';

import type { Home } from '../../../src/main/profiles/home.ts';
import { turned, withAccess, withCopy, withNewProfile } from '../../../src/main/profiles/on-off.ts';
import { serverForProfile } from '../../../src/main/profiles/profile-view.ts';
import type { KeptProfile } from '../../../src/shared/domain/profile.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { drawFrom } from '../../support/random-edits.ts';

const worlds = 400;
const steps = 14;
const names = ['one', 'two', 'three'];
const look = { icon: 'user', color: 'indigo', choices: {} } as const;

/** What a person expects, as plain tables: nothing is worked out from what is stored. */
interface Expected {
  /** Whether a server is on, by profile and server; of one that lost it, as it was then. */
  readonly on: Map<string, boolean>;
  /** Who may use each server; undefined is everybody. */
  readonly users: Map<string, ReadonlySet<string> | undefined>;
  readonly profiles: string[];
}

const key = (profile: string, server: string) => `${profile} ${server}`;
const text = (value: string) => ({ kind: 'text', text: value }) as const;

function begin(draw: (below: number) => number): { home: Home; expected: Expected } {
  const expected: Expected = { on: new Map(), users: new Map(), profiles: ['personal'] };
  const servers = names.map((name, index) => {
    const enabled = draw(2) === 0;
    expected.on.set(key('personal', name), enabled);
    expected.users.set(name, undefined);
    return serverDefinitionSchema.parse({
      name,
      title: name,
      transport: { type: 'built-in', id: 'sample' },
      createdAt: index,
      updatedAt: index,
      enabled,
      variables: [{ name: 'KEY' }],
      variableValues: { KEY: text('of personal'), 'p1/KEY': text('of p1') },
    });
  });
  const personal = { id: 'personal', title: 'Personal', createdAt: 0, ...look };
  return { home: { servers, profiles: { activeId: 'personal', profiles: [personal] } }, expected };
}

const mayUse = ({ users }: Expected, profile: string, server: string): boolean =>
  users.get(server)?.has(profile) ?? true;
const usersOf = (expected: Expected, server: string) =>
  expected.profiles.filter((one) => mayUse(expected, one, server));
const isOnForAll = (expected: Expected, server: string): boolean => {
  const users = usersOf(expected, server);
  return users.length > 0 && users.every((one) => expected.on.get(key(one, server)) === true);
};

/** One thing somebody does, to the home and to what is expected of it. */
function step(home: Home, expected: Expected, draw: (below: number) => number): Home {
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
  const [profile, server] = [pick(expected.profiles), pick(names)];
  const id = `p${String(expected.profiles.length)}`;
  const made: KeptProfile = { id, title: id, createdAt: expected.profiles.length, ...look };
  switch (draw(expected.profiles.length < 4 ? 5 : 3)) {
    case 0:
    case 1: {
      const isOn = draw(2) === 0;
      if (mayUse(expected, profile, server)) expected.on.set(key(profile, server), isOn);
      return turned(home, profile, server, isOn);
    }
    case 2: {
      const isForAll = draw(3) === 0;
      const chosen = new Set(expected.profiles.filter(() => draw(2) === 0));
      const value = isOnForAll(expected, server);
      expected.users.set(server, isForAll ? undefined : chosen);
      for (const one of usersOf(expected, server)) {
        if (!expected.on.has(key(one, server))) expected.on.set(key(one, server), value);
      }
      const scope = isForAll
        ? ({ kind: 'shared' } as const)
        : ({ kind: 'private', profiles: [...chosen] } as const);
      return withAccess(home, server, { ...scope } as Home['servers'][number]['scope']);
    }
    case 3: {
      for (const one of names.filter((name) => expected.users.get(name) === undefined)) {
        expected.on.set(key(id, one), isOnForAll(expected, one));
      }
      expected.profiles.push(id);
      return withNewProfile(home, made);
    }
    default: {
      for (const one of names.filter((name) => mayUse(expected, profile, name))) {
        expected.on.set(key(id, one), expected.on.get(key(profile, one)) === true);
        const users = expected.users.get(one);
        if (users !== undefined) expected.users.set(one, new Set([...users, id]));
      }
      expected.profiles.push(id);
      const source = home.profiles.profiles.find((one) => one.id === profile);
      if (source === undefined) throw new Error('no profile');
      return withCopy(home, source, made);
    }
  }
}

/** What each profile sees of each server: on, off or nothing, and its own value. */
function seenIn(home: Home): unknown {
  return home.profiles.profiles.map((profile) => [
    profile.id,
    home.servers.map((server) => {
      const seen = serverForProfile(server, profile);
      return seen && [seen.enabled, seen.variableValues];
    }),
  ]);
}

const ownValues: ReadonlyMap<string, object> = new Map([
  ['personal', { KEY: text('of personal') }],
  ['p1', { KEY: text('of p1') }],
]);

function seenAsExpected(expected: Expected): unknown {
  return expected.profiles.map((profile) => [
    profile,
    names.map((name) =>
      mayUse(expected, profile, name)
        ? [expected.on.get(key(profile, name)), ownValues.get(profile) ?? {}]
        : undefined,
    ),
  ]);
}

test('nobody’s on or off changes by what another does, and access gives and takes no more', () => {
  for (let world = 0; world < worlds; world += 1) {
    const draw = drawFrom(world);
    const begun = begin(draw);
    let { home } = begun;
    for (let count = 0; count < steps; count += 1) {
      home = step(home, begun.expected, draw);
      expect(seenIn(home), `world ${String(world)}`).toEqual(seenAsExpected(begun.expected));
    }
  }
});
