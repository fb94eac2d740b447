import { describe, expect, test } from 'vitest';

import { spendPermit } from '../../../src/main/approvals/call-permit.ts';
import type { WantedCall } from '../../../src/main/approvals/call-gate.ts';
import { approvalKit, toolWith, wanted } from '../../support/approval-kit.ts';
import { settle } from '../../support/fake-clock.ts';

const reads = toolWith({ readOnlyHint: true });

/** Makes a call that has to be asked about, and answers it. */
async function asked(
  kit: ReturnType<typeof approvalKit>,
  answer: 'once' | 'always-tool' | 'always-server' | 'no',
  call: WantedCall = wanted(),
) {
  const passing = kit.pass(call);
  await settle();
  expect(kit.ids()).toHaveLength(1);
  kit.desk.answer(kit.ids(), answer);
  return passing;
}

/** Whether a call is asked about; it is refused then. */
async function isAsked(kit: ReturnType<typeof approvalKit>, call: WantedCall = wanted()) {
  const passing = kit.pass(call);
  await settle();
  const ids = kit.ids();
  kit.desk.answer(ids, 'no');
  return (await passing) === 'declined' && ids.length === 1;
}

describe('what nobody decided', () => {
  test('is asked, also of a tool that says it only reads', async () => {
    const kit = approvalKit();
    expect(await isAsked(kit)).toBe(true);
    expect(await isAsked(kit, wanted({ definition: reads }))).toBe(true);
  });

  test('passes where it only reads and its server is believed, and nothing else does', async () => {
    const kit = approvalKit();
    await kit.approvals.decide('files', { kind: 'believe', isBelieved: true, place: 'launch 1' });
    expect(await kit.pass(wanted({ definition: reads }))).toBe('passed');
    expect(await isAsked(kit)).toBe(true);
    expect(await isAsked(kit, wanted({ server: 'other', definition: reads }))).toBe(true);
    const lies = toolWith({ readOnlyHint: 'yes' });
    expect(await isAsked(kit, wanted({ definition: lies }))).toBe(true);
  });

  test('passes where the reading tool is part of Patchbay', async () => {
    const kit = approvalKit();
    kit.launch.isOurs = true;
    expect(await kit.pass(wanted({ definition: reads }))).toBe('passed');
    expect(await isAsked(kit)).toBe(true);
  });
});

describe('a yes', () => {
  test('once is for one call', async () => {
    const kit = approvalKit();
    expect(await asked(kit, 'once')).toBe('asked');
    expect(await isAsked(kit)).toBe(true);
  });

  test('for an app and a tool is for no other app, tool or server', async () => {
    const kit = approvalKit();
    expect(await asked(kit, 'always-tool')).toBe('asked');
    expect(await kit.pass()).toBe('passed');
    const others: Partial<WantedCall>[] = [
      { caller: { app: 'Other' } },
      { caller: { app: 'Cursor', token: 'a' } },
      { caller: { app: 'Cursor', door: 'command' } },
      { tool: 'send' },
      { server: 'mail' },
    ];
    for (const other of others) expect(await isAsked(kit, wanted(other))).toBe(true);
  });

  test('does not outlive the definition it was given to', async () => {
    const kit = approvalKit();
    const before = toolWith({ readOnlyHint: true });
    await asked(kit, 'always-tool', wanted({ definition: before }));
    expect(await kit.pass(wanted({ definition: { ...before, description: 'Other.' } }))).toBe(
      'passed',
    );
    expect(await isAsked(kit, wanted({ definition: toolWith() }))).toBe(true);
    const required = toolWith({ readOnlyHint: true }, { required: ['key'] });
    expect(await isAsked(kit, wanted({ definition: required }))).toBe(true);
  });

  test('does not outlive the launch it was given to', async () => {
    const kit = approvalKit();
    await asked(kit, 'always-tool');
    kit.launch.place = 'launch 2';
    expect(await isAsked(kit)).toBe(true);
  });

  test('for every tool is for those there are, and not for one that was decided by itself', async () => {
    const [read, send, keep] = ['read', 'send', 'keep'].map((name) => ({ ...toolWith(), name }));
    const tools = [read, send, keep].flatMap((tool) => tool ?? []);
    const kit = approvalKit({ tools });
    const tool = { tool: 'keep', print: 'any' };
    await kit.approvals.decide('files', {
      kind: 'choose',
      choice: 'ask',
      tools: [tool],
      place: 'launch 1',
    });
    await asked(kit, 'always-server');
    expect(await kit.pass(wanted({ tool: 'read', definition: tools[0] ?? {} }))).toBe('passed');
    expect(await kit.pass()).toBe('passed');
    expect(await isAsked(kit, wanted({ tool: 'keep', definition: tools[2] ?? {} }))).toBe(true);
    expect(await isAsked(kit, wanted({ tool: 'new' }))).toBe(true);
  });

  test('for all that wait lets those through that it is about', async () => {
    const kit = approvalKit();
    const same = [kit.pass(), kit.pass(), kit.pass()];
    const other = kit.pass(wanted({ tool: 'send' }));
    await settle();
    const [first] = kit.ids();
    kit.desk.answer([first ?? ''], 'always-tool');
    expect(await Promise.all(same)).toEqual(['asked', 'asked', 'asked']);
    await settle();
    expect(kit.ids()).toHaveLength(1);
    kit.desk.dispose();
    expect(await other).toBe('closing');
  });
});

describe('no', () => {
  test('is what a person says, what silence means, and what an app that leaves gets', async () => {
    const kit = approvalKit();
    expect(await asked(kit, 'no')).toBe('declined');
    const silent = kit.pass();
    await settle();
    await kit.clock.advance(299_999);
    expect(kit.ids()).toHaveLength(1);
    await kit.clock.advance(1);
    expect(await silent).toBe('timed-out');
    const leaving = new AbortController();
    const left = kit.pass(wanted(), leaving.signal);
    await settle();
    leaving.abort();
    expect(await left).toBe('gone');
    expect(kit.ids()).toEqual([]);
    expect(kit.clock.pending).toBe(0);
  });

  test('never asks nobody, whatever became of the server, and ends what waits', async () => {
    const kit = approvalKit();
    const waiting = kit.pass();
    await settle();
    const never = { kind: 'choose', choice: 'never', place: 'launch 1' } as const;
    await kit.approvals.decide('files', { ...never, tools: [{ tool: 'erase', print: 'any' }] });
    expect(await waiting).toBe('never');
    expect(await kit.pass()).toBe('never');
    kit.launch.place = 'launch 2';
    expect(await kit.pass(wanted({ definition: reads }))).toBe('never');
  });

  test('an app that left before the yes was written calls nothing', async () => {
    const kit = approvalKit();
    const leaving = new AbortController();
    const left = kit.pass(wanted(), leaving.signal);
    await settle();
    kit.desk.answer(kit.ids(), 'always-tool');
    leaving.abort();
    expect(await left).toBe('gone');
  });
});

describe('a call that goes on after a question of its server', () => {
  const more = { resultType: 'input_required', requestState: 's1' };
  const next = (params: Record<string, unknown>) =>
    wanted({ params: { ...wanted().params, requestState: 's1', inputResponses: {}, ...params } });

  test('is the same call once, with the same arguments and state', async () => {
    const kit = approvalKit();
    await asked(kit, 'once');
    kit.gate.answered(wanted(), more);
    expect(await isAsked(kit, next({ requestState: 's2' }))).toBe(true);
    expect(await isAsked(kit, next({ arguments: { path: '/b' } }))).toBe(true);
    expect(await isAsked(kit, { ...next({}), caller: { app: 'Other' } })).toBe(true);
    expect(await isAsked(kit)).toBe(true);
    expect(await kit.pass(next({}))).toBe('passed');
    expect(await isAsked(kit, next({}))).toBe(true);
  });

  test('is another call when it comes too late, or its tool is never called', async () => {
    const kit = approvalKit();
    kit.gate.answered(wanted(), more);
    await kit.clock.advance(15 * 60_000 + 1);
    expect(await isAsked(kit, next({}))).toBe(true);
    kit.gate.answered(wanted(), more);
    const never = { kind: 'choose', choice: 'never', place: 'launch 1' } as const;
    await kit.approvals.decide('files', { ...never, tools: [{ tool: 'erase', print: 'any' }] });
    expect(await kit.pass(next({}))).toBe('never');
  });
});

test('an app that follows its call hears that it waits', async () => {
  const kit = approvalKit();
  const heard: number[] = [];
  const { signal } = new AbortController();
  const onProgress = ({ progress }: { progress: number }) => void heard.push(progress);
  const passing = kit.gate.pass(wanted(), { signal, onProgress });
  await settle();
  await kit.clock.advance(30_000);
  expect(heard).toHaveLength(3);
  expect(heard).toEqual([...heard].sort((one, other) => one - other));
  expect(Math.max(...heard)).toBeLessThan(1);
  kit.desk.answer(kit.ids(), 'no');
  await passing;
  expect(kit.clock.pending).toBe(0);
});

test('a permit is for one call of one tool of one server, and cannot be made by hand', () => {
  const kit = approvalKit();
  expect(() => spendPermit(undefined, 'files', 'erase')).toThrow(/not passed the gate/);
  expect(() => spendPermit({ server: 'files', tool: 'erase' }, 'files', 'erase')).toThrow();
  const permit = kit.gate.byHand('files', 'erase');
  expect(() => spendPermit(permit, 'files', 'send')).toThrow();
  expect(() => spendPermit(permit, 'mail', 'erase')).toThrow();
  spendPermit(permit, 'files', 'erase');
  expect(() => spendPermit(permit, 'files', 'erase')).toThrow();
});

describe('asking that is left to the app', () => {
  test('passes what would be asked', async () => {
    const kit = approvalKit({ leavesAsking: true });
    expect(await kit.pass()).toBe('passed');
    expect(kit.ids()).toEqual([]);
  });

  test('passes nothing that was refused, under whichever owner of the server', async () => {
    const kit = approvalKit({ leavesAsking: true });
    const tools = [{ tool: 'erase', print: 'p' }];
    const never = { kind: 'choose', choice: 'never', tools, place: 'launch 1' } as const;
    await kit.approvals.decide('work/files', never);
    expect(await isAsked(kit)).toBe(true);
    await kit.approvals.decide('files', never);
    expect(await kit.pass()).toBe('never');
    expect(await kit.pass(wanted({ server: 'mail' }))).toBe('passed');
  });

  test('passes nothing of a server whose record is lost, or that is not there', async () => {
    const kit = approvalKit({ leavesAsking: true });
    const tools = [{ tool: 'send', print: 'p' }];
    await kit.approvals.decide('files', {
      kind: 'choose',
      choice: 'ask',
      tools,
      place: 'launch 1',
    });
    await kit.approvals.putAside('files');
    expect(await isAsked(kit)).toBe(true);
    kit.removeLaunch();
    expect(await isAsked(kit, wanted({ server: 'mail' }))).toBe(true);
  });
});
