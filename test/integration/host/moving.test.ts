import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { openSecrets, readExport } from '../../../src/main/transfer/export-file.ts';
import { saveFile } from '../../../src/main/node/documents/save-file.ts';
import type { ImportPlan } from '../../../src/shared/domain/import.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const passphrase = 'correct horse battery';
const secrets = {
  env: 'env-secret-51f0c2d9',
  header: 'header-secret-a8b7461e',
  key: 'api-key-secret-77aa',
  client: 'client-secret-0d4b',
  tenant: 'sign-in-header-3c2d9a',
  variable: 'variable-of-personal-1',
  other: 'variable-of-work-2',
};
const everySecret = Object.values(secrets);

let folder: string;
let locked: string;
let plain: string;
let before: Setup;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-moving-'));
  const old = await startHost();
  await furnish(old);
  before = await setupOf(old);
  const counts = { isSaved: true, servers: 4, profiles: 2, missing: 0 };
  const [withSecrets, without] = [await exported(old, passphrase), await exported(old, null)];
  expect(withSecrets.result).toEqual({ ...counts, sealed: 9 });
  expect(without.result).toEqual({ ...counts, sealed: 0 });
  locked = withSecrets.file;
  plain = without.file;
  await old.remove();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two profiles with a secret in every place there is. */
async function furnish({ client }: TestHost): Promise<void> {
  await client.profiles.update({ id: 'personal', draft: { title: 'Personal', color: 'red' } });
  await client.profiles.create({ draft: { title: 'Work', icon: 'briefcase', color: 'teal' } });
  const program = {
    title: 'Program',
    description: 'Runs here',
    transport: {
      type: 'stdio' as const,
      command: process.execPath,
      args: ['-e', 'process.stdin.resume()', '{{NAME}}', '{{PLACE}}'],
      env: {
        TOKEN: { kind: 'secret' as const, value: secrets.env },
        LEVEL: { kind: 'text' as const, text: 'info' },
      },
    },
    variables: [
      { name: 'NAME', sensitive: true },
      { name: 'PLACE', sensitive: false },
    ],
    timeouts: { connectMs: 5_000 },
    start: 'manual' as const,
  };
  const { preview } = await client.servers.preview({ draft: program });
  await client.servers.create({ draft: program, consent: preview?.consent });
  await client.variables.set({ name: 'program', variable: 'NAME', value: secrets.variable });
  await client.variables.set({ name: 'program', variable: 'PLACE', value: 'here' });
  await client.servers.create({
    draft: {
      title: 'Docs',
      transport: {
        type: 'streamable-http',
        url: 'https://docs.invalid/mcp',
        headers: { 'X-Team': { kind: 'secret', value: secrets.header } },
      },
      auth: { type: 'api-key', placement: 'bearer', key: { kind: 'secret', value: secrets.key } },
      start: 'manual',
      scope: { kind: 'private', profiles: ['work'] },
    },
  });
  // Two accounts at one address are two servers.
  for (const title of ['Mail', 'Mail of work']) {
    await client.servers.create({
      draft: {
        title,
        transport: { type: 'streamable-http', url: 'https://mail.invalid/mcp' },
        auth: {
          type: 'oauth',
          clientId: 'patchbay',
          clientSecret: { kind: 'secret', value: secrets.client },
          headers: { 'X-Tenant': { kind: 'secret', value: secrets.tenant } },
          parameters: { audience: 'https://api.invalid' },
          redirect: 'localhost',
        },
        start: 'manual',
        enabled: false,
      },
    });
  }
  await client.profiles.activate({ id: 'work' });
  await client.variables.set({ name: 'program', variable: 'NAME', value: secrets.other });
  await client.servers.setEnabled({ name: 'mail', enabled: true });
  await client.profiles.activate({ id: 'personal' });
}

interface Setup {
  readonly servers: readonly Record<string, unknown>[];
  readonly profiles: unknown;
}

/** A host whose person saves where `place` says. */
async function startHost(): Promise<TestHost & { readonly place: { path: string } }> {
  const place = { path: '' };
  const running = await startTestHost({
    async saveText(name, text) {
      const saved = await saveFile(join(place.path, name), text);
      return saved.ok ? { ok: true, value: true } : saved;
    },
  });
  return { ...running, place };
}

async function start(): Promise<Awaited<ReturnType<typeof startHost>>> {
  const running = await startHost();
  onTestFinished(() => running.remove());
  return running;
}

type Saving = Awaited<ReturnType<typeof startHost>>;

/** Exports everything; answers with the result and the file. */
async function exported({ client, place }: Saving, secret: string | null) {
  place.path = await mkdtemp(join(folder, 'export-'));
  const result = await client.moving.export({ passphrase: secret });
  return { result, file: join(place.path, (await readdir(place.path))[0] ?? '') };
}

/** What is there, secrets as values and without what belongs to the moment. */
async function setupOf(running: Saving): Promise<Setup> {
  const { file } = await exported(running, passphrase);
  const read = readExport(await readFile(file, 'utf8'));
  if (!read.ok) throw new Error(read.error.code);
  const values = await openSecrets(read.value, passphrase);
  if (!values.ok) throw new Error(values.error.code);
  const { servers, profiles } = read.value.contents;
  const text = JSON.stringify(servers).replace(
    /"secretId":"([^"]+)"/g,
    (_, id: string) => `"secret":${JSON.stringify(values.value.get(id) ?? null)}`,
  );
  const momentary = new Set(['inspection', 'createdAt', 'updatedAt', 'consent']);
  return {
    servers: (JSON.parse(text) as Record<string, unknown>[]).map((one) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => !momentary.has(name))),
    ),
    profiles,
  };
}

async function planned({ client }: TestHost, file: string): Promise<ImportPlan> {
  const finds = (await client.import.read({ kind: 'file', path: file })) ?? [];
  return client.import.plan({ findIds: finds.map(({ id }) => id) });
}

async function unlocked(running: TestHost, file: string): Promise<ImportPlan> {
  const { finds } = await planned(running, file);
  const find = await running.client.import.unlock({ findId: finds[0]?.id ?? '', passphrase });
  expect(find.lock).toBe('open');
  return running.client.import.plan({ findIds: [find.id] });
}

function applied({ client }: TestHost, { planId, items }: ImportPlan, turnsOn = false) {
  const choices = items
    .filter(({ isProposed }) => isProposed)
    .map(({ id: itemId }) => ({ itemId, action: 'add' as const }));
  return client.import.apply({ planId, choices, turnsOn });
}

const withoutSecrets = ({ servers, profiles }: Setup): Setup => ({
  profiles,
  servers: JSON.parse(
    JSON.stringify(servers).replace(/"secret":"[^"]*"/g, '"secret":null'),
  ) as Setup['servers'],
});
const allOff = ({ servers, profiles }: Setup): Setup => ({
  servers: servers.map((one) => ({ ...one, enabled: false })),
  profiles: JSON.parse(
    JSON.stringify(profiles).replace(/"choices":\{[^}]*\}/g, '"choices":{}'),
  ) as unknown,
});
/** Secrets of variables are no references while they are not filled in. */
const withoutSecretVariables = (setup: Setup): Setup => ({
  ...setup,
  servers: setup.servers.map((one) => ({
    ...one,
    variableValues: Object.fromEntries(
      Object.entries(one['variableValues'] as Record<string, { kind: string }>).filter(
        ([, { kind }]) => kind === 'text',
      ),
    ),
  })),
});

describe('an export', () => {
  test('is one file for its owner alone, with no secret in sight', async () => {
    for (const file of [locked, plain]) {
      const text = await readFile(file, 'utf8');
      for (const secret of [...everySecret, passphrase]) expect(text).not.toContain(secret);
      expect(file).toMatch(/patchbay-\d{4}-\d\d-\d\d\.json$/);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(await readdir(join(file, '..'))).toHaveLength(1);
    }
    // References into the vault are of use to nobody else, so none leaves.
    expect(await readFile(plain, 'utf8')).not.toMatch(/"secretId": "[0-9a-f]{32}"/);
  });

  test('leaves out what the vault has lost, and says how much', async () => {
    const running = await start();
    await furnish(running);
    await running.client.vault.remove({ server: 'docs', place: { kind: 'api-key' } });
    const { result } = await exported(running, passphrase);
    expect(result).toMatchObject({ sealed: 8, missing: 1 });
  });

  test('replaces a link instead of following it, and a readable file by one for its owner', async () => {
    const running = await start();
    running.place.path = await mkdtemp(join(folder, 'links-'));
    await running.client.moving.export({ passphrase: null });
    const name = (await readdir(running.place.path))[0] ?? '';
    const target = join(running.place.path, name);
    const precious = join(folder, 'precious');
    await writeFile(precious, 'precious');
    await rm(target);
    await symlink(precious, target);
    await running.client.moving.export({ passphrase: null });
    expect(await readFile(precious, 'utf8')).toBe('precious');
    await chmod(target, 0o644);
    await running.client.moving.export({ passphrase: null });
    expect((await stat(target)).mode & 0o777).toBe(0o600);
  });

  test('that cannot be written says so and leaves nothing', async () => {
    const running = await start();
    running.place.path = join(folder, 'nowhere');
    await expect(running.client.moving.export({ passphrase: null })).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      data: { reason: 'ENOENT' },
    });
  });

  test('takes no short passphrase, and nothing says one', async () => {
    const running = await start();
    for (const secret of ['', 'short']) {
      await expect(running.client.moving.export({ passphrase: secret })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
    expect(JSON.stringify(running.logged)).not.toContain('short');
  });
});

describe('an import of it', () => {
  test('without its secrets brings everything else; servers say what they need', async () => {
    const running = await start();
    const plan = await planned(running, locked);
    expect(plan.finds).toMatchObject([{ sourceId: 'patchbay', lock: 'locked', count: 4 }]);
    expect(plan.profiles.map(({ title, isHere }) => [title, isHere])).toEqual([
      ['Personal', true],
      ['Work', false],
    ]);
    expect(plan.items.map(({ title, state, asks }) => [title, state.kind, asks])).toEqual([
      ['Program', 'new', ['NAME', 'TOKEN']],
      ['Docs', 'new', ['X-Team', 'Authorization']],
      ['Mail', 'new', ['client_secret', 'X-Tenant']],
      ['Mail of work', 'new', ['client_secret', 'X-Tenant']],
    ]);
    const result = await applied(running, plan);
    expect(result).toMatchObject({
      added: ['program', 'docs', 'mail', 'mail-of-work'],
      profiles: ['Work'],
    });
    const expected = allOff(withoutSecretVariables(withoutSecrets(before)));
    expect(comparable(await setupOf(running))).toEqual(comparable(expected));

    await running.client.servers.setEnabled({ name: 'program', enabled: true });
    const { missing } = await running.reached('program', 'needs-setup');
    expect(missing).toEqual([
      { kind: 'variable', name: 'NAME', title: 'NAME' },
      { kind: 'secret', place: { kind: 'env', name: 'TOKEN' } },
      { kind: 'consent' },
    ]);
  });

  test('with its passphrase brings everything, after a wrong one changed nothing', async () => {
    const running = await start();
    const { finds } = await planned(running, locked);
    const findId = finds[0]?.id ?? '';
    await expect(
      running.client.import.unlock({ findId, passphrase: 'correct horse' }),
    ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(running.host.snapshot().servers).toEqual([]);
    const plan = await unlocked(running, locked);
    expect(plan.items.flatMap(({ asks }) => asks)).toEqual([]);
    const answers = JSON.stringify([plan, await applied(running, plan)]);
    for (const secret of everySecret) expect(answers).not.toContain(secret);
    expect(comparable(await setupOf(running))).toEqual(comparable(allOff(before)));
    // What is here already is the same.
    const again = await planned(running, locked);
    expect(again.items.map(({ state, isProposed }) => [state.kind, isProposed])).toEqual(
      Array.from({ length: 4 }, () => ['same', false]),
    );
    expect(again.profiles.every(({ isHere }) => isHere)).toBe(true);
    expect(JSON.stringify(running.logged)).not.toMatch(/correct horse|secret-|variable-of/);
  });

  test('turns on what was on when the person wants that; a program still asks first', async () => {
    const running = await start();
    await applied(running, await unlocked(running, locked), true);
    expect(comparable(await setupOf(running))).toEqual(comparable(before));
    running.host.pool.connect('program', 'user');
    // No file brings an agreement.
    const { missing } = await running.reached('program', 'needs-setup');
    expect(missing).toEqual([{ kind: 'consent' }]);
  });

  test('is taken back whole, with the profile it made', async () => {
    const running = await start();
    const { undoId } = await applied(running, await unlocked(running, locked), true);
    const { undone } = await running.client.import.undo({ undoId });
    expect(undone).toHaveLength(4);
    expect(running.host.snapshot()).toMatchObject({
      servers: [],
      profiles: { all: [{ id: 'personal' }] },
    });
    const choices = await readFile(join(running.folder, 'data', 'profiles.json'), 'utf8');
    expect(choices).not.toContain('mail');
    const vault = await readFile(join(running.folder, 'data', 'vault.json'), 'utf8');
    expect(vault).not.toContain('server-secret');
  });

  test('keeps what is here where a namesake differs, unless it is to be replaced', async () => {
    const running = await start();
    await running.client.servers.create({
      draft: {
        title: 'Docs',
        transport: { type: 'streamable-http', url: 'https://elsewhere.invalid/mcp' },
        start: 'manual',
      },
    });
    await running.client.profiles.update({
      id: 'personal',
      draft: { title: 'Personal', color: 'grape' },
    });
    const plan = await unlocked(running, locked);
    const docs = plan.items.find(({ title }) => title === 'Docs');
    expect(docs).toMatchObject({ state: { kind: 'differs', name: 'docs' }, isProposed: false });
    const choices = [{ itemId: docs?.id ?? '', action: 'replace' as const }];
    await running.client.import.apply({ planId: plan.planId, choices });
    // What was here can be brought back.
    expect(await running.client.moving.backups({})).toMatchObject([
      { reason: 'import', servers: 1 },
    ]);
    const { servers, profiles } = await setupOf(running);
    // The look of a profile where something was set up is the person's.
    expect(profiles).toMatchObject({ profiles: [{ color: 'grape' }, { title: 'Work' }] });
    expect(servers).toMatchObject([
      {
        name: 'docs',
        transport: { url: 'https://docs.invalid/mcp' },
        // Who may use it, and that it is off, is not for a file to say.
        scope: { kind: 'shared' },
        enabled: false,
        auth: { key: { secret: secrets.key } },
      },
    ]);
  });

  test.each<[string, string, (text: string) => string | Buffer]>([
    ['half written', 'EXPORT_DAMAGED', (text) => text.slice(0, text.length / 2)],
    ['empty but for its beginning', 'EXPORT_DAMAGED', () => '{"format":"patchbay-export"'],
    [
      'of wrong types',
      'EXPORT_DAMAGED',
      (text) => text.replace('"servers": [', '"servers": 5, "x": ['),
    ],
    ['changed by hand', 'EXPORT_DAMAGED', (text) => text.replace('Runs here', 'Runs there')],
    [
      'of a newer Patchbay',
      'EXPORT_TOO_NEW',
      (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
    ],
    ['too large', 'FILE_TOO_LARGE', (text) => text + ' '.repeat(10 * 1024 * 1024)],
    ['no text', 'FILE_NOT_TEXT', (text) => Buffer.concat([Buffer.from(text), Buffer.of(0xff)])],
  ])('of a file that is %s is refused, and nothing is changed', async (_what, code, spoil) => {
    const running = await start();
    const file = join(await mkdtemp(join(folder, 'spoilt-')), 'export.json');
    await writeFile(file, spoil(await readFile(locked, 'utf8')));
    const hash = await hashOf(file);
    const plan = await planned(running, file);
    expect(plan.finds).toMatchObject([
      { count: 0, lock: 'none', problems: [{ code, severity: 'error' }] },
    ]);
    expect([plan.items, plan.profiles]).toEqual([[], []]);
    expect(running.host.snapshot().servers).toEqual([]);
    expect(await hashOf(file)).toBe(hash);
  });

  test.each<[string, (file: string) => Promise<string>, string | undefined]>([
    ['a link to it', async (file) => linkTo(file), undefined],
    ['a link to nothing', async () => linkTo(join(folder, 'gone')), 'FILE_LINK_BROKEN'],
  ])('of %s is read or refused in words', async (_what, make, code) => {
    const running = await start();
    const { finds } = await planned(running, await make(locked));
    expect(finds).toMatchObject(
      code === undefined ? [{ isLink: true, count: 4 }] : [{ problems: [{ code }] }],
    );
  });

  test('never writes the file it reads', async () => {
    const running = await start();
    const was = [await hashOf(locked), (await stat(locked)).mtimeMs];
    await applied(running, await unlocked(running, locked));
    expect([await hashOf(locked), (await stat(locked)).mtimeMs]).toEqual(was);
  });
});

async function linkTo(target: string): Promise<string> {
  const link = join(await mkdtemp(join(folder, 'link-')), 'export.json');
  await symlink(target, link);
  return link;
}

async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Order of keys and the moments profiles were made say nothing. */
function comparable({ servers, profiles }: Setup): unknown {
  const text = JSON.stringify({ servers, profiles }, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return JSON.parse(text.replace(/"createdAt":\d+/g, '"createdAt":0'));
}

describe('backups', () => {
  const draft = (title: string) => ({
    title,
    transport: { type: 'built-in' as const, id: 'sample' as const },
  });

  test('are made before what takes something away, and bring it back', async () => {
    const running = await start();
    const { client, host, reached } = running;
    await client.servers.create({ draft: draft('One') });
    await client.servers.create({ draft: draft('Two') });
    await client.profiles.create({ draft: { title: 'Work' } });
    await reached('one', 'ready');
    const two = await reached('two', 'ready');
    expect(await client.moving.backups({})).toEqual([]);
    await client.servers.remove({ name: 'one' });
    await client.servers.update({ name: 'two', draft: { ...draft('Second') } });
    await client.servers.create({ draft: draft('Three') });
    await reached('three', 'ready');
    const [backup] = await client.moving.backups({});
    expect(backup).toMatchObject({ reason: 'removal', servers: 2, profiles: 2 });

    const id = backup?.id ?? '';
    const changes = {
      servers: { back: ['One'], gone: ['Three'], changed: ['Two'] },
      profiles: { back: [], gone: [], changed: [] },
    };
    expect(await client.moving.examine({ id })).toEqual(changes);
    expect(host.snapshot().servers.map(({ title }) => title)).toEqual(['Second', 'Three']);
    expect(await client.moving.restore({ id })).toEqual(changes);
    expect(host.snapshot().servers.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(host.pool.status('three')).toBeUndefined();
    await reached('one', 'ready');
    expect((await reached('two', 'ready')).since).toBeGreaterThanOrEqual(two.since);

    // A restore is a change like any other: it can be taken back.
    const [undoing] = await client.moving.backups({});
    expect(undoing).toMatchObject({ reason: 'restore', servers: 2 });
    await client.moving.restore({ id: undoing?.id ?? '' });
    expect(host.snapshot().servers.map(({ title }) => title)).toEqual(['Second', 'Three']);
    await reached('three', 'ready');
  });

  test('and an undo do not bring back the same server twice', async () => {
    const { client, host } = await start();
    await client.servers.create({ draft: draft('One') });
    await client.servers.remove({ name: 'one' });
    const [backup] = await client.moving.backups({});
    await client.moving.restore({ id: backup?.id ?? '' });
    const undoable = host.undo.last();
    await client.undo.run({ id: undoable?.id ?? '' });
    expect(host.snapshot().servers.map(({ title }) => title)).toEqual(['One']);
  });

  test('hold references only; a server whose secret was removed since asks for it', async () => {
    const running = await start();
    await furnish(running);
    await running.client.profiles.activate({ id: 'work' });
    await running.client.servers.remove({ name: 'docs' });
    const files = await readdir(join(running.folder, 'data', 'backups'));
    for (const file of files) {
      const path = join(running.folder, 'data', 'backups', file);
      const text = await readFile(path, 'utf8');
      for (const secret of everySecret) expect(text).not.toContain(secret);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
    await running.close();

    const next = await startTestHost({ folder: running.folder });
    onTestFinished(() => next.close());
    next.host.start();
    await next.host.started;
    const [backup] = await next.client.moving.backups({});
    await next.client.moving.restore({ id: backup?.id ?? '' });
    await next.client.profiles.activate({ id: 'work' });
    next.host.pool.connect('docs', 'user');
    expect((await next.reached('docs', 'needs-setup')).missing).toEqual([
      { kind: 'secret', place: { kind: 'header', name: 'X-Team' } },
      { kind: 'secret', place: { kind: 'api-key' } },
    ]);
    // Those of servers that stayed are still there.
    const { items } = await next.client.vault.contents({});
    const missing = items.filter(({ reading }) => reading === 'missing');
    expect(new Set(missing.map(({ server }) => server))).toEqual(new Set(['docs']));
  });

  test('of before a restore keep the secrets of what went, over a restart too', async () => {
    const running = await start();
    await running.client.servers.create({ draft: draft('One') });
    await running.client.servers.remove({ name: 'one' });
    await furnish(running);
    const [oldest] = await running.client.moving.backups({});
    await running.client.moving.restore({ id: oldest?.id ?? '' });
    expect(running.host.snapshot().servers.map(({ name }) => name)).toEqual(['one']);
    expect(running.host.snapshot().profiles.all).toHaveLength(1);
    await running.close();

    const next = await startTestHost({ folder: running.folder });
    onTestFinished(() => next.close());
    next.host.start();
    await next.host.started;
    const [newest] = await next.client.moving.backups({});
    expect(newest).toMatchObject({ reason: 'restore', servers: 4, profiles: 2 });
    await next.client.moving.restore({ id: newest?.id ?? '' });
    const { items } = await next.client.vault.contents({});
    expect(items).toHaveLength(9);
    expect(new Set(items.map(({ reading }) => reading))).toEqual(new Set(['readable']));
  });

  test('that are gone or damaged say so, and change nothing', async () => {
    const { client, folder: home, host } = await start();
    await client.servers.create({ draft: draft('One') });
    await client.servers.remove({ name: 'one' });
    const [backup] = await client.moving.backups({});
    const id = backup?.id ?? '';
    await expect(client.moving.restore({ id: 'nothing' })).rejects.toMatchObject({
      code: 'BACKUP_NOT_FOUND',
    });
    await writeFile(join(home, 'data', 'backups', `${id}.json`), 'no backup');
    for (const call of [client.moving.examine({ id }), client.moving.restore({ id })]) {
      await expect(call).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });
    }
    expect(host.snapshot().servers).toEqual([]);
  });

  test('complete a change that a kill has cut short', async () => {
    const first = await start();
    await first.client.servers.create({ draft: draft('One') });
    await first.close();
    const data = join(first.folder, 'data');
    const read = async (name: string) =>
      (JSON.parse(await readFile(join(data, name), 'utf8')) as { value: unknown }).value;
    const profiles = (await read('profiles.json').catch(() => undefined)) ?? {
      profiles: [
        {
          id: 'personal',
          title: 'Personal',
          icon: 'user',
          color: 'teal',
          createdAt: 1,
          choices: {},
        },
      ],
      activeId: 'personal',
    };
    // As the first of three steps leaves it.
    const value = { profiles, registry: { servers: [] } };
    const body = JSON.stringify(value);
    const checksum = createHash('sha256').update(`patchbay-document\n1\n${body}`).digest('hex');
    const envelope = { format: 'patchbay-document', schemaVersion: 1, checksum, value };
    await writeFile(join(data, 'home-change.json'), JSON.stringify(envelope), { mode: 0o600 });
    const next = await startTestHost({ folder: first.folder });
    onTestFinished(() => next.close());
    expect(next.host.snapshot()).toMatchObject({
      servers: [],
      profiles: { all: [{ color: 'teal' }] },
    });
    expect(await readdir(data)).not.toContain('home-change.json');
  });
});
