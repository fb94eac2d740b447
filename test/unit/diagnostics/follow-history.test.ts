import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createStateHistory } from '../../../src/main/activity/state-history.ts';
import type { StateHistory } from '../../../src/main/activity/state-history.ts';
import { followHistory } from '../../../src/main/diagnostics/follow-history.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { createProfileWorld } from '../../support/profile-world.ts';
import type { ProfileWorld } from '../../support/profile-world.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };
const look = { icon: 'user', color: 'teal' } as const;

let world: ProfileWorld;
let history: StateHistory;
let following: Disposable;

beforeEach(async () => {
  world = await createProfileWorld();
  await world.profiles.create({ title: 'Work', ...look });
  const logger = createSilentLogger();
  history = createStateHistory({ store: createMemoryDocument(), clock: world.clock, logger });
  const inUse = () => world.book.profiles().activeId;
  following = followHistory({ history, registry: world.registry, pool: world.pool, inUse });
});

afterEach(async () => {
  following[Symbol.dispose]();
  await world.dispose();
});

const kinds = (owner: string, name: string) => history.of(owner, name).map(({ kind }) => kind);

async function add(title: string, profile?: string) {
  const scope = profile
    ? { scope: { kind: 'private' as const, profiles: [profile] } }
    : { scope: { kind: 'shared' as const } };
  const made = await world.allServers.create({ title, transport, ...scope, enabled: true });
  if (!made.ok) throw new Error(made.error.code);
}

async function pass() {
  await world.settle();
  await world.clock.advance(1_000);
}

describe('what is written down of the profile in use', () => {
  test('is what its servers go through, and nothing of another', async () => {
    await add('One');
    world.pool.connect('one', 'user');
    await pass();
    expect(kinds('personal', 'one')).toEqual(['idle', 'connecting', 'ready']);
    expect(kinds('work', 'one')).toEqual([]);
  });

  test('a switch leaves a gap with one and begins with the other as things stand', async () => {
    await add('One');
    world.pool.connect('one', 'user');
    await pass();
    await world.profiles.activate('work');
    await pass();
    expect(kinds('personal', 'one')).toEqual(['idle', 'connecting', 'ready', 'unknown']);
    expect(kinds('work', 'one')).toEqual(['ready']);
    await world.profiles.activate('personal');
    await pass();
    expect(kinds('personal', 'one')).toEqual(['idle', 'connecting', 'ready', 'unknown', 'ready']);
  });

  test('what goes with a switch is nothing the next profile has been through', async () => {
    await add('Mine', 'personal');
    world.pool.connect('mine', 'user');
    await pass();
    await world.profiles.activate('work');
    await pass();
    expect(kinds('work', 'mine')).toEqual([]);
    expect(kinds('personal', 'mine')).toEqual(['idle', 'connecting', 'ready', 'unknown']);
  });

  test('a server the profile may not use any more has ended', async () => {
    await add('One');
    world.pool.connect('one', 'user');
    await pass();
    await world.profiles.setAccess('one', { kind: 'private', profiles: ['work'] }, 'keep');
    await pass();
    expect(kinds('personal', 'one').at(-1)).toBe('idle');
  });

  test('is nothing any more once it is disposed', async () => {
    await add('One');
    following[Symbol.dispose]();
    world.pool.connect('one', 'user');
    await pass();
    expect(kinds('personal', 'one')).toEqual(['idle']);
  });
});
