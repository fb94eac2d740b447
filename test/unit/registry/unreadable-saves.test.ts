import { expect, test } from 'vitest';

import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { createRegistryKit, remoteDraft, valueOf } from './registry-kit.ts';

const long = 'x'.repeat(200);

test('the longest title twice, and ten times in one import, makes servers that can be read again', async () => {
  const { registry, store } = await createRegistryKit();
  await registry.create(remoteDraft(long));
  await registry.create(remoteDraft(long));
  valueOf(
    await registry.saveBatch(Array.from({ length: 10 }, () => ({ draft: remoteDraft(long) }))),
  );
  const titles = registry.list().map(({ title }) => title);
  expect(new Set(titles).size).toBe(12);
  const again = await createRegistryKit(JSON.parse(store.text ?? '') as never);
  expect(again.load.problems).toEqual([]);
  expect(again.registry.list()).toEqual(registry.list());
});

test('a server that could not be read again is refused with a code, and its secret goes again', async () => {
  const { registry, store, secrets } = await createRegistryKit();
  valueOf(await registry.create(remoteDraft('Docs')));
  const before = store.text;
  const headers = { 'X-Key': { kind: 'secret', value: 'sesame-1234' } } as const;
  const transport = { type: 'streamable-http', url: 'https://docs.example/mcp', headers } as const;
  const saved = await registry.saveBatch([
    { draft: { title: 'More', transport }, wishedName: 'No Such Name' },
  ]);
  expect(saved).toMatchObject({
    ok: false,
    error: { code: 'STORAGE_FAILED', reason: 'INVALID_CONTENT', detail: 'No Such Name.name' },
  });
  expect(store.text).toBe(before);
  expect(registry.list().map(({ name }) => name)).toEqual(['docs']);
  expect([...secrets.values.values()]).toEqual([]);
});

test('two servers of one name are refused', async () => {
  const { registry, store } = await createRegistryKit();
  valueOf(await registry.create(remoteDraft('Docs')));
  const docs = serverDefinitionSchema.parse(registry.get('docs'));
  const saved = await registry.replaceAll(() =>
    Promise.resolve(
      ok({ servers: [docs, { ...docs }], save: () => Promise.resolve(ok(undefined)) }),
    ),
  );
  expect(saved).toMatchObject({ error: { reason: 'INVALID_CONTENT', detail: 'docs.name' } });
  expect(JSON.parse(store.text ?? '')).toMatchObject({ servers: [{ name: 'docs' }] });
});
