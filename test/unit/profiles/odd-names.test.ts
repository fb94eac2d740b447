import { describe, expect, test } from 'vitest';

import { serverForProfile } from '../../../src/main/profiles/profile-view.ts';
import { keptProfileSchema } from '../../../src/shared/domain/profile.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { knownValues, withChoice } from '../../../src/main/profiles/on-off.ts';
import { createProfileWorld } from '../../support/profile-world.ts';

const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };

const server = serverDefinitionSchema.parse({
  title: 'constructor',
  name: 'constructor',
  transport,
  enabled: false,
  createdAt: 1,
  updatedAt: 1,
});
const profile = keptProfileSchema.parse({
  id: 'personal',
  title: 'Personal',
  icon: 'user',
  color: 'indigo',
  createdAt: 1,
});

describe('a server that is called what every object has', () => {
  test('is off where nobody turned it on', () => {
    expect(serverForProfile(server, profile)?.enabled).toBe(false);
  });

  test('is on by a choice and by nothing else', () => {
    const choices = { constructor: true };
    expect(serverForProfile(server, { ...profile, choices })?.enabled).toBe(true);
  });

  test('has no choice to take or to give until one was made', async () => {
    expect([
      ...knownValues({ ...server, scope: { kind: 'private', profiles: [] } }, [profile]),
    ]).toEqual([]);
    expect(withChoice(profile, 'constructor', undefined)).toBe(profile);
    expect(withChoice(profile, 'constructor', false).choices).toEqual({ constructor: false });
  });

  test('a profile of such a name is given nothing that it had not', async () => {
    const world = await createProfileWorld();
    const made = await world.profiles.create({ title: 'constructor', icon: 'user', color: 'teal' });
    expect(made).toMatchObject({ ok: true, value: { id: 'constructor' } });
    await world.allServers.create({ title: 'constructor', transport, enabled: false });
    await world.edits.setEnabled('constructor', true);
    expect(world.book.get('constructor')?.choices).toEqual({});
    await world.dispose();
  });
});
