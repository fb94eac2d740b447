import { describe, expect, test } from 'vitest';

import { launchPreview } from '../../../src/main/registry/launch-preview.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import { serverDraftSchema } from '../../../src/shared/domain/server.ts';
import { createRegistryKit, remoteDraft, valueOf } from './registry-kit.ts';

const programDraft = (args: string[] = ['server.js']): ServerDraftInput => ({
  title: 'Local',
  transport: { type: 'stdio', command: 'node', args },
});
const consentOf = (draft: ServerDraftInput) =>
  launchPreview(serverDraftSchema.parse(draft)).consent;
const diskFull = { code: 'DISK_FULL', detail: 'ENOSPC' } as const;

describe('server registry', () => {
  test('creates, lists in order of creation, finds, and removes', async () => {
    const { registry, store, changes } = await createRegistryKit();
    const docs = valueOf(await registry.create(remoteDraft('Zulu')));
    await registry.create(remoteDraft('Alpha'));
    expect(registry.list().map(({ name }) => name)).toEqual(['zulu', 'alpha']);
    expect(registry.get('zulu')).toEqual(docs);
    expect(registry.get('missing')).toBeUndefined();
    expect(docs).toMatchObject({
      createdAt: 1_000,
      updatedAt: 1_000,
      inspection: { status: 'never' },
      enabled: true,
      start: 'on-launch',
    });
    expect(valueOf(await registry.remove('zulu'))).toMatchObject({ secretIds: [] });
    expect(registry.list().map(({ name }) => name)).toEqual(['alpha']);
    expect(JSON.parse(store.text ?? '')).toMatchObject({ servers: [{ name: 'alpha' }] });
    expect(changes.map((change) => [change.kind, change.server.name])).toEqual([
      ['saved', 'zulu'],
      ['saved', 'alpha'],
      ['removed', 'zulu'],
    ]);
    expect(valueOf(await registry.create(remoteDraft('Zulu'))).name).toBe('zulu');
  });

  test('answers NOT_FOUND to every change of a server that does not exist', async () => {
    const { registry, store } = await createRegistryKit();
    const answers = await Promise.all([
      registry.update('gone', remoteDraft()),
      registry.remove('gone'),
      registry.setEnabled('gone', true),
      registry.giveConsent('gone', ''),
      registry.setVariable('gone', 'A', 'b'),
      registry.clearVariable('gone', 'A'),
    ]);
    for (const answer of [...answers, registry.variableFlags('gone')]) {
      expect(answer).toEqual({ ok: false, error: { code: 'NOT_FOUND', name: 'gone' } });
    }
    await registry.recordInspections(new Map([['gone', { status: 'passed', at: 1 }]]));
    expect([...registry.list(), await registry.saveFindings()]).toHaveLength(1);
    expect(store.saves).toBe(0);
  });

  test('gives different names to servers created at the same moment', async () => {
    const { registry } = await createRegistryKit();
    const created = await Promise.all(
      Array.from({ length: 10 }, () => registry.create(remoteDraft('Docs'))),
    );
    expect(created.map((one) => valueOf(one).name)).toEqual(
      Array.from({ length: 10 }, (_, index) => (index === 0 ? 'docs' : `docs-${index + 1}`)),
    );
  });

  test('lists every problem of a draft by path', async () => {
    const { registry, store } = await createRegistryKit();
    const draft = { title: ' ', transport: { type: 'sse', url: 'ftp://x' } } as ServerDraftInput;
    const created = await registry.create(draft);
    expect(created).toMatchObject({ error: { code: 'INVALID' } });
    if (created.ok || created.error.code !== 'INVALID') return;
    expect(created.error.problems.map(({ path, severity }) => [path, severity])).toEqual([
      ['title', 'error'],
      ['transport.url', 'error'],
    ]);
    expect(registry.preview(draft)).toMatchObject({
      preview: null,
      problems: created.error.problems,
    });
    expect(store.saves).toBe(0);
  });

  test('starts no program without agreement to exactly that program', async () => {
    const { registry, agreements } = await createRegistryKit();
    const draft = programDraft();
    const preview = registry.preview(draft).preview;
    expect(await registry.create(draft)).toEqual({
      ok: false,
      error: { code: 'CONSENT_REQUIRED', preview },
    });
    expect(await registry.create(draft, { consent: 'something else' })).toMatchObject({
      error: { code: 'CONSENT_REQUIRED' },
    });
    const created = valueOf(await registry.create(draft, { consent: preview?.consent ?? '' }));
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(true);

    const changed = programDraft(['other.js']);
    expect(await registry.update('local', changed)).toMatchObject({
      error: { code: 'CONSENT_REQUIRED', preview: { argv: ['node', 'other.js'] } },
    });
    expect(registry.get('local')).toEqual(created);
    expect((await registry.update('local', { ...draft, title: 'Renamed' })).ok).toBe(true);
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(true);
    expect(await agreements.isAgreed('local', consentOf(changed))).toBe(false);
    valueOf(await registry.update('local', changed, { consent: consentOf(changed) }));
    expect(await agreements.isAgreed('local', consentOf(changed))).toBe(true);
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(false);
  });

  test('keeps no agreement of a save that failed, and loses none that was there', async () => {
    const { registry, store, agreements } = await createRegistryKit();
    const draft = programDraft();
    const other = programDraft(['other.js']);
    store.saveError = diskFull;
    expect((await registry.create(draft, { consent: consentOf(draft) })).ok).toBe(false);
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(false);
    store.saveError = undefined;
    valueOf(await registry.create(draft, { consent: consentOf(draft) }));
    store.saveError = diskFull;
    expect((await registry.update('local', other, { consent: consentOf(other) })).ok).toBe(false);
    expect(await agreements.isAgreed('local', consentOf(other))).toBe(false);
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(true);
  });

  test('saves an import without agreement and takes the agreement later', async () => {
    const { registry, agreements } = await createRegistryKit();
    const draft = programDraft();
    const created = valueOf(await registry.create(draft, { askLater: true }));
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(false);
    expect(await registry.giveConsent('local', 'wrong')).toMatchObject({
      error: { code: 'CONSENT_REQUIRED' },
    });
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(false);
    expect(valueOf(await registry.giveConsent('local', consentOf(draft)))).toEqual(created);
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(true);
  });

  test('ends agreements with the server, and brings them back with it', async () => {
    const { registry, agreements, clock } = await createRegistryKit();
    const draft = programDraft();
    const consent = consentOf(draft);
    const { name } = valueOf(await registry.create(draft, { consent }));
    const { server } = valueOf(await registry.remove(name, { keepSecrets: true }));
    expect(await agreements.isAgreed(name, consent)).toBe(false);
    valueOf(await registry.bringBack(server));
    expect(await agreements.isAgreed(name, consent)).toBe(true);

    valueOf(await registry.remove(name, { keepSecrets: true }));
    clock.ms += 1;
    valueOf(await registry.create(programDraft(['other.js']), { askLater: true }));
    const renamed = valueOf(await registry.bringBack(server));
    expect(renamed.name).not.toBe(name);
    expect(await agreements.isAgreed(name, consent)).toBe(false);
    expect(await agreements.isAgreed(renamed.name, consent)).toBe(false);
  });

  test('reads a file that claims an agreement, which counts as nothing and is not kept', async () => {
    const draft = programDraft();
    const server = { ...serverDraftSchema.parse(draft), name: 'local', createdAt: 1, updatedAt: 1 };
    const claiming = { ...server, consent: consentOf(draft) };
    const { registry, agreements, store } = await createRegistryKit({ servers: [claiming] });
    expect(registry.list()).toHaveLength(1);
    expect(await agreements.isAgreed('local', consentOf(draft))).toBe(false);
    valueOf(await registry.setEnabled('local', false));
    expect(store.text).not.toContain('consent');
  });

  test('holds an agreement for each profile whose values make another launch', async () => {
    const { registry, agreements } = await createRegistryKit();
    const draft: ServerDraftInput = {
      title: 'Local',
      transport: { type: 'stdio', command: 'node', args: ['{{FILE}}'] },
      variables: [{ name: 'FILE', sensitive: false }],
    };
    const { name } = valueOf(await registry.create(draft, { askLater: true }));
    const launchFor = async (profileId: string, file: string) => {
      valueOf(await registry.setVariable(name, 'FILE', file, profileId));
      const shown = registry.preview(draft, name, profileId).preview?.consent ?? '';
      valueOf(await registry.giveConsent(name, shown, profileId));
      return shown;
    };
    const first = await launchFor('personal', 'one.js');
    const second = await launchFor('work', 'two.js');
    expect(second).not.toBe(first);
    expect(await registry.giveConsent(name, first, 'work')).toMatchObject({
      error: { code: 'CONSENT_REQUIRED' },
    });
    expect(await agreements.isAgreed(name, first)).toBe(true);
    expect(await agreements.isAgreed(name, second)).toBe(true);
    const third = await launchFor('work', 'three.js');
    expect(await agreements.isAgreed(name, first)).toBe(true);
    expect(await agreements.isAgreed(name, second)).toBe(false);
    expect(await agreements.isAgreed(name, third)).toBe(true);
  });

  test('raises updatedAt with every edit, also within one millisecond and when the clock goes back', async () => {
    const { registry, clock } = await createRegistryKit();
    const created = valueOf(await registry.create(remoteDraft()));
    const times = [created.updatedAt];
    for (const ms of [1_000, 1_000, 500, 2_000]) {
      clock.ms = ms;
      times.push(valueOf(await registry.update('docs', remoteDraft())).updatedAt);
    }
    expect(times).toEqual([1_000, 1_001, 1_002, 1_003, 2_000]);
    expect(registry.get('docs')?.createdAt).toBe(1_000);
  });

  test('keeps updatedAt when a server is switched or inspected', async () => {
    const { registry, store, clock, changes } = await createRegistryKit();
    await registry.create(remoteDraft());
    clock.ms = 9_000;
    const saves = store.saves;
    await registry.setEnabled('docs', false);
    await registry.setEnabled('docs', false);
    expect(store.saves).toBe(saves + 1);
    await registry.recordInspections(new Map([['docs', { status: 'passed', at: 9_000 }]]));
    expect(store.saves).toBe(saves + 1);
    expect(registry.get('docs')).toMatchObject({
      enabled: false,
      updatedAt: 1_000,
      inspection: { status: 'passed', at: 9_000 },
    });
    await registry.recordInspections(new Map([['docs', { status: 'passed', at: 9_500 }]]));
    expect(store.saves).toBe(saves + 1);
    await Promise.all([registry.saveFindings(), registry.saveFindings()]);
    expect(store.saves).toBe(saves + 2);
    expect(store.text).toContain('9500');
    await registry.recordInspections(new Map([['docs', { status: 'passed', at: 9_600 }]]));
    await registry.setEnabled('docs', true);
    await registry.saveFindings();
    expect(store.saves).toBe(saves + 3);
    await registry.recordInspections(new Map([['docs', { status: 'passed', at: 9_500 }]]));
    expect(registry.get('docs')?.inspection).toEqual({ status: 'passed', at: 9_500 });
    expect(changes.at(-1)).toMatchObject({ kind: 'saved', cause: 'inspection' });
  });

  test('changes nothing in memory, and tells nobody, when the disk is full', async () => {
    const { registry, store, changes } = await createRegistryKit();
    const docs = valueOf(await registry.create(remoteDraft()));
    const before = { list: registry.list(), text: store.text, told: changes.length };
    store.saveError = diskFull;
    const answers = await Promise.all([
      registry.create(remoteDraft('Other')),
      registry.update('docs', remoteDraft('New title')),
      registry.setEnabled('docs', false),
      registry.remove('docs'),
    ]);
    for (const answer of answers) {
      expect(answer).toEqual({
        ok: false,
        error: { code: 'STORAGE_FAILED', reason: 'DISK_FULL', detail: 'ENOSPC' },
      });
    }
    expect({ list: registry.list(), text: store.text, told: changes.length }).toEqual(before);
    store.saveError = undefined;
    expect(valueOf(await registry.update('docs', remoteDraft('New title')))).toMatchObject({
      title: 'New title',
      createdAt: docs.createdAt,
    });
  });

  test('shows a change only once it is saved', async () => {
    const { registry, store, changes } = await createRegistryKit();
    let open = (): void => undefined;
    store.gate = new Promise((resolve) => (open = resolve));
    const creating = registry.create(remoteDraft());
    await Promise.resolve();
    expect([registry.list(), changes]).toEqual([[], []]);
    open();
    await creating;
    expect([registry.list().length, changes.length]).toEqual([1, 1]);
  });

  test('reports an unreadable record, keeps the others, and writes it back untouched', async () => {
    const first = await createRegistryKit();
    await first.registry.create(remoteDraft('One'));
    await first.registry.create(remoteDraft('Two'));
    const [one, two] = (JSON.parse(first.store.text ?? '') as { servers: unknown[] }).servers;
    const broken = { name: 'broken', title: 7, unknown: [{ field: true }] };
    const { registry, store, load } = await createRegistryKit({
      servers: [one, broken, 'text', two, one],
    });
    expect(registry.list().map(({ name }) => name)).toEqual(['one', 'two']);
    expect(load).toMatchObject({ status: 'loaded' });
    expect(load.problems.map(({ code, path }) => [code, path.split('.')[1]])).toEqual([
      ['RECORD_INVALID', '1'],
      ['RECORD_INVALID', '2'],
      ['RECORD_INVALID', '4'],
    ]);
    await registry.setEnabled('two', false);
    const { servers } = JSON.parse(store.text ?? '') as { servers: unknown[] };
    expect(servers).toEqual([one, broken, 'text', { ...(two as object), enabled: false }, one]);
    expect(valueOf(await registry.create(remoteDraft('Broken'))).name).toBe('broken-2');
  });

  test.each([
    ['absent', { status: 'absent' }, {}],
    [
      'restored',
      { status: 'restored', value: { servers: [] }, damagedFile: '/d' },
      { damagedFile: '/d' },
    ],
    ['lost', { status: 'lost', damagedFile: '/d' }, { damagedFile: '/d' }],
    ['too-new', { status: 'too-new', schemaVersion: 9 }, {}],
    ['unreadable', { status: 'unreadable', code: 'IO_ERROR', detail: 'EIO' }, {}],
  ] as const)('tells that the file was %s', async (status, loadResult, more) => {
    const { registry, store } = await createRegistryKit();
    store.loadResult = loadResult as typeof store.loadResult;
    expect(await registry.load()).toEqual({ status, problems: [], ...more });
    expect(registry.list()).toEqual([]);
  });

  test('goes on when a listener fails, and is silent to one that was disposed', async () => {
    const { registry, logger, changes } = await createRegistryKit();
    const told: string[] = [];
    registry.onChange(() => {
      throw new Error('broken listener');
    });
    const handle = registry.onChange(({ server }) => told.push(server.name));
    await registry.create(remoteDraft('One'));
    handle[Symbol.dispose]();
    handle[Symbol.dispose]();
    await registry.create(remoteDraft('Two'));
    expect(told).toEqual(['one']);
    expect(changes).toHaveLength(2);
    expect(logger.lines.join()).toContain('broken listener');
  });
});
