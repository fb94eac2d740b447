import { expect, test } from 'vitest';

import { searchCatalogs } from '../../../src/main/catalog/search-catalogs.ts';
import type { CatalogPage } from '../../../src/main/catalog/search-catalogs.ts';
import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';

const offering = (name: string, ...tools: readonly string[]) => ({
  name,
  catalog: {
    tools: tools.map((tool) => {
      const item = { name: tool, inputSchema: { type: 'object' as const } };
      return { item, raw: item };
    }),
    resources: [],
    resourceTemplates: [],
    prompts: [],
    notices: [],
    offers: ['tools'],
    fetchedAt: 0,
    results: {},
    isAsSent: true,
  } satisfies ServerCatalog as ServerCatalog,
});

type Offers = readonly ReturnType<typeof offering>[];

function pageOf(offers: Offers, query: { search?: string; cursor?: string; limit?: number }) {
  const page = searchCatalogs(offers, { kind: 'tools', limit: 2, ...query });
  if (!page.ok) throw new Error(page.error);
  return page.value;
}

const named = ({ items }: CatalogPage): readonly unknown[] => items.map(({ item }) => item['name']);

const before = [offering('one', 'a', 'b', 'c'), offering('two', 'a', 'd')];

test('pages follow one another until all are told, once each', () => {
  const first = pageOf(before, {});
  const second = pageOf(before, { cursor: first.nextCursor ?? '' });
  const third = pageOf(before, { cursor: second.nextCursor ?? '' });
  expect([first, second, third].map(named)).toEqual([['a', 'b'], ['c', 'a'], ['d']]);
  expect(third.nextCursor).toBeUndefined();
});

test('what comes or goes before the place neither repeats nor hides another', () => {
  const { nextCursor = '' } = pageOf(before, {});
  const more = [offering('new', 'x', 'y'), ...before];
  expect(named(pageOf(more, { cursor: nextCursor }))).toEqual(['c', 'a']);
  const fewer = [offering('one', 'b', 'c'), offering('two', 'a', 'd')];
  expect(named(pageOf(fewer, { cursor: nextCursor }))).toEqual(['c', 'a']);
});

test('where the place itself is gone, it is found by count', () => {
  const { nextCursor = '' } = pageOf(before, {});
  const without = [offering('two', 'a', 'd', 'e')];
  expect(named(pageOf(without, { cursor: nextCursor }))).toEqual(['e']);
});

test('accents are no difference', () => {
  expect(named(pageOf([offering('one', 'Émile', 'other')], { search: 'emile' }))).toEqual([
    'Émile',
  ]);
});

test.each(['2', '-1', '["one"]', '["one","a",-1]', 'x'])('%s is no cursor', (cursor) => {
  const page = searchCatalogs(before, { kind: 'tools', limit: 2, cursor });
  expect(page).toEqual({ ok: false, error: 'invalid-cursor' });
});
