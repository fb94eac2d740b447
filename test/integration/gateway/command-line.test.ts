import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ApprovalAnswer } from '../../../src/shared/domain/approval.ts';
import { addAgreed } from '../../support/add-agreed.ts';
import { bridges, runBridge, socketIn, untilDoorIsOpen } from '../../support/bridge.ts';
import { waitFor } from '../../support/processes.ts';
import { passingServerLaunch } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let running: TestHost;
let answer: ApprovalAnswer;

const program = (name: string, ...args: readonly string[]) => ({
  type: 'stdio' as const,
  command: process.execPath,
  args: [
    fileURLToPath(new URL(`../../fixtures/servers/stdio/${name}.mjs`, import.meta.url)),
    ...args,
  ],
});

beforeAll(async () => {
  running = await startTestHost({
    servesApps: true,
    seedSample: true,
    saysToCalls: () => answer,
  });
  running.host.start();
  await running.host.started;
  await untilDoorIsOpen(running.folder);
  await running.reached('sample', 'ready');
  const { client, reached } = running;
  await reached(
    await addAgreed(client, { title: 'Falls over', transport: program('crash', 'on-call') }),
    'ready',
  );
  const { command, args } = passingServerLaunch({});
  const waits = { type: 'stdio' as const, command, args: [...args] };
  await reached(await addAgreed(client, { title: 'Waits', transport: waits }), 'ready');
  const off = { title: 'Turned off', transport: program('plain'), enabled: false };
  await addAgreed(client, off);
}, 60_000);
afterAll(() => running.remove());

describe.each(bridges)('the command line (%s)', (_name, bridge) => {
  const run = async (...words: readonly string[]) => {
    const ended = await runBridge(bridge, running.folder, words);
    return { ...ended, json: (): unknown => JSON.parse(ended.out) };
  };

  test('says the state of each server as JSON, wherever the word stands', async () => {
    answer = 'once';
    const [before, after] = [await run('--json', 'status'), await run('status', '--json')];
    expect(after).toMatchObject({ code: 0, err: '', out: before.out });
    expect(after.out.endsWith('\n')).toBe(true);
    expect(after.json()).toEqual(
      expect.arrayContaining([
        { name: 'sample', title: expect.any(String), state: 'ready' },
        { name: 'falls-over', title: 'Falls over', state: expect.any(String) },
        { name: 'turned-off', title: 'Turned off', state: 'disabled' },
      ]),
    );
  });

  test('lists tools as JSON under their own names, with whose they are and what they take', async () => {
    const { code, json, err } = await run('list', 'sample', '--json');
    expect([code, err]).toEqual([0, '']);
    const catalog = await running.client.catalog.get({ name: 'sample' });
    const listed = json() as { name: string; server: string; inputSchema: { type: string } }[];
    expect(listed.map(({ name }) => name)).toEqual(catalog?.tools.map(({ name }) => name));
    expect(listed.map(({ name }) => name)).toContain('echo');
    for (const { server, inputSchema } of listed) {
      expect([server, inputSchema.type]).toEqual(['sample', 'object']);
    }
    const all = (await run('list', '--json')).json() as { server: string }[];
    expect(new Set(all.map(({ server }) => server))).toEqual(
      new Set(['sample', 'falls-over', 'waits']),
    );
  });

  test('gives a result whole as JSON, and as its text without', async () => {
    answer = 'once';
    const args = JSON.stringify({ text: 'ü "漢字"\n2' });
    const whole = await run('call', 'sample', 'echo', args, '--json');
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole.out.trimEnd()).not.toContain('\n');
    expect(whole.json()).toMatchObject({ content: [{ type: 'text', text: 'ü "漢字"\n2' }] });
    const text = await run('call', 'sample', 'echo', args);
    expect(text).toMatchObject({ code: 0, err: '', out: 'ü "漢字"\n2\n' });
  });

  test('reads arguments by stdin where - stands for them, also large ones', async () => {
    answer = 'once';
    const given = (text: string) => `${JSON.stringify({ text }, null, 2)}\n`;
    const call = (text: string, words: readonly string[]) =>
      runBridge(bridge, running.folder, words, text);
    const said = '"漢字" \\ ü\n2';
    expect(await call(given(said), ['call', 'sample', 'echo', '-'])).toEqual({
      ...{ code: 0, err: '', out: `${said}\n` },
    });
    const large = 'ä'.repeat(300_000);
    const answered = await call(given(large), ['call', '--json', 'sample', 'echo', '-']);
    expect(answered).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(answered.out)).toMatchObject({ content: [{ text: large }] });
    for (const wrong of ['', '[1]', '{"text":"a"}\u0000{', '{"text":']) {
      const refused = await call(wrong, ['call', 'sample', 'echo', '-']);
      expect([wrong, refused.code, refused.out]).toEqual([wrong, 64, '']);
    }
  });

  test('a call that is interrupted is cancelled at its server', async () => {
    answer = 'once';
    let looked = 0;
    const seen = async () => {
      looked += 1;
      return (await run('call', 'waits', 'seen')).json() as { calls: number; cancelled: number };
    };
    const before = await seen();
    looked = 0;
    const words = ['--socket', socketIn(running.folder), 'call', 'waits', 'wait', '{"ms":600000}'];
    const child = spawn(bridge.command, [...bridge.args, ...words]);
    await waitFor('the call', async () => (await seen()).calls > before.calls + looked);
    child.kill('SIGINT');
    await waitFor('the cancel', async () => (await seen()).cancelled > before.cancelled);
  });

  test('ends with 1 when the tool says that it failed, and gives what it says', async () => {
    answer = 'once';
    const failed = await run('call', 'sample', 'echo', '{"text":7}');
    expect([failed.code, failed.err]).toEqual([1, '']);
    expect(failed.out).not.toBe('');
    const asJson = await run('call', 'sample', 'echo', '{"text":7}', '--json');
    expect(asJson.code).toBe(1);
    expect(asJson.json()).toMatchObject({ isError: true });
  });

  test('ends with 77 when the person says no, now or for good, and the server is not asked', async () => {
    answer = 'no';
    await running.client.connections.connect({ name: 'falls-over' });
    const refused = await run('call', 'falls-over', 'echo', '{}', '--json');
    expect([refused.code, refused.out]).toEqual([77, '']);
    expect(refused.err).toContain('APPROVAL_DECLINED');
    const { approvals } = running.client;
    await approvals.choose({ name: 'falls-over', choice: 'never', tools: ['echo'] });
    answer = 'once';
    const never = await run('call', 'falls-over', 'echo', '{}');
    expect([never.code, never.out]).toEqual([77, '']);
    expect(never.err).toContain('APPROVAL_NEVER');
    await approvals.choose({ name: 'falls-over', choice: 'ask', tools: ['echo'] });
    // It falls over under a call that reaches it.
    expect((await running.reached('falls-over', 'ready')).kind).toBe('ready');
  });

  test('ends with 69 when the server fell over under the call, and says which', async () => {
    answer = 'once';
    await running.client.connections.connect({ name: 'falls-over' });
    await running.reached('falls-over', 'ready');
    const failed = await run('call', 'falls-over', 'echo', '{}');
    expect([failed.code, failed.out]).toEqual([69, '']);
    expect(failed.err).toContain('Falls over did not answer');
  });
});
