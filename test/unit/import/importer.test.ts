import { describe, expect, test } from 'vitest';

import { createImporter } from '../../../src/main/import/importer.ts';
import type { Bundles } from '../../../src/main/import/import-ports.ts';
import { toServerView } from '../../../src/main/registry/server-view.ts';
import type { ImportItem } from '../../../src/shared/domain/import.ts';
import { noHomes } from '../../support/no-homes.ts';
import { createRegistryKit, valueOf } from '../registry/registry-kit.ts';
import { createUndoJournal } from '../../../src/main/undo/undo-journal.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { diskWith } from './golden.ts';

const noBundles: Bundles = {
  open: async () => ({ ok: false, error: { code: 'BUNDLE_UNREADABLE', detail: '' } }),
  unpack: async () => ({ ok: true, value: undefined }),
  prune: async () => undefined,
};

async function createKit(texts: Readonly<Record<string, string>>) {
  const disk = { ...texts };
  const kit = await createRegistryKit();
  const forgotten: string[] = [];
  let count = 0;
  const clock = new FakeClock();
  const journal = createUndoJournal({
    clock,
    random: createFakeRandom(),
    logger: createSilentLogger(),
  });
  const importer = createImporter({
    undo: journal,
    files: diskWith(disk),
    surroundings: { system: 'linux', home: '/home/ann', env: {} },
    home: kit.registry,
    registry: kit.registry,
    servers: () => kit.registry.list().map((one) => toServerView(one, kit.secrets.has)),
    bundles: noBundles,
    random: { id: () => `id-${(count += 1)}` },
    forget: async (name) => void forgotten.push(name),
    homes: noHomes(() => kit.registry.list().map((one) => toServerView(one, kit.secrets.has))),
  });
  const planAll = async () => importer.plan((await importer.scan()).map(({ id }) => id));
  const applyAll = async () => {
    const { planId, items } = await planAll();
    const wanted = items.filter(({ isProposed }) => isProposed);
    return importer.apply(
      planId,
      wanted.map(({ id }) => add(id)),
    );
  };
  return { ...kit, disk, journal, later: clock, importer, forgotten, planAll, applyAll };
}

const add = (itemId: string) => ({ itemId, action: 'add' as const, asText: [] });
const servers = (entries: object) => JSON.stringify({ mcpServers: entries });
const cursor = '/home/ann/.cursor/mcp.json';
const kiro = '/home/ann/.kiro/settings/mcp.json';
const github = {
  command: 'npx',
  args: ['-y', 'github-mcp'],
  env: { GITHUB_TOKEN: 'ghp_0123456789abcdefghij', LEVEL: 'info' },
};
const states = (items: readonly ImportItem[]) =>
  items.map(({ title, state, isProposed }) => `${title}: ${state.kind}${isProposed ? ' +' : ''}`);

describe('a plan', () => {
  test('tells what is new, what another app has too, and what cannot be used', async () => {
    const { planAll, store } = await createKit({
      [cursor]: servers({ github, docs: { url: 'https://docs.example/mcp' }, broken: {} }),
      [kiro]: servers({ gh: github, docs: { url: 'https://DOCS.example/mcp/' } }),
    });
    const before = store.saves;
    const { finds, items } = await planAll();
    expect(finds.map(({ sourceId, count }) => [sourceId, count])).toEqual([
      ['cursor', 3],
      ['kiro', 2],
    ]);
    expect(states(items)).toEqual([
      'GitHub: new +',
      'Docs: new +',
      'broken: cannot',
      'Gh: same',
      'Docs: same',
    ]);
    expect(items[0]?.vaultOffers).toEqual([
      { path: 'transport.env.GITHUB_TOKEN', name: 'GITHUB_TOKEN' },
    ]);
    expect(items[2]?.problems.map(({ code }) => code)).toEqual(['MISSING_TRANSPORT']);
    expect(store.saves).toBe(before);
  });

  test('never shows a secret', async () => {
    const { planAll } = await createKit({ [cursor]: servers({ github }) });
    expect(JSON.stringify(await planAll())).not.toContain('ghp_');
  });

  test('two accounts of one server are two servers', async () => {
    const other = { ...github, env: { ...github.env, GITHUB_TOKEN: 'ghp_zyxwvutsrqponmlkjihg' } };
    const { planAll } = await createKit({ [cursor]: servers({ github, work: other }) });
    expect(states((await planAll()).items)).toEqual(['GitHub: new +', 'Work: new +']);
  });

  test('knows what is there already, and where a namesake differs', async () => {
    const kit = await createKit({
      [cursor]: servers({ github, docs: { url: 'https://docs.example/mcp' } }),
    });
    valueOf(await kit.applyAll());
    expect(states((await kit.planAll()).items)).toEqual(['GitHub: same', 'Docs: same']);
    const moved = await createKit({
      [cursor]: servers({ docs: { url: 'https://docs.example/v2' } }),
    });
    valueOf(
      await moved.registry.create({
        title: 'Docs',
        transport: { type: 'streamable-http', url: 'https://docs.example/mcp' },
      }),
    );
    const [item] = (await moved.planAll()).items;
    expect(item?.state).toEqual({
      kind: 'differs',
      name: 'docs',
      title: 'Docs',
      differences: [
        {
          field: 'address',
          name: '',
          mine: { kind: 'text', parts: ['https://docs.example/mcp'] },
          found: { kind: 'text', parts: ['https://docs.example/v2'] },
        },
      ],
    });
  });

  test('shows what differs, and of a secret only that it does', async () => {
    const mine = { ...github, env: { ...github.env, LEVEL: 'debug', OLD: 'x' } };
    const found = { ...github, args: ['-y', 'github-mcp@2'], env: { LEVEL: 'info', NEW: '1' } };
    const kit = await createKit({ [cursor]: servers({ github: mine }) });
    valueOf(await kit.applyAll());
    kit.disk[cursor] = servers({ github: found });
    const [item] = (await kit.planAll()).items;
    const text = (...parts: string[]) => ({ kind: 'text', parts });
    const absent = { kind: 'absent' };
    expect(item?.state).toMatchObject({
      kind: 'differs',
      title: 'GitHub',
      differences: [
        {
          field: 'arguments',
          mine: text('-y', 'github-mcp'),
          found: text('-y', 'github-mcp@2'),
        },
        { field: 'environment', name: 'GITHUB_TOKEN', mine: { kind: 'secret' }, found: absent },
        { field: 'environment', name: 'LEVEL', mine: text('debug'), found: text('info') },
        { field: 'environment', name: 'OLD', mine: text('x'), found: absent },
        { field: 'environment', name: 'NEW', mine: absent, found: text('1') },
      ],
    });
    // Kept as plain text here, the key is still found to be one there.
    const asText = await createKit({ [cursor]: servers({ github }) });
    const { planId, items } = await asText.planAll();
    const path = 'transport.env.GITHUB_TOKEN';
    const choice = { ...add(items[0]?.id ?? ''), asText: [path] };
    valueOf(await asText.importer.apply(planId, [choice]));
    asText.disk[cursor] = servers({
      github: { ...github, env: { ...github.env, GITHUB_TOKEN: 'ghp_another0123456789abcd' } },
    });
    const again = await asText.planAll();
    expect(again.items[0]?.state).toMatchObject({
      differences: [{ name: 'GITHUB_TOKEN', mine: { kind: 'secret' }, found: { kind: 'secret' } }],
    });
    expect(JSON.stringify(again)).not.toContain('ghp_');
  });

  test('gives a namesake another title, which is the one it then has', async () => {
    const kit = await createKit({
      [cursor]: servers({ docs: { url: 'https://docs.example/v2' } }),
      [kiro]: servers({ docs: { url: 'https://docs.example/v3' } }),
    });
    const docs = { type: 'streamable-http' as const, url: 'https://docs.example/mcp' };
    valueOf(await kit.registry.create({ title: 'Docs', transport: docs }));
    const { planId, items } = await kit.planAll();
    expect(items.map(({ newTitle }) => newTitle)).toEqual(['Docs 2', 'Docs 3']);
    const [first, second] = items.map(({ id }) => add(id));
    if (first === undefined || second === undefined) throw new Error('nothing planned');
    const { added } = valueOf(
      await kit.importer.apply(planId, [first, { ...second, title: 'Docs of Kiro' }]),
    );
    expect(added).toEqual(['docs-2', 'docs-of-kiro']);
    expect(kit.registry.list().map(({ title }) => title)).toEqual([
      'Docs',
      'Docs 2',
      'Docs of Kiro',
    ]);
  });

  test('grows with what was found, not with its square', async () => {
    const many = (count: number) =>
      servers(
        Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`s${i}`, { command: `c${i}` }]),
        ),
      );
    const kit = await createKit({ [cursor]: many(1_000) });
    expect((await kit.planAll()).items).toHaveLength(1_000);
    const { added } = valueOf(await kit.applyAll());
    expect(added).toHaveLength(1_000);
    expect(kit.store.saves).toBe(1);
  }, 60_000);
});

describe('an import', () => {
  test('remembers the app and the file, also after an edit', async () => {
    const kit = await createKit({ [cursor]: servers({ docs: { url: 'https://d.example' } }) });
    valueOf(await kit.applyAll());
    const transport = { type: 'sse' as const, url: 'https://d.example' };
    valueOf(await kit.registry.update('docs', { title: 'Mine', transport }));
    expect(kit.registry.get('docs')?.origin).toEqual({
      app: 'Cursor',
      place: '~/.cursor/mcp.json',
    });
  });

  test('saves all with one write; everything is off, secrets are kept', async () => {
    const kit = await createKit({
      [cursor]: servers({ github, docs: { url: 'https://docs.example/mcp' } }),
    });
    const result = valueOf(await kit.applyAll());
    expect(result).toMatchObject({ added: ['github', 'docs'], replaced: [] });
    expect(kit.store.saves).toBe(1);
    expect(kit.registry.list().map(({ enabled }) => enabled)).toEqual([false, false]);
    const [saved] = kit.registry.list();
    expect(saved?.transport).toMatchObject({
      env: { GITHUB_TOKEN: { kind: 'secret', secretId: 'secret-1' }, LEVEL: { kind: 'text' } },
    });
    expect(kit.secrets.values.get('secret-1')).toBe('ghp_0123456789abcdefghij');
  });

  test('leaves as text what the person wants so', async () => {
    const kit = await createKit({ [cursor]: servers({ github }) });
    const { planId, items } = await kit.planAll();
    const choice = { ...add(items[0]?.id ?? ''), asText: ['transport.env.GITHUB_TOKEN'] };
    valueOf(await kit.importer.apply(planId, [choice]));
    expect(kit.secrets.values.size).toBe(0);
    expect(kit.registry.list()[0]?.transport).toMatchObject({
      env: { GITHUB_TOKEN: { kind: 'text' } },
    });
  });

  test.each(['store', 'vault'] as const)('a %s that fails leaves nothing', async (part) => {
    const kit = await createKit({ [cursor]: servers({ github, two: { ...github, args: [] } }) });
    if (part === 'store') kit.store.saveError = { code: 'DISK_FULL', detail: 'ENOSPC' };
    else kit.secrets.failPutsAfter(1, { code: 'VAULT_LOCKED', detail: 'locked' });
    const applied = await kit.applyAll();
    expect(applied.ok).toBe(false);
    expect(kit.registry.list()).toEqual([]);
    expect(kit.secrets.values.size).toBe(0);
    expect(kit.changes).toEqual([]);
  });

  test('refuses a plan that is unknown, used up, or of servers that changed', async () => {
    const kit = await createKit({
      [cursor]: servers({ docs: { url: 'https://docs.example/v2' } }),
    });
    const docs = { type: 'streamable-http' as const, url: 'https://docs.example/mcp' };
    valueOf(await kit.registry.create({ title: 'Docs', transport: docs }));
    const { planId, items } = await kit.planAll();
    const replace = { ...add(items[0]?.id ?? ''), action: 'replace' as const };
    valueOf(await kit.registry.update('docs', { title: 'Docs', transport: docs }));
    for (const [id, choice] of [
      ['no-plan', replace],
      [planId, replace],
      [planId, add('no-item')],
    ] as const)
      expect(await kit.importer.apply(id, [choice])).toMatchObject({
        error: { code: 'PLAN_OUTDATED' },
      });
  });

  test('replacing keeps name, title and running state of the same launch only', async () => {
    const kit = await createKit({
      [cursor]: servers({ docs: { url: 'https://docs.example/v2' } }),
    });
    const docs = { type: 'streamable-http' as const, url: 'https://docs.example/mcp' };
    valueOf(await kit.registry.create({ title: 'Docs', transport: docs }));
    const { planId, items } = await kit.planAll();
    const replace = { ...add(items[0]?.id ?? ''), action: 'replace' as const };
    const { replaced, undoId } = valueOf(await kit.importer.apply(planId, [replace]));
    expect(replaced).toEqual(['docs']);
    expect(kit.registry.get('docs')).toMatchObject({
      enabled: false,
      transport: { url: 'https://docs.example/v2' },
    });
    valueOf(await kit.importer.undo(undoId));
    expect(kit.registry.get('docs')).toMatchObject({ enabled: true, transport: docs });
  });
});

describe('taking an import back', () => {
  test('removes what was added with its secrets, and tells who holds something of it', async () => {
    const kit = await createKit({
      [cursor]: servers({ github, docs: { url: 'https://d.example' } }),
    });
    const { undoId } = valueOf(await kit.applyAll());
    valueOf(await kit.registry.setEnabled('docs', true));
    expect(valueOf(await kit.importer.undo(undoId))).toEqual(['github', 'docs']);
    expect(kit.registry.list()).toEqual([]);
    expect(kit.secrets.values.size).toBe(0);
    expect(kit.forgotten).toEqual(['github', 'docs']);
    expect(await kit.importer.undo(undoId)).toMatchObject({ error: { code: 'PLAN_OUTDATED' } });
  });

  test('leaves what was edited since', async () => {
    const kit = await createKit({ [cursor]: servers({ docs: { url: 'https://d.example' } }) });
    const { undoId } = valueOf(await kit.applyAll());
    const edited = { title: 'Mine', transport: { type: 'sse' as const, url: 'https://d.example' } };
    valueOf(await kit.registry.update('docs', edited));
    expect(valueOf(await kit.importer.undo(undoId))).toEqual([]);
    expect(kit.registry.get('docs')?.title).toBe('Mine');
  });

  test('brings back the secrets of what was replaced, for as long as it is offered', async () => {
    const kit = await createKit({ [cursor]: servers({ github: { ...github, args: ['other'] } }) });
    const stored = { kind: 'secret' as const, value: 'before' };
    const transport = {
      type: 'stdio' as const,
      command: 'npx',
      args: ['-y'],
      env: { GITHUB_TOKEN: stored },
    };
    valueOf(await kit.registry.create({ title: 'GitHub', transport }, { askLater: true }));
    const replace = async () => {
      const { planId, items } = await kit.planAll();
      return valueOf(
        await kit.importer.apply(planId, [{ ...add(items[0]?.id ?? ''), action: 'replace' }]),
      );
    };
    const { undoId } = await replace();
    expect([...kit.secrets.values.values()].sort()).toEqual(['before', github.env.GITHUB_TOKEN]);
    valueOf(await kit.importer.undo(undoId));
    expect([...kit.secrets.values.values()]).toEqual(['before']);
    await replace();
    await kit.later.advance(10 * 60_000);
    await settle();
    expect([...kit.secrets.values.values()]).toEqual([github.env.GITHUB_TOKEN]);
  });

  test('works from the journal too, once the dialog is closed, and for each import by itself', async () => {
    const kit = await createKit({ [cursor]: servers({ github }) });
    const first = valueOf(await kit.applyAll());
    kit.disk[cursor] = servers({ docs: { url: 'https://d.example' } });
    valueOf(await kit.applyAll());
    expect(kit.journal.last()).toMatchObject({ kind: 'servers-imported', title: 'Docs' });
    valueOf(await kit.journal.run(first.undoId));
    expect(kit.registry.list().map(({ name }) => name)).toEqual(['docs']);
    expect(kit.secrets.values.size).toBe(0);
    valueOf(await kit.journal.run(kit.journal.last()?.id ?? ''));
    expect(kit.registry.list()).toEqual([]);
  });
});
