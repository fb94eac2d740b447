import { expect, test } from 'vitest';

import type { ListLimits } from '../../../src/main/catalog/catalog-limits.ts';
import { fetchList } from '../../../src/main/catalog/fetch-list.ts';
import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { limitsOf, manyTools, never, sourceOf, tools } from './list-source.ts';
import type { Pages } from './list-source.ts';

async function read(pages: Pages, change: Partial<ListLimits> = {}) {
  const { source, cursors } = sourceOf({ tools: pages });
  const clock = new FakeClock();
  const result = await fetchList(source, 'tools', { clock, limits: limitsOf(change) }, never);
  expect(clock.pending).toBe(0);
  if (!result.ok) return { error: result.error, cursors };
  const { entries, notices, rest } = result.value;
  const items = entries.map(({ item }) => item);
  return { names: items.map(({ name }) => name), items, entries, rest, notices, cursors };
}

const failure: SessionOutcome = { kind: 'stream-closed', detail: 'gone' };

test('a single page is one request', async () => {
  const { names, notices, cursors } = await read(() => ({ items: tools('a', 'b') }));
  expect({ names, notices, cursors }).toEqual({
    names: ['a', 'b'],
    notices: [],
    cursors: [undefined],
  });
});

test('cursors are followed, an empty one and an empty page among them', async () => {
  const pages = [
    { items: tools('a'), nextCursor: '' },
    { items: [], nextCursor: 'x' },
    { items: tools('b') },
  ];
  const { names, notices, cursors } = await read((page) => pages[page - 1] ?? failure);
  expect({ names, notices, cursors }).toEqual({
    names: ['a', 'b'],
    notices: [],
    cursors: [undefined, '', 'x'],
  });
});

test('a cursor that comes again ends the list', async () => {
  const { names, notices, cursors } = await read((page) => ({
    items: tools(`t${page}`),
    nextCursor: 'same',
  }));
  expect(names).toEqual(['t1', 't2']);
  expect(notices).toEqual([{ kind: 'tools', reason: 'cursor-loop' }]);
  expect(cursors).toHaveLength(2);
});

test('at most fifty pages', async () => {
  const { names, notices, cursors } = await read((page) => ({
    items: tools(`t${page}`),
    nextCursor: `c${page}`,
  }));
  expect(names).toHaveLength(50);
  expect(cursors).toHaveLength(50);
  expect(notices).toEqual([{ kind: 'tools', reason: 'page-cap' }]);
});

test('at most a thousand tools, with no request more when they are exactly there', async () => {
  const full = await read((page) => ({
    items: manyTools(500, page * 500),
    nextCursor: `c${page}`,
  }));
  expect(full.names).toHaveLength(1_000);
  expect(full.cursors).toHaveLength(2);
  expect(full.notices).toEqual([{ kind: 'tools', reason: 'item-cap' }]);
  const exact = await read(() => ({ items: manyTools(1_000) }));
  expect(exact.notices).toEqual([]);
  const over = await read(() => ({ items: manyTools(1_001) }));
  expect(over.names).toHaveLength(1_000);
  expect(over.notices).toEqual([{ kind: 'tools', reason: 'item-cap' }]);
});

test('at most so many bytes', async () => {
  const { names, notices } = await read(() => ({ items: manyTools(10) }), { maxBytes: 100 });
  expect(names).toEqual(['t0', 't1']);
  expect(notices).toEqual([{ kind: 'tools', reason: 'byte-cap' }]);
});

test('a failure of the first page is the answer, a later one keeps what was read', async () => {
  expect((await read(() => failure)).error).toEqual(failure);
  const later = await read((page) =>
    page === 1 ? { items: tools('a'), nextCursor: 'n' } : failure,
  );
  expect(later.names).toEqual(['a']);
  expect(later.notices).toEqual([
    { kind: 'tools', reason: 'list-failed', detail: 'stream-closed' },
  ]);
});

test('thirty seconds for all pages: what came in time is kept', async () => {
  const clock = new FakeClock();
  const slow: Pages = (page, _cursor, signal) =>
    page === 1
      ? { items: tools('a'), nextCursor: 'n' }
      : new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'aborted' }));
        });
  const options = { clock, limits: limitsOf() };
  const running = fetchList(sourceOf({ tools: slow }).source, 'tools', options, never);
  await clock.advance(30_000);
  expect(await running).toMatchObject({
    ok: true,
    value: { entries: [{ item: { name: 'a' } }], notices: [{ reason: 'time-cap' }] },
  });

  const first: Pages = (_page, cursor, signal) => slow(2, cursor, signal);
  const nothing = fetchList(sourceOf({ tools: first }).source, 'tools', options, never);
  await clock.advance(30_000);
  expect(await nothing).toMatchObject({ error: { kind: 'timed-out', phase: 'listing' } });
});

test('an abort is told as such, whatever was read', async () => {
  const controller = new AbortController();
  const { source } = sourceOf({
    tools: () => {
      controller.abort();
      return { items: tools('a') };
    },
  });
  const options = { clock: new FakeClock(), limits: limitsOf() };
  expect(await fetchList(source, 'tools', options, controller.signal)).toEqual({
    ok: false,
    error: { kind: 'aborted' },
  });
});

test('what is of no use is left out and counted', async () => {
  const deep: JsonObject = JSON.parse('{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000));
  const items: JsonObject[] = [
    { name: 'good' },
    { name: 'good', description: 'again' },
    { name: '' },
    { name: 7 },
    { name: 'x'.repeat(513) },
    { title: 'nameless' },
    { name: 'odd', inputSchema: ['not', 'an', 'object'] },
    { name: 'deep', inputSchema: deep },
  ];
  const { names, notices } = await read(() => ({ items }));
  expect(names).toEqual(['good']);
  expect(notices).toEqual([{ kind: 'tools', reason: 'invalid-items', count: 7 }]);
});

test('decorations of a wrong type or size do not cost the tool', async () => {
  const { items } = await read(() => ({
    items: [
      {
        name: 'a',
        title: 7,
        description: 'y'.repeat(40_000),
        annotations: { title: 'Older title', readOnlyHint: 'yes', destructiveHint: false },
        unknown: 1,
      },
    ],
  }));
  expect(items?.[0]).toMatchObject({ name: 'a', inputSchema: { type: 'object' } });
  expect(items?.[0]).toMatchObject({
    title: 'Older title',
    annotations: { destructiveHint: false },
  });
  expect(items?.[0]?.annotations).not.toHaveProperty('readOnlyHint');
  expect(items?.[0]?.description).toHaveLength(32_768);
  expect(items?.[0]).not.toHaveProperty('unknown');
});

test('a prototype hidden in a schema is dropped at every depth, as a name it is just a name', async () => {
  const hostile = JSON.parse(
    '{"name":"__proto__","inputSchema":{"properties":{"__proto__":{"polluted":1},"fine":{}}}}',
  ) as JsonObject;
  const { items } = await read(() => ({ items: [hostile] }));
  expect(JSON.stringify(items)).toBe(
    '[{"name":"__proto__","inputSchema":{"properties":{"fine":{}},"type":"object"}}]',
  );
});

test('an entry is kept as it was sent, beside what is known of it', async () => {
  const sent = JSON.parse(`{
    "name": "a", "inputSchema": { "type": "object", "x-own": [1] }, "description": "${'d'.repeat(40_000)}",
    "icons": [{ "src": "data:," }], "_meta": { "a/b": 1, "__proto__": { "evil": true } },
    "execution": { "taskSupport": "optional" }, "unknown": null, "__proto__": { "evil": true }
  }`) as JsonObject;
  const { entries, items } = await read(() => ({ items: [sent] }));
  expect(items?.[0]?.description).toHaveLength(32_768);
  expect(Object.keys(items?.[0] ?? {})).toEqual(['name', 'description', 'inputSchema']);
  const raw = entries?.[0]?.raw;
  expect(JSON.stringify(raw)).toBe(
    JSON.stringify(sent, (key, value: unknown) => (key === '__proto__' ? undefined : value)),
  );
  expect(JSON.stringify(raw)).not.toContain('evil');
});

test('what an answer holds beside its entries is kept, unless it is too much', async () => {
  const few = await read(() => ({ items: tools('a'), rest: { _meta: { 'a/b': 1 }, ttlMs: 5 } }));
  expect(few).toMatchObject({ rest: { _meta: { 'a/b': 1 }, ttlMs: 5 }, notices: [] });
  const many = await read(() => ({ items: tools('a'), rest: { _meta: 'x'.repeat(70_000) } }));
  expect(many.rest).toBeUndefined();
  expect(many.notices).toEqual([{ kind: 'tools', reason: 'byte-cap', detail: '_meta' }]);
});
