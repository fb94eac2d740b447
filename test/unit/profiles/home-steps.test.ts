import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createProfileWorld } from '../../support/profile-world.ts';
import type { ProfileWorld } from '../../support/profile-world.ts';

const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };
const refused = { code: 'DISK_FULL', detail: 'full' } as const;
const look = { icon: 'user', color: 'teal' } as const;

let world: ProfileWorld;

beforeEach(async () => {
  world = await createProfileWorld();
  await world.profiles.create({ title: 'Work', ...look });
});

afterEach(() => world.dispose());

const files = () => [world.serversFile.text, world.profilesFile.text];

describe('an import', () => {
  test('keeps a backup of what was on the disk before it', async () => {
    await world.edits.create({ title: 'One', transport });
    const [before] = files();
    await world.home.saveBatch([{ draft: { title: 'Two', transport } }]);
    expect(world.backups).toEqual([{ reason: 'import', servers: before }]);
  });

  test('is for the profile in use, unless another is named', async () => {
    await world.profiles.activate('work');
    const values = { REGION: 'eu' };
    const variables = [{ name: 'REGION', label: 'Region', secret: false, required: true }];
    const draft = { title: 'One', transport, variables };
    const here = await world.home.saveBatch([{ draft, values }]);
    const there = await world.home.saveBatch([{ draft, values }], 'personal');
    const owners = [here, there].map(
      (saved) => saved.ok && Object.keys(saved.value[0]?.server.variableValues ?? {}),
    );
    expect(owners).toEqual([['work/REGION'], ['REGION']]);
  });

  test('forgets what profiles chose about a server it takes the place of, and undo brings it back', async () => {
    await world.edits.create({ title: 'One', transport });
    await world.edits.setEnabled('one', false);
    const saved = await world.home.saveBatch([
      { draft: { title: 'One', transport, enabled: true }, replaces: 'one' },
    ]);
    expect(world.registry.get('one')?.enabled).toBe(true);
    if (!saved.ok) throw new Error(saved.error.code);
    await world.home.undoBatch(saved.value);
    expect(world.registry.get('one')?.enabled).toBe(false);
  });
});

describe('a step that cannot be saved', () => {
  test.each([
    ['create', () => world.home.create({ title: 'New', transport })],
    ['saveBatch', () => world.home.saveBatch([{ draft: { title: 'New', transport } }])],
    ['takeOut', () => world.home.takeOut('one')],
  ])('%s leaves servers, choices and what is shown as they were', async (_, step) => {
    await world.edits.create({ title: 'One', transport });
    await world.edits.setEnabled('one', false);
    const before = [files(), world.registry.list(), new Map(world.told)];
    world.serversFile.saveError = refused;
    world.profilesFile.saveError = refused;
    expect((await step()).ok).toBe(false);
    expect([files(), world.registry.list(), world.told]).toEqual(before);
  });
});

describe('taking a server out and putting it back', () => {
  test('is on and off for everybody as it was', async () => {
    await world.edits.create({ title: 'One', transport });
    await world.edits.setEnabled('one', false);
    const taken = await world.home.takeOut('one');
    if (!taken.ok) throw new Error(taken.error.code);
    expect(world.book.get('personal')?.choices).toEqual({});
    const back = await world.home.putBack(taken.value);
    expect(back.ok && back.value.enabled).toBe(false);
    await world.profiles.activate('work');
    expect(world.registry.get('one')?.enabled).toBe(true);
  });

  test('does not reach what another profile has for itself', async () => {
    const scope = { kind: 'private' as const, profiles: ['work'] };
    await world.allServers.create({ title: 'Theirs', transport, scope });
    const taken = await world.home.takeOut('theirs');
    expect(taken).toEqual({ ok: false, error: { code: 'NOT_FOUND', name: 'theirs' } });
    expect(world.allServers.get('theirs')).toBeDefined();
  });
});
