import { describe, expect, test } from 'vitest';

import { toServerView } from '../../../src/main/registry/server-view.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import { serverViewSchema } from '../../../src/shared/domain/server.ts';
import { createRegistryKit, remoteDraft, valueOf } from './registry-kit.ts';

const secret = (value?: string) => ({
  kind: 'secret' as const,
  ...(value === undefined ? {} : { value }),
});
const text = (value: string) => ({ kind: 'text' as const, text: value });
const keyed = (key = secret('canary-key')): ServerDraftInput => ({
  ...remoteDraft('Keyed'),
  transport: {
    type: 'streamable-http',
    url: 'https://docs.example/mcp',
    headers: { 'X-Token': secret('canary-header'), 'X-Plain': text('plain') },
  },
  auth: { type: 'api-key', placement: 'bearer', key },
});
const variables = [
  { name: 'TOKEN', title: 'Token', sensitive: true },
  { name: 'REGION', title: 'Region', sensitive: false },
];
const locked = { code: 'VAULT_LOCKED', detail: 'no' } as const;

describe('secrets of servers', () => {
  test('go to the vault, and nothing of them to file, view or listener', async () => {
    const { registry, store, secrets, changes } = await createRegistryKit();
    const server = valueOf(await registry.create({ ...keyed(), variables }));
    valueOf(await registry.setVariable('keyed', 'TOKEN', 'canary-token'));
    expect([...secrets.values.values()].sort()).toEqual([
      'canary-header',
      'canary-key',
      'canary-token',
    ]);
    const view = toServerView(registry.get('keyed') ?? server, (id) => secrets.has(id));
    const seen = JSON.stringify([store.text, view, changes, registry.list()]);
    expect(seen).not.toContain('canary');
    expect(JSON.stringify(view)).not.toMatch(/secret-\d|variableValues|consent/);
    expect(serverViewSchema.parse(view)).toEqual(view);
    expect(view.transport).toMatchObject({
      headers: { 'X-Token': { kind: 'secret', isSet: true }, 'X-Plain': text('plain') },
    });
    secrets.values.clear();
    expect(toServerView(server, (id) => secrets.has(id)).auth).toMatchObject({
      key: { kind: 'secret', isSet: false },
    });
  });

  test('stay when an edit leaves them out, also under another spelling of the header', async () => {
    const { registry, secrets } = await createRegistryKit();
    const before = valueOf(await registry.create(keyed()));
    const after = valueOf(
      await registry.update('keyed', {
        ...keyed(),
        transport: {
          type: 'sse',
          url: 'https://docs.example/sse',
          headers: { 'x-token': secret(), 'X-Plain': text('changed') },
        },
        auth: { type: 'api-key', placement: 'header', headerName: 'X-Key', key: secret('') },
      }),
    );
    expect(after.auth).toMatchObject({ key: 'key' in before.auth ? before.auth.key : '' });
    expect(secrets.values.size).toBe(2);
  });

  test('are replaced by new ones, and the old ones are removed from the vault', async () => {
    const { registry, secrets } = await createRegistryKit();
    await registry.create(keyed());
    await registry.update('keyed', {
      ...keyed(),
      transport: {
        type: 'streamable-http',
        url: 'https://docs.example/mcp',
        headers: { 'X-Token': text('now plain') },
      },
      auth: { type: 'api-key', placement: 'bearer', key: secret('canary-second') },
    });
    expect([...secrets.values.values()]).toEqual(['canary-second']);
  });

  test('are made of text that an edit marks as secret', async () => {
    const { registry, secrets } = await createRegistryKit();
    await registry.create(keyed());
    const draft = keyed(secret());
    await registry.update('keyed', {
      ...draft,
      transport: {
        type: 'streamable-http',
        url: 'https://docs.example/mcp',
        headers: { 'X-Token': secret(), 'X-Plain': secret() },
      },
    });
    expect([...secrets.values.values()].sort()).toEqual(['canary-header', 'canary-key', 'plain']);
  });

  test('must be given where none is stored', async () => {
    const { registry, secrets } = await createRegistryKit();
    const created = await registry.create(keyed(secret()));
    expect(created).toMatchObject({
      error: {
        code: 'INVALID',
        problems: [{ code: 'SECRET_MISSING', path: 'auth.key', severity: 'error' }],
      },
    });
    expect(secrets.values.size).toBe(0);
    expect(registry.preview(keyed(secret())).problems).toMatchObject([{ code: 'SECRET_MISSING' }]);
    await registry.create(keyed());
    expect(registry.preview(keyed(secret()), 'keyed').problems).toEqual([]);
  });

  test('leave no orphan when saving fails', async () => {
    const { registry, store, secrets } = await createRegistryKit();
    store.saveError = { code: 'DISK_FULL', detail: 'ENOSPC' };
    expect((await registry.create(keyed())).ok).toBe(false);
    expect(secrets.values.size).toBe(0);
    store.saveError = undefined;
    await registry.create({ ...keyed(), variables });
    const before = [...secrets.values];
    store.saveError = { code: 'IO_ERROR', detail: 'EIO' };
    expect((await registry.update('keyed', { ...keyed(), variables })).ok).toBe(false);
    expect((await registry.setVariable('keyed', 'TOKEN', 'canary')).ok).toBe(false);
    expect((await registry.remove('keyed')).ok).toBe(false);
    expect([...secrets.values]).toEqual(before);
  });

  test('leave no orphan when the vault fails half-way', async () => {
    const { registry, store, secrets } = await createRegistryKit();
    secrets.failPutsAfter(1, locked);
    expect(await registry.create(keyed())).toEqual({
      ok: false,
      error: { code: 'VAULT_FAILED', reason: 'VAULT_LOCKED', detail: 'no' },
    });
    expect([secrets.values.size, store.saves, registry.list()]).toEqual([0, 0, []]);
  });

  test('go with their server, whose removal names them', async () => {
    const { registry, secrets } = await createRegistryKit();
    await registry.create({ ...keyed(), variables });
    await registry.setVariable('keyed', 'TOKEN', 'canary-token');
    const ids = [...secrets.values.keys()];
    const removed = valueOf(await registry.remove('keyed'));
    expect([...removed.secretIds].sort()).toEqual(ids.sort());
    expect(secrets.values.size).toBe(0);
  });
});

describe('variables of servers', () => {
  test('are set and cleared one by one, and only whether they are set is told', async () => {
    const { registry, secrets, clock } = await createRegistryKit();
    const created = valueOf(await registry.create({ ...remoteDraft('Vars'), variables }));
    expect(registry.variableFlags('vars')).toEqual({
      ok: true,
      value: { TOKEN: false, REGION: false },
    });
    valueOf(await registry.setVariable('vars', 'REGION', 'eu'));
    const after = valueOf(await registry.setVariable('vars', 'TOKEN', 'first'));
    expect(after.updatedAt).toBe(created.updatedAt + 2);
    expect(after.variableValues).toEqual({
      REGION: text('eu'),
      TOKEN: { kind: 'secret', secretId: 'secret-1' },
    });
    expect(registry.variableFlags('vars')).toEqual({
      ok: true,
      value: { TOKEN: true, REGION: true },
    });
    await registry.setVariable('vars', 'TOKEN', 'second');
    expect([...secrets.values.values()]).toEqual(['second']);
    clock.ms = 5_000;
    await registry.setVariable('vars', 'TOKEN', '  ');
    await registry.clearVariable('vars', 'REGION');
    expect(secrets.values.size).toBe(0);
    expect(registry.variableFlags('vars')).toEqual({
      ok: true,
      value: { TOKEN: false, REGION: false },
    });
    const { updatedAt } = registry.get('vars') ?? created;
    await registry.clearVariable('vars', 'REGION');
    expect(registry.get('vars')?.updatedAt).toBe(updatedAt);
  });

  test('must be declared', async () => {
    const { registry } = await createRegistryKit();
    await registry.create({ ...remoteDraft('Vars'), variables });
    expect(await registry.setVariable('vars', 'constructor', 'x')).toEqual({
      ok: false,
      error: { code: 'UNKNOWN_VARIABLE', variable: 'constructor' },
    });
  });

  test('keep their values through an edit, move into the vault when they become sensitive, and go when they are no longer declared', async () => {
    const { registry, secrets } = await createRegistryKit();
    await registry.create({ ...remoteDraft('Vars'), variables });
    await registry.setVariable('vars', 'TOKEN', 'canary');
    await registry.setVariable('vars', 'REGION', 'eu');
    await registry.update('vars', {
      ...remoteDraft('Vars'),
      variables: [{ name: 'REGION', sensitive: true }],
    });
    expect([...secrets.values.values()]).toEqual(['eu']);
    expect(Object.keys(registry.get('vars')?.variableValues ?? {})).toEqual(['REGION']);
  });

  test('are refused with the character that no header can carry, and nothing is stored', async () => {
    const { registry, secrets } = await createRegistryKit();
    const draft = keyed();
    const headers = { 'X-Token': secret('canary-header'), 'X-Of': text('{{TOKEN}}') };
    const transport = { ...draft.transport, headers } as typeof draft.transport;
    valueOf(await registry.create({ ...draft, transport, variables }));
    const before = [...secrets.values.values()];
    const refused = (path: string, what: string) => ({
      ok: false,
      error: {
        code: 'INVALID',
        problems: [{ code: 'HEADER_CHARACTER', path, message: `A header cannot carry ${what}.` }],
      },
    });
    expect(await registry.setVariable('keyed', 'TOKEN', '密')).toMatchObject(
      refused('variables.TOKEN', '“密” (U+5BC6)'),
    );
    expect(await registry.fillSecret('keyed', { kind: 'api-key' }, 'a\nb')).toMatchObject(
      refused('value', 'a line break'),
    );
    const header = { kind: 'header', name: 'X-Token' } as const;
    expect(await registry.fillSecret('keyed', header, '’')).toMatchObject(
      refused('value', '“’” (U+2019)'),
    );
    expect([...secrets.values.values()]).toEqual(before);
    valueOf(await registry.setVariable('keyed', 'REGION', '密'));
  });
});

describe('secrets a change lets go of', () => {
  const without = { ...remoteDraft('Keyed'), auth: { type: 'none' as const } };

  test('are noted before the file is written: whoever dies then leaves none behind', async () => {
    const { registry, store, secrets } = await createRegistryKit();
    valueOf(await registry.create(keyed()));
    const [...ids] = secrets.values.keys();
    const before = store.text;
    let write = (): void => undefined;
    store.gate = new Promise((resolve) => (write = resolve));
    const updated = registry.update('keyed', without);
    await new Promise((resolve) => setImmediate(resolve));
    expect(store.text).toBe(before);
    expect([...secrets.unreferenced].toSorted()).toEqual(ids.toSorted());
    write();
    valueOf(await updated);
  });

  test('are known to be in use again when the file could not be written', async () => {
    const { registry, store, secrets } = await createRegistryKit();
    valueOf(await registry.create(keyed()));
    store.saveError = { code: 'DISK_FULL', detail: '' };
    expect((await registry.update('keyed', without)).ok).toBe(false);
    expect([...secrets.unreferenced]).toEqual([]);
    expect(secrets.values.size).toBe(2);
  });
});
