import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { createCallLog } from '../../../src/main/activity/call-log.ts';
import type { CallLog, FinishedCall } from '../../../src/main/activity/call-log.ts';
import type { CallLimits } from '../../../src/main/activity/call-limits.ts';
import { createCallFiles } from '../../../src/main/node/activity/call-files.ts';
import { createRedactor } from '../../../src/main/kernel/redactor.ts';
import type { CallRecord } from '../../../src/shared/domain/call-record.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

let folder: string;
let clock: FakeClock;
let open: CallLog[];
let ids = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-calls-'));
  clock = new FakeClock(1_700_000_000_000);
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((log) => log.close()));
  await rm(folder, { recursive: true, force: true });
});

interface World {
  readonly owner?: string;
  readonly keeps?: boolean;
  readonly mayWrite?: boolean;
  readonly secrets?: readonly string[] | 'locked';
  readonly privateServers?: readonly string[];
  readonly limits?: Partial<CallLimits>;
}

/** A log over the folder, as a profile that may use no server that is another's alone. */
function openLog(world: World = {}): CallLog {
  const { owner = 'me', privateServers = [], secrets = [] } = world;
  const log = createCallLog({
    files: createCallFiles(join(folder, 'calls')),
    mayWrite: () => Promise.resolve(world.mayWrite ?? true),
    mayKnow: (call) => call.profile === owner || !call.isPrivate,
    isPrivate: (server) => privateServers.includes(server),
    isProfile: (id) => id === 'me' || id === 'other',
    keepsContents: () => world.keeps ?? false,
    redact: (_server, text) => text.replaceAll('launch-secret', '•••'),
    redactor: () => Promise.resolve(secrets === 'locked' ? undefined : createRedactor(secrets)),
    clock,
    random: { id: () => `id-${String((ids += 1))}` },
    logger: createSilentLogger(),
    ...(world.limits && { limits: world.limits }),
  });
  open.push(log);
  return log;
}

const call = (item: string, rest: Partial<FinishedCall> = {}): FinishedCall => ({
  door: 'app',
  app: 'Probe',
  profile: 'me',
  server: 'memory',
  method: 'tools/call',
  item,
  durationMs: 12,
  outcome: 'ok',
  code: null,
  request: { name: item, arguments: { text: 'é' } },
  result: { content: [] },
  ...rest,
});

const itemsOf = async (log: CallLog): Promise<string[]> =>
  (await log.page({ limit: 100_000 })).map(({ item }) => item);
const fileOf = (kind: string, number = 1): string =>
  join(folder, 'calls', `${kind}-${String(number)}.jsonl`);

test('a call is a record that says all but what was said, and is there after a restart', async () => {
  const first = openLog();
  first.record(call('read'));
  const [record] = await first.page({ limit: 10 });
  expect(record).toEqual({
    id: expect.any(String) as string,
    at: clock.now() - 12,
    door: 'app',
    app: 'Probe',
    profile: 'me',
    isPrivate: false,
    server: 'memory',
    method: 'tools/call',
    item: 'read',
    durationMs: 12,
    bytesIn: Buffer.byteLength('{"name":"read","arguments":{"text":"é"}}'),
    bytesOut: Buffer.byteLength('{"content":[]}'),
    outcome: 'ok',
    code: null,
    attempt: 1,
    hasContents: false,
  } satisfies CallRecord);
  await first.close();
  expect(await readFile(fileOf('calls'), 'utf8')).not.toContain('"text"');
  expect(await readdir(join(folder, 'calls'))).toEqual(['calls-1.jsonl']);
  // On Windows the folder of the person is what keeps others out; files have no such mode.
  if (process.platform !== 'win32') expect((await stat(fileOf('calls'))).mode & 0o777).toBe(0o600);
  expect(await openLog().page({ limit: 10 })).toEqual([record]);
});

test('pages come newest first and go on where the last one ended', async () => {
  const log = openLog();
  for (const item of ['a', 'b', 'c', 'd']) log.record(call(item));
  const [newest, second] = await log.page({ limit: 2 });
  expect([newest?.item, second?.item]).toEqual(['d', 'c']);
  const rest = await log.page({ before: second?.id ?? '', limit: 10 });
  expect(rest.map(({ item }) => item)).toEqual(['b', 'a']);
  expect(await log.page({ before: 'nobody', limit: 10 })).toEqual([]);
});

test('listeners are told once, several at a time, only what their profile may know', async () => {
  const log = openLog({ privateServers: ['secretive'] });
  const told: string[][] = [];
  log.subscribe((calls) => told.push(calls.map(({ item }) => item)));
  log.record(call('a'));
  log.record(call('b', { profile: 'other' }));
  log.record(call('c', { profile: 'other', server: 'secretive' }));
  await log.page({ limit: 1 });
  expect(told).toEqual([['a', 'b']]);
});

test('what belongs to a profile alone is shown, told, exported and cleared there alone', async () => {
  const other = openLog({ owner: 'other', privateServers: ['secretive'], keeps: true });
  other.record(call('hers', { profile: 'other', server: 'secretive' }));
  other.record(call('shared', { profile: 'other' }));
  const hers = (await other.page({ limit: 9 })).find(({ item }) => item === 'hers')?.id ?? '';
  expect((await other.contents([hers])).size).toBe(1);
  await other.close();
  const mine = openLog();
  expect(await itemsOf(mine)).toEqual(['shared']);
  expect((await mine.contents([hers])).size).toBe(0);
  await mine.clear();
  expect(await itemsOf(mine)).toEqual([]);
  await mine.close();
  const again = openLog({ owner: 'other' });
  expect(await itemsOf(again)).toEqual(['hers']);
  expect((await again.contents([hers])).get(hers)?.request).toContain('hers');
});

test('private calls of a profile that is gone are gone too', async () => {
  const log = openLog({ owner: 'gone', privateServers: ['secretive'] });
  log.record(call('theirs', { profile: 'gone', server: 'secretive' }));
  log.record(call('open', { profile: 'gone' }));
  await log.close();
  expect(await itemsOf(openLog({ owner: 'gone' }))).toEqual(['open']);
  // Another profile may be given that name later.
  expect(await readFile(fileOf('calls'), 'utf8')).not.toContain('theirs');
});

test('a damaged file costs only what was damaged, and a torn end no call after it', async () => {
  const first = openLog();
  first.record(call('a'));
  await first.close();
  await appendFile(fileOf('calls'), 'rubbish\n\u0000\n{"id":"x"}\n{"id":"torn","at":1');
  const second = openLog();
  second.record(call('b'));
  expect(await itemsOf(second)).toEqual(['b', 'a']);
  await second.close();
  expect(await itemsOf(openLog())).toEqual(['b', 'a']);
});

test('a record that was written twice is one', async () => {
  const first = openLog();
  first.record(call('a'));
  await first.close();
  const line = await readFile(fileOf('calls'), 'utf8');
  await writeFile(fileOf('calls'), line + line);
  await writeFile(fileOf('calls', 2), line);
  expect(await itemsOf(openLog())).toEqual(['a']);
});

test('the oldest go when there are too many calls', async () => {
  const limits = { maxCalls: 6, pairCalls: 2 };
  const log = openLog({ limits });
  for (const item of 'abcdefgh') log.record(call(item));
  expect(await itemsOf(log)).toEqual([...'hgfedc']);
  await log.close();
  expect((await readdir(join(folder, 'calls'))).sort()).toEqual([
    'calls-2.jsonl',
    'calls-3.jsonl',
    'calls-4.jsonl',
  ]);
  const later = openLog({ limits });
  later.record(call('i'));
  expect(await itemsOf(later)).toEqual([...'ihgfe']);
});

test('the oldest go when there are too many bytes, contents included', async () => {
  const limits = { pairCalls: 1, maxBytes: 2_000 };
  const log = openLog({ limits, keeps: true });
  log.record(call('large', { request: { text: 'x'.repeat(1_500) } }));
  log.record(call('b'));
  log.record(call('c'));
  expect(await itemsOf(log)).toEqual(['c', 'b']);
});

test('what is too old goes, also while it runs', async () => {
  const log = openLog({ limits: { pairCalls: 2, maxAgeMs: 1_000 } });
  log.record(call('old'));
  expect(await itemsOf(log)).toEqual(['old']);
  await clock.advance(2_000);
  expect(await itemsOf(log)).toEqual([]);
  for (const item of 'abc') log.record(call(item));
  expect(await itemsOf(log)).toEqual([...'cba']);
  await log.close();
  expect(await itemsOf(openLog({ limits: { maxAgeMs: 1_000 } }))).toEqual([...'cba']);
});

test('what is too old leaves the disk too, though its file is not full', async () => {
  const limits = { pairCalls: 100, maxAgeMs: 30_000 };
  const world = { keeps: true, limits };
  const onDisk = async () =>
    (await readFile(fileOf('calls'), 'utf8')) + (await readFile(fileOf('contents'), 'utf8'));
  const log = openLog(world);
  log.record(call('first', { request: { text: 'said-first' } }));
  expect(await itemsOf(log)).toEqual(['first']);
  await clock.advance(20_000);
  log.record(call('second'));
  expect(await itemsOf(log)).toEqual(['second', 'first']);
  await clock.advance(12_000);
  log.record(call('third'));
  expect(await itemsOf(log)).toEqual(['third', 'second']);
  expect(await onDisk()).not.toMatch(/first/);
  expect(await onDisk()).toMatch(/second/);
  await log.close();
  await clock.advance(19_000);
  expect(await itemsOf(openLog(world))).toEqual(['third']);
  expect(await onDisk()).not.toMatch(/second/);
  expect(await onDisk()).toMatch(/third/);
});

test('a process that does not own the folder shows its calls and writes none', async () => {
  const log = openLog({ mayWrite: false, keeps: true });
  log.record(call('a'));
  expect(await itemsOf(log)).toEqual(['a']);
  await log.close();
  expect(await readdir(folder)).toEqual([]);
});

test('what is said is kept only when wanted, and without what is secret', async () => {
  const log = openLog({ keeps: true, secrets: ['vault-secret'] });
  log.record(
    call('a', {
      request: { one: 'vault-secret', two: 'launch-secret' },
      result: { text: `${Buffer.from('vault-secret').toString('base64')} fine` },
    }),
  );
  const [record] = await log.page({ limit: 1 });
  const said = (await log.contents([record?.id ?? ''])).get(record?.id ?? '');
  expect(said).toEqual({ request: '{"one":"•••","two":"•••"}', result: '{"text":"••• fine"}' });
  await log.close();
  const written = await readFile(fileOf('contents'), 'utf8');
  expect(written).not.toMatch(/vault-secret|launch-secret/);
});

test('while secrets cannot be read nothing of what is said is kept', async () => {
  const log = openLog({ keeps: true, secrets: 'locked' });
  log.record(call('a'));
  expect((await log.page({ limit: 1 }))[0]?.hasContents).toBe(false);
  await log.close();
  expect(await readdir(join(folder, 'calls'))).toEqual(['calls-1.jsonl']);
});

test('what was said is not kept when the person turns that off meanwhile', async () => {
  const world = { keeps: true };
  const log = openLog(world);
  log.record(call('a'));
  world.keeps = false;
  expect((await log.page({ limit: 1 }))[0]?.hasContents).toBe(false);
});

test('what is said is cut where it is long, and never within a secret', async () => {
  const log = openLog({ keeps: true, secrets: ['s3cret-value'] });
  const start = 'x'.repeat(32 * 1024 - 20);
  log.record(call('a', { request: { text: `${start}s3cret-value` } }));
  const [record] = await log.page({ limit: 1 });
  const said = (await log.contents([record?.id ?? ''])).get(record?.id ?? '');
  expect(Buffer.byteLength(said?.request ?? '')).toBeLessThanOrEqual(32 * 1024);
  expect(said?.request).not.toContain('s3c');
});

test('what was said can be forgotten, of one server or of all', async () => {
  const log = openLog({ keeps: true });
  log.record(call('a', { server: 'one' }));
  log.record(call('b', { server: 'two' }));
  await log.forgetContents('one');
  expect((await log.page({ limit: 9 })).map(({ hasContents }) => hasContents)).toEqual([
    true,
    false,
  ]);
  expect(await readFile(fileOf('contents'), 'utf8')).not.toContain('"a\\"');
  await log.forgetContents();
  await log.close();
  expect(await readdir(join(folder, 'calls'))).toEqual(['calls-1.jsonl']);
  expect(await itemsOf(openLog())).toEqual(['b', 'a']);
});

test('names of strangers are made harmless and short, and hold no secret', async () => {
  const log = openLog();
  log.record(call(`file:///launch-secret/\u202e${'x'.repeat(400)}`, { app: '\u001b[31mred' }));
  const [record] = await log.page({ limit: 1 });
  expect(record?.app).toBe('\\x1B[31mred');
  expect(record?.item).toMatch(/^file:\/\/\/•••\/\\u202Ex+$/);
  expect(record?.item).toHaveLength(300);
});

test('numbers that no JavaScript number holds are counted and kept as they are', async () => {
  const log = openLog({ keeps: true });
  log.record(call('a', { request: { id: 12345678901234567890n } }));
  const [record] = await log.page({ limit: 1 });
  expect(record?.bytesIn).toBe('{"id":12345678901234567890}'.length);
});
