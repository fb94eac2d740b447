import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createProfileWorld } from '../../support/profile-world.ts';
import type { ProfileWorld } from '../../support/profile-world.ts';

const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };
const look = { icon: 'user', color: 'teal' } as const;

let world: ProfileWorld;
let heard: string[];

beforeEach(async () => {
  world = await createProfileWorld();
  await world.profiles.create({ title: 'Work', ...look });
  heard = [];
  const { registry } = world;
  registry.onChange((change) => heard.push(`${change.kind} ${change.server.name}`));
  registry.onSwitch(({ from, to }) => heard.push(`${from} to ${to}`));
  registry.onHome((name) => heard.push(`home ${name ?? 'all'}`));
});

afterEach(() => world.dispose());

describe('several changes in one step', () => {
  test('are told once, each server as it came out, and the home last', async () => {
    await world.registry.inOneStep(async () => {
      await world.allServers.create({ title: 'One', transport });
      await world.allServers.create({ title: 'Two', transport });
      await world.allServers.update('one', { title: 'First', transport });
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['saved one', 'saved two', 'home one', 'home two']);
  });

  test('that come to nothing tell nothing of servers', async () => {
    await world.registry.inOneStep(async () => {
      await world.allServers.create({ title: 'One', transport });
      await world.allServers.remove('one');
    });
    expect(heard).toEqual(['home one']);
  });

  test('are told also when the step fails in the middle', async () => {
    const failing = world.registry.inOneStep(async () => {
      await world.allServers.create({ title: 'One', transport });
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(heard).toEqual(['saved one', 'home one']);
  });

  test('the home is told when the last of steps side by side is over', async () => {
    let end = () => {};
    const longer = world.registry.inOneStep(() => new Promise<void>((resolve) => (end = resolve)));
    await world.registry.inOneStep(() => world.allServers.create({ title: 'One', transport }));
    expect(heard).toEqual(['saved one']);
    end();
    await longer;
    expect(heard).toEqual(['saved one', 'home one']);
  });
});

describe('another profile', () => {
  test('is told after what it may use came and what it may not went', async () => {
    const scope = (profile: string) => ({ kind: 'private' as const, profiles: [profile] });
    await world.allServers.create({ title: 'Mine', transport, scope: scope('personal') });
    await world.allServers.create({ title: 'Theirs', transport, scope: scope('work') });
    await world.allServers.create({ title: 'Both', transport });
    heard.length = 0;
    await world.profiles.activate('work');
    expect(heard).toEqual(['removed mine', 'saved theirs', 'personal to work', 'home all']);
  });

  test('hears nothing of what it may not use, while the home does', async () => {
    const scope = { kind: 'private' as const, profiles: ['work'] };
    await world.allServers.create({ title: 'Theirs', transport, scope });
    await world.allServers.setEnabled('theirs', false);
    expect(heard).toEqual(['home theirs', 'home theirs']);
    expect(world.registry.get('theirs')).toBeUndefined();
    expect(world.registry.variableFlags('theirs').ok).toBe(false);
  });

  test('a server that is made private goes, and comes back', async () => {
    await world.allServers.create({ title: 'One', transport });
    heard.length = 0;
    await world.profiles.setAccess('one', { kind: 'private', profiles: ['work'] }, 'keep');
    await world.profiles.setAccess('one', { kind: 'shared' }, 'keep');
    expect(heard.filter((one) => !one.startsWith('home'))).toEqual(['removed one', 'saved one']);
  });
});
