import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isCovered } from '../../../src/main/transfer/backup-index.ts';
import { createBackups } from '../../../src/main/transfer/backups.ts';
import type { BackupShelf } from '../../../src/main/transfer/backups.ts';
import { keptServer, serverBody } from '../../../src/main/transfer/home-contents.ts';
import type { HomeContents } from '../../../src/main/transfer/home-contents.ts';
import { completeChange, saveJointly } from '../../../src/main/transfer/joint-save.ts';
import { planRestore } from '../../../src/main/transfer/plan-restore.ts';
import type { DocumentStore } from '../../../src/main/documents/document-ports.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import type { MemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { homeOf, profileOf, serverNamed } from './home.ts';

const minuteMs = 60_000;

describe('a plan to restore', () => {
  test('says what comes back, goes and changes, and leaves alone what is the same', () => {
    const failure = { status: 'passed' as const, at: 9 };
    const same = { ...serverNamed('same'), inspection: failure, updatedAt: 7 };
    const secret = { kind: 'secret' as const, secretId: 'x1' };
    const fresh = serverNamed('fresh', {
      transport: { type: 'sse', url: 'https://a.example', headers: { key: secret } },
    });
    const now = homeOf(
      [same, serverNamed('edited', { title: 'After', updatedAt: 50 }), fresh],
      [profileOf('Personal'), profileOf('New')],
    );
    const then = homeOf(
      [serverNamed('same'), serverNamed('edited', { title: 'Before' }), serverNamed('lost')],
      [profileOf('Personal', { color: 'red' }), profileOf('Old')],
    );
    const { plan, next, gone, goneProfiles, unused } = planRestore(now, then, 20);
    expect(plan).toEqual({
      servers: { back: ['lost'], gone: ['fresh'], changed: ['Before'] },
      profiles: { back: ['Old'], gone: ['New'], changed: ['Personal'] },
    });
    expect(next.servers[0]).toBe(same);
    expect(next.servers.map(({ name, updatedAt }) => [name, updatedAt])).toEqual([
      ['same', 7],
      ['edited', 51],
      ['lost', 20],
    ]);
    expect(gone).toEqual([fresh]);
    expect(goneProfiles).toEqual(['new']);
    expect(unused).toEqual(['x1']);
  });

  test('keeps the profile in use, unless the backup does not know it', () => {
    const [one, two] = [profileOf('One'), profileOf('Two')];
    const both = homeOf([], [one, two]);
    const inTwo = { ...both, profiles: { ...both.profiles, activeId: 'two' } };
    expect(planRestore(inTwo, both, 1).next.profiles.activeId).toBe('two');
    expect(planRestore(inTwo, homeOf([], [one]), 1).next.profiles.activeId).toBe('one');
  });

  test('leads there and back again', () => {
    const server = fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y'))
      .map(([name, title]) => serverNamed(name, { title }));
    const home = fc
      .uniqueArray(server, { selector: ({ name }) => name })
      .map((servers) => homeOf(servers));
    fc.assert(
      fc.property(home, home, (now, then) => {
        const there = planRestore(now, then, 5).next;
        expect(there.servers.map(serverBody)).toEqual(then.servers.map(serverBody));
        const back = planRestore(there, now, 6).next;
        expect(back.servers.map(serverBody)).toEqual(now.servers.map(serverBody));
        const { servers } = planRestore(then, then, 7).plan;
        expect(servers).toEqual({ back: [], gone: [], changed: [] });
      }),
    );
  });
});

describe('a backup', () => {
  test('is not made again for what the newest holds', () => {
    const all = homeOf([serverNamed('a'), serverNamed('b')]);
    const fewer = homeOf([serverNamed('a')]);
    expect(isCovered(all, all, 99 * minuteMs)).toBe(true);
    // One removal after the other is covered by the backup before the first.
    expect(isCovered(fewer, all, minuteMs)).toBe(true);
    expect(isCovered(fewer, all, 11 * minuteMs)).toBe(false);
    const withChoice = homeOf(all.servers, [profileOf('Personal', { choices: { b: true } })]);
    expect(isCovered(fewer, withChoice, minuteMs)).toBe(true);
    expect(isCovered(all, withChoice, minuteMs)).toBe(false);
    expect(isCovered(all, fewer, minuteMs)).toBe(false);
    expect(isCovered(homeOf([serverNamed('a', { title: 'A' })]), all, minuteMs)).toBe(false);
  });

  test('pushes out the oldest of ten', async () => {
    const kit = createBackupKit();
    for (let count = 1; count <= 13; count += 1) {
      kit.clock.ms += 60 * minuteMs;
      kit.home = homeOf(Array.from({ length: count }, (_, i) => serverNamed(`s${String(i)}`)));
      await kit.backups.keep('removal');
    }
    const list = await kit.backups.list();
    expect(list.map(({ servers }) => servers)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
    expect([...kit.documents.keys()].sort()).toEqual(list.map(({ id }) => id).sort());
  });

  test('is not made of an empty home, and daily at most once a day', async () => {
    const kit = createBackupKit();
    await kit.backups.keep('removal');
    expect(await kit.backups.list()).toEqual([]);
    kit.home = homeOf([serverNamed('a')]);
    await kit.backups.keepDaily();
    kit.home = homeOf([serverNamed('b')]);
    kit.clock.ms += 23 * 60 * minuteMs;
    await kit.backups.keepDaily();
    expect(await kit.backups.list()).toHaveLength(1);
    kit.clock.ms += 60 * minuteMs;
    await kit.backups.keepDaily();
    expect((await kit.backups.list()).map(({ reason }) => reason)).toEqual(['daily', 'daily']);
  });

  test('that cannot be written lets the change go on, but not a restore', async () => {
    const kit = createBackupKit();
    kit.home = homeOf([serverNamed('a')]);
    kit.index.saveError = { code: 'DISK_FULL', detail: 'ENOSPC' };
    await kit.backups.keep('removal');
    expect(await kit.backups.keepForRestore([])).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(await kit.backups.list()).toEqual([]);
    // Nothing is left of what no index names.
    expect([...kit.documents.keys()]).toEqual([]);
  });

  test('of before a restore keeps the secrets only it refers to', async () => {
    const kit = createBackupKit();
    kit.home = homeOf([serverNamed('a')]);
    await kit.backups.keepForRestore(['x1']);
    expect(await kit.backups.secretIds()).toEqual(['x1']);
  });

  test('that is gone or damaged says so', async () => {
    const kit = createBackupKit();
    kit.home = homeOf([serverNamed('a')]);
    await kit.backups.keep('import');
    const [{ id } = { id: '' }] = await kit.backups.list();
    expect(await kit.backups.read('nothing')).toMatchObject({
      error: { code: 'BACKUP_NOT_FOUND' },
    });
    const document = kit.documents.get(id);
    if (document) document.loadResult = { status: 'lost', damagedFile: 'x' };
    expect(await kit.backups.read(id)).toMatchObject({ error: { code: 'BACKUP_UNREADABLE' } });
  });

  test('holds nothing of what trying a server found', async () => {
    const tried = { ...serverNamed('a'), inspection: { status: 'passed' as const, at: 3 } };
    expect(keptServer(tried)).toEqual(serverNamed('a'));
  });
});

function createBackupKit() {
  const documents = new Map<string, MemoryDocument<HomeContents>>();
  const index = createMemoryDocument<never>();
  const clock = { ms: 1, now: () => clock.ms };
  let count = 0;
  const kit = { home: homeOf([]), documents, index, clock };
  const shelf: BackupShelf = {
    index: index,
    document(id) {
      const existing = documents.get(id) ?? createMemoryDocument<HomeContents>();
      documents.set(id, existing);
      return { ...existing, remove: async () => void documents.delete(id) };
    },
    ids: () => Promise.resolve([...documents.keys()]),
  };
  const backups = createBackups({
    shelf,
    contents: () => kit.home,
    clock,
    random: { id: () => `id-${String((count += 1))}` },
    logger: createSilentLogger(),
  });
  return Object.assign(kit, { backups });
}

describe('a change of servers and profiles together', () => {
  const before = { profiles: homeOf([]).profiles, registry: { servers: [] } };
  const next = {
    profiles: homeOf([], [profileOf('Work')]).profiles,
    registry: { servers: [{ name: 'a' }] },
  };

  /** Documents whose saves and removals can stop after `steps`, as a kill does. */
  function createDocuments(steps = Infinity, failing?: string) {
    let left = steps;
    const inner = {
      profiles: createMemoryDocument(before.profiles),
      registry: createMemoryDocument<(typeof next)['registry']>(before.registry),
      change: createMemoryDocument<typeof next>(),
    };
    const limited = <T>(name: string, document: MemoryDocument<T>): DocumentStore<T> => ({
      load: () => document.load(),
      async save(value) {
        if ((left -= 1) < 0) throw new Error('killed');
        if (name === failing)
          return { ok: false, error: { code: 'DISK_FULL', detail: 'ENOSPC' } } as const;
        return document.save(value);
      },
      async remove() {
        if ((left -= 1) < 0) throw new Error('killed');
        return document.remove();
      },
    });
    return {
      inner,
      stores: {
        profiles: limited('profiles', inner.profiles),
        registry: limited('registry', inner.registry),
        change: limited('change', inner.change),
      },
    };
  }
  const stateOf = ({ inner }: ReturnType<typeof createDocuments>) =>
    [inner.profiles, inner.registry].map(({ text }) => text);
  const old = [before.profiles, before.registry].map((one) => JSON.stringify(one));
  const fresh = [next.profiles, next.registry].map((one) => JSON.stringify(one));

  test('killed at any step is the old state or the new one after the next start', async () => {
    for (let steps = 0; steps <= 4; steps += 1) {
      const documents = createDocuments(steps);
      const saving = saveJointly(documents.stores, before, next).catch(() => 'killed');
      expect(await saving).toEqual(steps === 4 ? { ok: true } : 'killed');
      await completeChange(documents.inner, createSilentLogger());
      expect([steps, stateOf(documents)]).toEqual([steps, steps === 0 ? old : fresh]);
      expect(documents.inner.change.text).toBeUndefined();
    }
  });

  test.each(['change', 'profiles', 'registry'])(
    'that the disk refuses at the document of %s is the old state, then and later',
    async (failing) => {
      const documents = createDocuments(Infinity, failing);
      expect(await saveJointly(documents.stores, before, next)).toMatchObject({
        ok: false,
        error: { code: 'DISK_FULL' },
      });
      expect(stateOf(documents)).toEqual(old);
      await completeChange(documents.inner, createSilentLogger());
      expect(stateOf(documents)).toEqual(old);
    },
  );
});
