import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { ApprovalAnswer, PendingApproval } from '../../../src/shared/domain/approval.ts';
import { addAgreed } from '../../support/add-agreed.ts';
import {
  compiledBridge,
  connectApp,
  runBridge,
  scriptBridge,
  untilDoorIsOpen,
} from '../../support/bridge.ts';
import { connectHttpApp, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { agreedTool } from '../../support/pin-kit.ts';

const bridge = compiledBridge ?? scriptBridge;
const fixture = fileURLToPath(
  new URL('../../fixtures/servers/stdio/drifting.mjs', import.meta.url),
);

let running: HttpDoorHost;
let file: string;
/** What the person says; and what they were asked. */
let answer: ApprovalAnswer | undefined;
const asked: PendingApproval[] = [];

interface Said {
  readonly text: string;
  readonly isError: boolean;
}
type Call = (tool: string) => Promise<Said>;
const ways = new Map<string, Call>();
const names = [
  'the socket',
  'the socket, modern',
  'one server',
  'HTTP',
  'modern HTTP',
  'a search',
  'the terminal',
];
const open: Client[] = [];

const uses = async () =>
  (await readFile(`${file}.uses`, 'utf8').catch(() => '')).split('\n').length;

const over = (
  client: Client,
  name: (tool: string) => string,
  wrap = (one: object) => one,
): Call => {
  open.push(client);
  return async (tool) => {
    const called = await client.callTool({
      name: name(tool),
      arguments: { ...wrap({ what: 'a' }) },
    });
    return { text: JSON.stringify(called.content), isError: called.isError === true };
  };
};

beforeAll(async () => {
  running = await startHttpDoor({
    saysToCalls(entry) {
      asked.push(entry);
      return answer;
    },
  });
  file = join(running.folder, 'drifting.json');
  const tools = ['look', 'find'].map((name) => ({ ...agreedTool, name }));
  await writeFile(file, JSON.stringify({ version: '1.0.0', tools }));
  await untilDoorIsOpen(running.folder);
  await addAgreed(running.client, {
    title: 'Drifting',
    transport: { type: 'stdio', command: process.execPath, args: [fixture, file] },
  });
  await running.reached('drifting', 'ready');
  await running.client.settings.update({ toolSearchApps: ['searcher'] });
  const { folder } = running;
  const prefixed = (tool: string) => `drifting_${tool}`;
  const own = (tool: string) => tool;
  const app = (options: Parameters<typeof connectApp>[2]) => connectApp(bridge, folder, options);
  ways.set('the socket', over(await app({ app: 'one' }), prefixed));
  ways.set('the socket, modern', over(await app({ app: 'two', era: 'modern' }), prefixed));
  const args = ['--server', 'drifting'];
  ways.set('one server', over(await app({ app: 'three', args }), own));
  ways.set('HTTP', over(await connectHttpApp(running), prefixed));
  ways.set('modern HTTP', over(await connectHttpApp(running, { era: 'modern' }), prefixed));
  const searcher = await app({ app: 'searcher' });
  ways.set('a search', async (tool) =>
    over(
      searcher,
      () => 'call_read_tool',
      (given) => ({ name: prefixed(tool), arguments: given }),
    )(tool),
  );
  ways.set('the terminal', async (tool) => {
    const { code, out, err } = await runBridge(bridge, folder, ['call', 'drifting', tool, '{}']);
    return { text: out + err, isError: code !== 0 };
  });
});
afterAll(async () => {
  await Promise.all(open.map((client) => client.close().catch(() => undefined)));
  await running.remove();
});
beforeEach(async () => {
  answer = 'no';
  asked.length = 0;
  const { apps } = await running.client.approvals.get({ name: 'drifting' });
  for (const { caller } of apps) {
    await running.client.approvals.forget({ name: 'drifting', caller });
  }
  await running.client.approvals.believe({ name: 'drifting', isBelieved: false });
  await running.client.approvals.choose({ name: 'drifting', choice: 'ask' });
});

describe.each(names)('a call by %s', (way) => {
  const call: Call = (tool) => ways.get(way)?.(tool) ?? Promise.reject(new Error(way));

  test('is refused in words and by a code, and does not reach the server', async () => {
    const before = await uses();
    const { text, isError } = await call('look');
    expect(isError).toBe(true);
    expect(text).toMatch(/did not allow it.*APPROVAL_DECLINED/);
    expect(asked.at(-1)).toMatchObject({ serverName: 'drifting', tool: 'look' });
    expect(await uses()).toBe(before);
  });

  test('is made once for a yes once, and without a question after always', async () => {
    const before = await uses();
    answer = 'once';
    expect(await call('look')).toMatchObject({ isError: false });
    answer = 'no';
    expect((await call('look')).isError).toBe(true);
    answer = 'always-tool';
    expect((await call('look')).isError).toBe(false);
    answer = 'no';
    expect((await call('look')).isError).toBe(false);
    expect((await call('find')).isError).toBe(true);
    expect(await uses()).toBe(before + 3);
  });

  test('is never made, or always, as the server’s page says', async () => {
    const { approvals } = running.client;
    await approvals.choose({ name: 'drifting', choice: 'never', tools: ['look'] });
    answer = 'once';
    const before = await uses();
    expect((await call('look')).text).toContain('APPROVAL_NEVER');
    expect(asked).toEqual([]);
    expect(await uses()).toBe(before);
    await approvals.choose({ name: 'drifting', choice: 'always', tools: ['look'] });
    expect((await call('look')).isError).toBe(false);
    expect(asked).toEqual([]);
  });
});

test('the person’s own call asks nothing, whatever was decided', async () => {
  await running.client.approvals.choose({ name: 'drifting', choice: 'never' });
  const before = await uses();
  const events = await running.client.catalog.callTool({
    name: 'drifting',
    tool: 'look',
    args: { what: 'a' },
  });
  for await (const event of events) void event;
  expect(await uses()).toBe(before + 1);
  expect(asked).toEqual([]);
});

test('what was refused is recorded with who asked, and as sent to nobody', async () => {
  await ways.get('the socket')?.('look');
  const [newest] = await running.client.calls.page({ limit: 1 });
  expect(newest).toMatchObject({
    app: 'one',
    server: 'drifting',
    item: 'look',
    outcome: 'refused',
    code: 'APPROVAL_DECLINED',
    bytesOut: 0,
  });
});

test('an app that gives up while a person is asked calls nothing', async () => {
  answer = undefined;
  const client = await connectApp(bridge, running.folder, { app: 'hasty' });
  open.push(client);
  const giving = new AbortController();
  const before = await uses();
  const called = client.callTool(
    { name: 'drifting_look', arguments: { what: 'a' } },
    { signal: giving.signal },
  );
  const refused = expect(called).rejects.toThrow();
  const waits = async () => (await running.client.app.snapshot({})).approvals.length;
  await expect.poll(waits).toBe(1);
  giving.abort();
  await refused;
  await expect.poll(waits).toBe(0);
  expect(await uses()).toBe(before);
});
