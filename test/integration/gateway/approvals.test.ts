import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { ApprovalAnswer, PendingApproval } from '../../../src/shared/domain/approval.ts';
import { callWays, startApprovalWorld } from '../../support/approval-world.ts';
import type { ApprovalWorld, CallEnd } from '../../support/approval-world.ts';
import type { TestHost } from '../../support/test-host.ts';

let world: ApprovalWorld;
let running: TestHost;
/** What the person says; and what they were asked. */
let answer: ApprovalAnswer | undefined;
const asked: PendingApproval[] = [];
const uses = () => world.uses();

beforeAll(async () => {
  world = await startApprovalWorld((entry) => {
    asked.push(entry);
    return answer;
  });
  ({ running } = world);
});
afterAll(() => world[Symbol.asyncDispose]());
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

describe.each(callWays)('a call by %s', (way) => {
  const call = (tool: string): Promise<CallEnd> => world.call(way, tool);

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
  await world.call('the socket', 'look');
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
  const client = await world.connect('hasty');
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
