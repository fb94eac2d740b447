import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { keptProfileSchema } from '../../../src/shared/domain/profile.ts';
import { createProfileWorld } from '../../support/profile-world.ts';
import type { ProfileWorld } from '../../support/profile-world.ts';

const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };
const look = { icon: 'user', color: 'teal' } as const;

let world: ProfileWorld;

beforeEach(async () => {
  world = await createProfileWorld();
  for (const title of ['One', 'Two']) await world.edits.create({ title, transport });
  await world.profiles.create({ title: 'Work', ...look });
  await world.profiles.setFavorites(['two', 'one'], true);
  await world.profiles.setFavorites(['two'], false);
});

afterEach(() => world.dispose());

const favorites = (id = 'personal') => world.book.get(id)?.favorites;
const undo = () => world.undo.run(world.undo.state().undoable?.id ?? '');

describe('favorites', () => {
  test('are those of the profile in use, told and on the disk', async () => {
    expect(favorites()).toEqual(['one']);
    await world.profiles.activate('work');
    await world.profiles.setFavorites(['two', 'nobody', 'one'], true);
    expect([favorites(), favorites('work')]).toEqual([['one'], ['two', 'one']]);
    expect(world.profiles.profiles().all.map((one) => one.favorites)).toEqual([
      ['one'],
      ['two', 'one'],
    ]);
    const again = await createProfileWorld({
      servers: world.serversFile.text,
      profiles: world.profilesFile.text,
    });
    expect(again.book.get('work')?.favorites).toEqual(['two', 'one']);
    await again.dispose();
  });

  test('are none of a server that the profile may not use', async () => {
    await world.profiles.setAccess('two', { kind: 'private', profiles: ['work'] }, 'keep');
    await world.profiles.setFavorites(['two'], true);
    expect(favorites()).toEqual(['one']);
  });

  test('stay while a server is elsewhere', async () => {
    await world.profiles.setAccess('one', { kind: 'private', profiles: ['work'] }, 'keep');
    await world.profiles.setAccess('one', { kind: 'shared' }, 'keep');
    expect(favorites()).toEqual(['one']);
  });

  test('say nothing where there are none, and change nothing where they are so already', async () => {
    await world.profiles.setFavorites(['one'], false);
    expect(favorites()).toBeUndefined();
    const { text } = world.profilesFile;
    const before = world.book.file();
    await world.profiles.setFavorites(['one'], false);
    expect(world.book.file()).toBe(before);
    expect(world.profilesFile.text).toBe(text);
  });

  test('change nothing that could not be saved', async () => {
    world.profilesFile.saveError = { code: 'DISK_FULL', detail: 'full' };
    const done = await world.profiles.setFavorites(['two'], true);
    expect(done).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED' } });
    expect(favorites()).toEqual(['one']);
  });

  test('connect and disconnect nothing', async () => {
    await world.settle();
    const before = world.live();
    await world.profiles.setFavorites(['one', 'two'], true);
    await world.settle();
    expect(world.live()).toEqual(before);
  });

  test('go with a server, for nobody gave them to a new one of its name; undo brings them back', async () => {
    await world.remove('one');
    expect(favorites()).toBeUndefined();
    await undo();
    expect(favorites()).toEqual(['one']);
    await world.remove('one');
    await world.clock.advance(1);
    await world.edits.create({ title: 'One', transport });
    expect(favorites()).toBeUndefined();
    await undo();
    expect(world.registry.get('one-2')).toBeDefined();
    expect(favorites()).toEqual(['one-2']);
  });

  test('are lost to what takes the place of a server, until that is undone', async () => {
    const draft = { title: 'One', transport };
    const saved = await world.home.saveBatch([{ draft, replaces: 'one' }]);
    if (!saved.ok) throw new Error(saved.error.code);
    expect(favorites()).toBeUndefined();
    await world.home.undoBatch(saved.value);
    expect(favorites()).toEqual(['one']);
  });

  test('are copied with a profile', async () => {
    await world.profiles.duplicate('personal', { title: 'Copy', ...look });
    expect(favorites('copy')).toEqual(['one']);
  });

  test('come back with a profile, of the servers that are still themselves', async () => {
    await world.profiles.setFavorites(['two'], true);
    await world.profiles.activate('work');
    await world.profiles.setAccess('two', { kind: 'private', profiles: ['personal'] }, 'keep');
    await world.profiles.remove('personal');
    const { id = '' } = world.undo.state().undoable ?? {};
    await world.clock.advance(1);
    await world.edits.create({ title: 'Two', transport });
    await world.remove('one');
    await world.edits.create({ title: 'One', transport });
    await world.undo.run(id);
    expect(favorites()).toEqual(['two-2']);
  });
});

const order = (id = 'personal') => world.book.get(id)?.order;

describe('the order by hand', () => {
  beforeEach(async () => {
    await world.edits.create({ title: 'Three', transport });
    await world.profiles.setOrder(['three', 'nobody', 'one', 'two']);
  });

  test('is that of the profile in use, until it wants that of the titles', async () => {
    expect([order(), order('work')]).toEqual([['three', 'one', 'two'], undefined]);
    await world.profiles.setOrder(null);
    expect(order()).toBeUndefined();
    expect(favorites()).toEqual(['one']);
  });

  test('loses a server that goes; undo puts it behind what stood before it', async () => {
    await world.remove('one');
    expect(order()).toEqual(['three', 'two']);
    await undo();
    expect(order()).toEqual(['three', 'one', 'two']);
    await world.remove('three');
    await world.clock.advance(1);
    await world.edits.create({ title: 'Three', transport });
    expect(order()).toEqual(['one', 'two']);
    await undo();
    expect(order()).toEqual(['three-2', 'one', 'two']);
  });

  test('is made by nothing but the person', async () => {
    await world.remove('one');
    await world.profiles.setOrder(null);
    await undo();
    expect(order()).toBeUndefined();
  });

  test('is copied with a profile, and comes back with it', async () => {
    await world.profiles.duplicate('personal', { title: 'Copy', ...look });
    expect(order('copy')).toEqual(['three', 'one', 'two']);
    await world.profiles.activate('work');
    await world.profiles.remove('personal');
    const { id = '' } = world.undo.state().undoable ?? {};
    await world.remove('one');
    await world.undo.run(id);
    expect(order()).toEqual(['three', 'two']);
  });
});

describe('a profile as it is read', () => {
  const read = (favorites: unknown) =>
    keptProfileSchema.parse({ id: 'a', title: 'A', ...look, createdAt: 1, favorites }).favorites;

  test('has as favorites what may be a name, each once, and fails of nothing else', () => {
    expect(read(['one', 7, null, 'No name!', 'one', { name: 'two' }, 'two'])).toEqual([
      'one',
      'two',
    ]);
    for (const one of ['one', 7, null, { one: true }]) expect(read(one)).toEqual([]);
    expect(read(undefined)).toBeUndefined();
  });
});
