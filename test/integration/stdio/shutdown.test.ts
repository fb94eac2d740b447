import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import {
  findProcess,
  killAll,
  livingDescendants,
  survivorsOf,
  waitFor,
  waitForExit,
} from '../../support/processes.ts';
import { checkForLeaks, connect, fixture, launchOf, startedProcesses, watch } from './harness.ts';
import type { StdioLaunch } from '../../../src/main/node/stdio/spawn-plan.ts';

checkForLeaks();

/** A shell that waits for a server which ignores the end of stdin and SIGTERM. */
const wrapper: StdioLaunch = {
  type: 'stdio',
  command: 'sh',
  args: ['-c', '"$0" "$1"; true', process.execPath, fixture('stubborn')],
  env: {},
};

describe('closing', () => {
  test('lets a well-behaved server end by itself and reports no outcome', async () => {
    const watched = watch(launchOf('plain'), { graceMs: { stdinEnd: 20_000, term: 20_000 } });
    await connect(watched);
    const [server] = await livingDescendants();
    expect(server?.pid).toBe(watched.transport.pid);
    await watched.transport.close();
    expect(await survivorsOf(server ? [server] : [])).toEqual([]);
    expect(watched.outcomes).toEqual([]);
    expect(watched.closes.count).toBe(1);
  });

  test('kills a server that ignores the end of stdin and SIGTERM', async () => {
    const watched = watch(launchOf('stubborn'));
    await connect(watched);
    await watched.transport.close();
    expect(await startedProcesses()).toEqual([]);
    expect(watched.stderr).toContain('SIGTERM ignored');
    expect(watched.outcomes).toEqual([]);
  });

  test('leaves no grandchild of a wrapper behind (S12)', async () => {
    const watched = watch(wrapper);
    await connect(watched);
    const processes = await livingDescendants();
    expect(processes).toHaveLength(2);
    await watched.transport.close();
    expect(await survivorsOf(processes)).toEqual([]);
  });

  test('finds the SDK transport leaving the grandchild behind (S12, drop this when it is mended)', async () => {
    const { command, args, env } = wrapper;
    const transport = new StdioClientTransport({ command, args: [...args], env, stderr: 'ignore' });
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(transport);
    const processes = await livingDescendants();
    const shell = processes.filter(({ pid }) => pid === transport.pid);
    const grandchild = processes.filter(({ pid }) => pid !== transport.pid);
    await client.close();
    await waitForExit(shell);
    const survivors = await survivorsOf(grandchild);
    await killAll(processes);
    expect(survivors).toEqual(grandchild);
    expect(survivors).toHaveLength(1);
  });

  test('ends a grandchild that has a session of its own', async () => {
    const watched = watch(launchOf('parent-of-detached'));
    await connect(watched);
    const processes = await livingDescendants();
    expect(new Set(processes.map((row) => row.groupId)).size).toBe(2);
    await watched.transport.close();
    expect(await survivorsOf(processes)).toEqual([]);
  });

  test('ends the rest of the group when the leader is killed by somebody else', async () => {
    const watched = watch(wrapper);
    await connect(watched);
    const processes = await livingDescendants();
    process.kill(watched.transport.pid ?? 0, 'SIGKILL');
    expect(await watched.ended).toMatchObject({ kind: 'process-exited', signal: 'SIGKILL' });
    await waitForExit(processes);
  });

  test('shares one shutdown between calls and tells the end once', async () => {
    const watched = watch(launchOf('stubborn'));
    await connect(watched);
    const first = watched.transport.close();
    expect(watched.transport.close()).toBe(first);
    await first;
    await watched.transport.close();
    expect(watched.closes.count).toBe(1);
  });

  test('stops a start that is under way', async () => {
    const asked = { count: 0 };
    const findPath = () => {
      asked.count += 1;
      return new Promise<string>(() => undefined);
    };
    const watched = watch(launchOf('plain'), { findPath });
    const started = watched.transport.start();
    started.catch(() => undefined);
    await waitFor('the search for the PATH', () => asked.count > 0);
    const closed = watched.transport.close();
    await expect(started).rejects.toMatchObject({ outcome: { kind: 'aborted' } });
    await closed;
    expect(watched.transport.pid).toBeUndefined();
    expect(watched.outcomes).toEqual([]);
  });

  test('closes in the midst of spawning without leaving a process', async () => {
    const watched = watch(launchOf('stubborn'));
    const started = watched.transport.start();
    await waitFor('the pid', () => watched.transport.pid);
    const row = await findProcess(watched.transport.pid ?? 0);
    await watched.transport.close();
    await started;
    expect(await survivorsOf(row ? [row] : [])).toEqual([]);
  });

  test('may be called before start, which then refuses', async () => {
    const watched = watch(launchOf('plain'));
    await watched.transport.close();
    await expect(watched.transport.start()).rejects.toThrow();
    expect(watched.transport.pid).toBeUndefined();
  });
});
