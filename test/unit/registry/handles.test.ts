import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createHandleBook, handleFileSchema } from '../../../src/main/registry/handle-book.ts';
import type { HandleBook, HandleFile } from '../../../src/main/registry/handle-book.ts';
import { withHandles, withNewHandle } from '../../../src/main/registry/handles.ts';
import type { RegistryFile, RegistryRecord } from '../../../src/main/registry/registry-file.ts';
import { freeHandle, handlePattern, maxHandleChars } from '../../../src/shared/domain/handle.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import type { MemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { createRegistryKit, remoteDraft, valueOf } from './registry-kit.ts';

let moments = 1_000;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const clock = new FakeClock();

const bookOver = (store: MemoryDocument<HandleFile>): HandleBook =>
  createHandleBook({ store, clock, hash, logger: createSilentLogger() });

/** A registry with handles; what it was before can be gone on with. */
async function world(file?: RegistryFile, store = createMemoryDocument<HandleFile>()) {
  const handles = bookOver(store);
  const kit = await createRegistryKit(file, { handles });
  // No two servers are made at the same moment.
  Object.defineProperty(kit.clock, 'ms', { get: () => (moments += 1) });
  const handleOf = (name: string) => kit.registry.get(name)?.handle;
  const fileNow = () => JSON.parse(kit.store.text ?? '') as { servers: ServerDefinition[] };
  return { ...kit, handles, handleStore: store, handleOf, fileNow };
}

const draftAt = (title: string, url: string) => ({
  title,
  transport: { type: 'streamable-http' as const, url },
});

const definition = (name: string, rest: Partial<ServerDefinition> = {}): ServerDefinition =>
  serverDefinitionSchema.parse({
    ...draftAt(name, `https://${name}.example/mcp`),
    name,
    createdAt: 1,
    updatedAt: 1,
    ...rest,
  });

test('a new server gets a handle by its name, and it is in the file', async () => {
  const { registry, changes, fileNow } = await world();
  const created = valueOf(await registry.create(remoteDraft('Docs')));
  expect(created.handle).toBe('docs');
  expect(changes[0]?.server.handle).toBe('docs');
  expect(fileNow().servers[0]?.handle).toBe('docs');
});

test('names that are longer than a handle get one of their own', async () => {
  const { registry } = await world();
  const one = valueOf(await registry.create(remoteDraft('The longest name of a server one')));
  const two = valueOf(await registry.create(remoteDraft('The longest name of a server two')));
  expect(one.handle).toMatch(/^the-longest-n-[0-9a-f]{6}$/);
  expect(two.handle).not.toBe(one.handle);
});

test('an edit, another title, turning off and a finding keep the handle', async () => {
  const { registry, handleOf } = await world();
  await registry.create(remoteDraft('Docs'));
  await registry.update('docs', draftAt('Other title', 'https://elsewhere.example/mcp'));
  await registry.setEnabled('docs', false);
  await registry.recordInspections(new Map([['docs', { status: 'passed', at: 1 }]]));
  expect(handleOf('docs')).toBe('docs');
});

test('the handle of a server that is gone is not given to another, also after a restart', async () => {
  const first = await world();
  await first.registry.create(draftAt('Docs', 'https://one.example/mcp'));
  await first.registry.remove('docs');
  await first.registry.create(draftAt('Docs', 'https://two.example/mcp'));
  expect(first.handleOf('docs')).toBe('docs-2');
  await first.registry.remove('docs');
  await first.handles.settled();
  const later = await world({ servers: [] }, first.handleStore);
  await later.registry.create(draftAt('Docs', 'https://three.example/mcp'));
  expect(later.handleOf('docs')).toBe('docs-3');
});

test('the same program or address again gets the handle it had', async () => {
  const { registry, handleOf } = await world();
  await registry.create(draftAt('Docs', 'https://one.example/mcp'));
  await registry.remove('docs');
  await registry.create(draftAt('Docs', 'https://one.example/mcp'));
  expect(handleOf('docs')).toBe('docs');
});

test('a removal that is taken back brings its handle, whatever came meanwhile', async () => {
  const { registry, handleOf } = await world();
  const docs = valueOf(await registry.create(draftAt('Docs', 'https://one.example/mcp')));
  await registry.remove('docs');
  await registry.create(draftAt('Docs', 'https://two.example/mcp'));
  valueOf(await registry.bringBack({ ...docs, name: 'docs-again' }));
  expect([handleOf('docs'), handleOf('docs-again')]).toEqual(['docs-2', 'docs']);
});

test('what is imported keeps the handle it had elsewhere, unless that is or was another’s', async () => {
  const { registry, handleOf } = await world();
  await registry.create(draftAt('Docs', 'https://one.example/mcp'));
  valueOf(
    await registry.saveBatch([
      { draft: draftAt('A', 'https://a.example/mcp'), wishedHandle: 'mine' },
      { draft: draftAt('B', 'https://b.example/mcp'), wishedHandle: 'docs' },
      { draft: draftAt('C', 'https://c.example/mcp'), wishedHandle: 'mine' },
    ]),
  );
  expect(['a', 'b', 'c'].map(handleOf)).toEqual(['mine', 'docs-2', 'mine-2']);
});

test('a backup that is restored brings the handles of then', async () => {
  const { registry, handleOf, store } = await world();
  const docs = valueOf(await registry.create(draftAt('Docs', 'https://one.example/mcp')));
  await registry.remove('docs');
  const other = valueOf(await registry.create(draftAt('Other', 'https://two.example/mcp')));
  valueOf(
    await registry.replaceAll(() =>
      Promise.resolve({
        ok: true,
        value: { servers: [docs, { ...other, handle: 'docs' }], save: (file) => store.save(file) },
      }),
    ),
  );
  expect([handleOf('docs'), handleOf('other')]).toEqual(['docs', 'docs-2']);
});

test('two equal handles in the file: whoever had it keeps it, and it is said', async () => {
  const first = await world();
  await first.registry.create(draftAt('One', 'https://one.example/mcp'));
  await first.registry.create(draftAt('Two', 'https://two.example/mcp'));
  await first.handles.settled();
  const { servers } = first.fileNow();
  const edited = { servers: servers.map((one) => ({ ...one, handle: 'two' })).reverse() };
  for (let start = 0; start < 2; start += 1) {
    const again = await world(edited, first.handleStore);
    expect([again.handleOf('one'), again.handleOf('two')]).toEqual(['two-2', 'two']);
    expect(again.load.rehandled).toEqual([{ title: 'One', wished: 'two', handle: 'two-2' }]);
    expect(again.load.problems).toEqual([]);
  }
});

test('an edit of the file while it runs is settled and said likewise', async () => {
  const { registry, store, fileNow, handleOf } = await world();
  const told: unknown[] = [];
  registry.onOutside((news) => told.push(news));
  await registry.create(draftAt('One', 'https://one.example/mcp'));
  await registry.create(draftAt('Two', 'https://two.example/mcp'));
  const { servers } = fileNow();
  store.outside = {
    status: 'changed',
    value: { servers: servers.map((one) => ({ ...one, handle: 'one' })) },
  };
  await registry.reload();
  expect([handleOf('one'), handleOf('two')]).toEqual(['one', 'one-2']);
  expect(told).toEqual([
    {
      kind: 'taken-over',
      problems: [],
      rehandled: [{ title: 'Two', wished: 'one', handle: 'one-2' }],
    },
  ]);
});

test('a handle that is taken out of the file, or is none, comes back', async () => {
  const { registry, store, fileNow, handleOf } = await world();
  await registry.create(draftAt('One', 'https://one.example/mcp'));
  await registry.setHandle('one', 'mine');
  const { handle: _, ...bare } = fileNow().servers[0] ?? {};
  for (const server of [bare, { ...bare, handle: 'Not a handle!' }, { ...bare, handle: 7 }]) {
    store.outside = { status: 'changed', value: { servers: [server] } };
    await registry.reload();
    expect(handleOf('one')).toBe('mine');
  }
});

test('a server that is renamed in the file keeps its handle', async () => {
  const { registry, store, fileNow, handleOf } = await world();
  await registry.create(draftAt('One', 'https://one.example/mcp'));
  const { servers } = fileNow();
  store.outside = {
    status: 'changed',
    value: { servers: servers.map((one) => ({ ...one, name: 'uno' })) },
  };
  await registry.reload();
  expect(handleOf('uno')).toBe('one');
});

test('a person may choose a handle, also one whose server is gone, but none in use', async () => {
  const { registry, handleOf } = await world();
  const one = valueOf(await registry.create(draftAt('One', 'https://one.example/mcp')));
  await registry.create(draftAt('Two', 'https://two.example/mcp'));
  const chosen = valueOf(await registry.setHandle('one', 'short'));
  expect(chosen).toEqual({ ...one, handle: 'short' });
  expect(await registry.setHandle('two', 'short')).toMatchObject({
    ok: false,
    error: { code: 'INVALID', problems: [{ code: 'HANDLE_TAKEN', path: 'handle' }] },
  });
  for (const bad of ['', 'with_line', 'Big', 'x'.repeat(21), '-a', 'a b']) {
    expect(await registry.setHandle('two', bad)).toMatchObject({
      error: { problems: [{ code: 'HANDLE_INVALID' }] },
    });
  }
  await registry.remove('one');
  valueOf(await registry.setHandle('two', 'short'));
  expect(handleOf('two')).toBe('short');
  expect(await registry.setHandle('gone', 'x')).toMatchObject({ error: { code: 'NOT_FOUND' } });
});

test('the handle a server had before stays its own', async () => {
  const { registry, handleOf } = await world();
  await registry.create(draftAt('One', 'https://one.example/mcp'));
  await registry.setHandle('one', 'short');
  await registry.remove('one');
  await registry.create(draftAt('One', 'https://other.example/mcp'));
  expect(handleOf('one')).toBe('one-2');
});

test('a book that is lost costs no server its handle', async () => {
  const first = await world();
  await first.registry.create(draftAt('One', 'https://one.example/mcp'));
  await first.registry.setHandle('one', 'short');
  const again = await world(first.fileNow());
  expect(again.handleOf('one')).toBe('short');
});

test('whatever the records say, handles are valid, unlike, stable, and kept where they can be', () => {
  const handles = fc.constantFrom('a', 'b', 'c', undefined);
  const servers = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-c][a-z-]{0,30}$/),
      handle: handles,
      createdAt: fc.nat(3),
    }),
    { selector: ({ name }) => name, maxLength: 8 },
  );
  fc.assert(
    fc.property(servers, servers, (before, now) => {
      const book = bookOver(createMemoryDocument());
      const recordsOf = (all: typeof now): RegistryRecord[] =>
        all.map(({ name, handle, createdAt }) => ({
          kind: 'server',
          server: { ...definition(name), createdAt, ...(handle !== undefined && { handle }) },
        }));
      const serversIn = (records: readonly RegistryRecord[]) =>
        records.flatMap((record) => (record.kind === 'server' ? record.server : []));
      const former = serversIn(withHandles(recordsOf(before), new Map(), book).records);
      book.note(former);
      const { records, rehandled } = withHandles(recordsOf(now), new Map(), book);
      const given = serversIn(records);
      expect(new Set(given.map(({ handle }) => handle)).size).toBe(now.length);
      for (const { handle } of given) expect(handle).toMatch(handlePattern);
      const said = given.filter(({ handle }, index) => {
        const wished = now[index]?.handle;
        return wished !== undefined && wished !== handle;
      });
      expect(rehandled.map(({ handle }) => handle)).toEqual(said.map(({ handle }) => handle));
      for (const server of given) {
        const had = former.find(({ handle }) => handle === server.handle);
        if (had !== undefined) expect(server.name).toBe(had.name);
      }
      const once = withHandles(records, new Map(), book);
      expect(once.rehandled).toEqual([]);
      expect(serversIn(once.records).every((server, index) => server === given[index])).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a free handle is never longer than a handle may be', () => {
  const taken = new Set<string>();
  for (let count = 0; count < 120; count += 1) {
    const handle = freeHandle('x'.repeat(maxHandleChars), (one) => taken.has(one));
    expect(handle).toMatch(handlePattern);
    expect(taken.has(handle)).toBe(false);
    taken.add(handle);
  }
});

test('what the book saves can be read again', async () => {
  const store = createMemoryDocument<HandleFile>();
  const book = bookOver(store);
  book.note([definition('one', { handle: 'one' })]);
  await book.settled();
  handleFileSchema.parse(JSON.parse(store.text ?? ''));
  const again = bookOver(store);
  await again.load();
  expect(again.ownerOf('one', definition('one'))).toBe('this');
  expect(again.ownerOf('one', definition('other'))).toBe('other');
  expect(again.ownerOf('two', definition('other'))).toBe('nobody');
});

test('handles of servers that are made one after the other are one save, a moment later', async () => {
  const { registry, handleStore } = await world();
  const saves = handleStore.saves;
  for (const title of ['One', 'Two', 'Three']) {
    await registry.create(draftAt(title, `https://${title}.example/mcp`));
  }
  expect(handleStore.saves).toBe(saves);
  await clock.advance(1_000);
  expect(handleStore.saves).toBe(saves + 1);
  expect(handleStore.text).toContain('"three"');
});

test('a further server gets one that nobody beside it has, and one that names its own is judged with all', async () => {
  const { handles } = await world();
  const one = definition('docs');
  expect(withNewHandle(one, [], handles)?.handle).toBe('docs');
  expect(withNewHandle(one, [{ handle: 'docs' }], handles)?.handle).toBe('docs-2');
  expect(withNewHandle({ ...one, handle: 'mine' }, [{ handle: 'mine' }], handles)).toBeUndefined();
});
