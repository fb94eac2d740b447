import { expect, test } from 'vitest';

import { fetchCatalog, refetchList } from '../../../src/main/catalog/fetch-catalog.ts';
import {
  fromStored,
  storedCatalogSchema,
  toStored,
  windowCatalog,
} from '../../../src/main/catalog/server-catalog.ts';
import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import { catalogSchema } from '../../../src/shared/domain/catalog.ts';
import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { never, sourceOf, tools } from './list-source.ts';

const clock = new FakeClock(77);
/** An entry of which everything is known. */
const entry = (item: object) => ({ item, raw: item });
const refused = (rpcCode: number): SessionOutcome => ({
  kind: 'rpc-error',
  rpcCode,
  message: 'no',
});

async function catalogOf(lists: Parameters<typeof sourceOf>[0]): Promise<ServerCatalog> {
  const fetched = await fetchCatalog(sourceOf(lists).source, { clock }, never);
  if (!fetched.ok) throw new Error(JSON.stringify(fetched.error));
  catalogSchema.parse(windowCatalog(fetched.value));
  return fromStored(storedCatalogSchema.parse(toStored(fetched.value)));
}

test('only the lists a server offers are asked for', async () => {
  const { source, asked } = sourceOf({
    tools: () => ({ items: tools('a') }),
    prompts: () => ({ items: [{ name: 'p', arguments: [{ name: 'x', required: true }] }] }),
  });
  const fetched = await fetchCatalog(source, { clock }, never);
  expect(asked).toEqual(['tools', 'prompts']);
  expect(fetched).toEqual({
    ok: true,
    value: {
      tools: [entry({ name: 'a', inputSchema: { type: 'object' } })],
      resources: [],
      resourceTemplates: [],
      prompts: [entry({ name: 'p', arguments: [{ name: 'x', required: true }] })],
      offers: ['tools', 'prompts'],
      notices: [],
      fetchedAt: 77,
      results: {},
      isAsSent: true,
    },
  });
});

test('a list the server refuses is empty with a notice; unknown templates are no news', async () => {
  const catalog = await catalogOf({
    tools: () => ({ items: tools('a') }),
    resources: () => refused(-32_603),
    resourceTemplates: () => refused(-32_601),
  });
  expect(catalog.notices).toEqual([
    { kind: 'resources', reason: 'list-failed', detail: 'error -32603: no' },
  ]);
});

test('it is no catalog when every list is refused, or the connection fails', async () => {
  const all = sourceOf({ tools: () => refused(-1), prompts: () => refused(-2) });
  expect(await fetchCatalog(all.source, { clock }, never)).toMatchObject({
    error: { kind: 'lists' },
  });
  const outcome: SessionOutcome = { kind: 'http-status', status: 401, url: 'https://a.example' };
  const one = sourceOf({ tools: () => ({ items: [] }), prompts: () => outcome });
  expect(await fetchCatalog(one.source, { clock }, never)).toEqual({
    ok: false,
    error: { kind: 'connection', outcome },
  });
});

test('a server without lists has to show a sign of life', async () => {
  const { source } = sourceOf({});
  const dead = {
    ...source,
    probe: () => Promise.resolve({ ok: false, error: { kind: 'aborted' } } as const),
  };
  expect(await fetchCatalog(source, { clock }, never)).toMatchObject({ ok: true });
  expect(await fetchCatalog(dead, { clock }, never)).toMatchObject({
    error: { kind: 'connection', outcome: { kind: 'aborted' } },
  });
});

test('one list is replaced alone; when that fails the old one stays', async () => {
  const catalog = await catalogOf({
    tools: () => ({ items: tools('a') }),
    prompts: () => ({ items: [{ name: 'p' }] }),
  });
  const fresh = sourceOf({ tools: () => ({ items: tools('b') }) });
  const next = await refetchList(fresh.source, catalog, 'tools', { clock }, never);
  expect(next).toMatchObject({
    value: { tools: [{ item: { name: 'b' } }], prompts: [{ item: { name: 'p' } }] },
  });
  const broken = sourceOf({ tools: () => refused(-5) });
  const kept = await refetchList(broken.source, catalog, 'tools', { clock }, never);
  expect(kept).toMatchObject({
    value: {
      tools: [{ item: { name: 'a' } }],
      notices: [{ kind: 'tools', reason: 'list-failed' }],
    },
  });
});
