import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../support/processes.ts';
import { checkForLeaks, connect, fixture, launchOf, watch } from './harness.ts';

checkForLeaks();

const lastWords = ['reading config', 'fatal: no such database', 'last words without line end'];

describe('a server that ends by itself', () => {
  test('tells exit code and stderr of an exit before the first byte (S13)', async () => {
    const watched = watch(launchOf('crash'));
    await expect(connect(watched)).rejects.toThrow();
    expect(watched.outcomes).toEqual([
      {
        kind: 'process-exited',
        exitCode: 3,
        signal: null,
        stderrTail: lastWords,
        stdoutGarbage: 0,
        duringHandshake: true,
      },
    ]);
    expect(watched.transport.outcome).toBe(watched.outcomes[0]);
    expect(watched.stderr).toEqual(lastWords);
    expect(watched.closes.count).toBe(1);
  });

  test('finds the SDK transport telling neither (S13, drop this when it is mended)', async () => {
    const args = [fixture('crash')];
    const transport = new StdioClientTransport({
      command: process.execPath,
      args,
      stderr: 'ignore',
    });
    const client = new Client({ name: 'test', version: '1.0.0' });
    const error: unknown = await client.connect(transport).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(JSON.stringify(error)).not.toMatch(/exit|"3"|:3|no such database/);
  });

  test('says so when the crash comes after the handshake', async () => {
    const watched = watch(launchOf('crash', 'on-call'));
    const client = await connect(watched);
    await expect(client.callTool({ name: 'echo', arguments: {} })).rejects.toThrow();
    expect(watched.outcomes).toMatchObject([
      { kind: 'process-exited', exitCode: 3, duringHandshake: false, stderrTail: lastWords },
    ]);
  });

  test('notices SIGKILL in the middle of initialize', async () => {
    const watched = watch(launchOf('silent'));
    const connecting = connect(watched);
    connecting.catch(() => undefined);
    await waitFor('the request to arrive', () => watched.stderr.includes('got initialize'));
    process.kill(watched.transport.pid ?? 0, 'SIGKILL');
    await expect(connecting).rejects.toThrow();
    expect(watched.outcomes).toMatchObject([
      { kind: 'process-exited', exitCode: null, signal: 'SIGKILL', duringHandshake: true },
    ]);
  });

  test('rejects all 50 calls in flight when the server is killed', async () => {
    const watched = watch(launchOf('silent', 'tools/call'));
    const client = await connect(watched);
    const calls = Array.from({ length: 50 }, (_, n) =>
      client.callTool({ name: 'echo', arguments: { n } }),
    );
    const settled = Promise.allSettled(calls);
    await waitFor('the calls to arrive', () => watched.stderr.length === 50);
    process.kill(watched.transport.pid ?? 0, 'SIGKILL');
    const results = await settled;
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(50);
    expect(watched.outcomes).toHaveLength(1);
  });

  test('delivers what was written just before the exit', async () => {
    const watched = watch(launchOf('last-words'));
    const received: unknown[] = [];
    watched.transport.onmessage = (message) => received.push(message);
    await watched.transport.start();
    expect(await watched.ended).toMatchObject({ kind: 'process-exited', exitCode: 0 });
    expect(received).toHaveLength(200);
  });

  test('delivers what is read from the pipe only after the exit was reported', async () => {
    const watched = watch(launchOf('last-words'), {
      spawn: (file, args, options) => {
        const child = spawn(file, args, options);
        const held = new PassThrough();
        const chunks: Buffer[] = [];
        child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
        child.once('exit', () => process.nextTick(() => held.end(Buffer.concat(chunks))));
        return Object.assign(child, { stdout: held });
      },
    });
    const received: unknown[] = [];
    watched.transport.onmessage = (message) => received.push(message);
    await watched.transport.start();
    await watched.ended;
    expect(received).toHaveLength(200);
  });

  test.each(['stdin', 'stdout'])('does not stay connected when %s is closed', async (pipe) => {
    const watched = watch(launchOf('closes-pipe', pipe));
    await watched.transport.start();
    await waitFor('the pipe to close', () => watched.stderr.includes('closed'));
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' } as const;
    // Rejected or queued: whichever comes first, the outcome is the same.
    await watched.transport.send(ping).catch(() => undefined);
    expect(await watched.ended).toMatchObject({ kind: 'stream-closed' });
    expect(watched.closes.count).toBe(1);
  });

  test('refuses to send after the end', async () => {
    const watched = watch(launchOf('crash'));
    await watched.transport.start();
    await watched.ended;
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' } as const;
    await expect(watched.transport.send(ping)).rejects.toThrow('not connected');
  });

  test('keeps secrets out of everything it tells', async () => {
    const redact = (text: string) => text.replaceAll('database', '[hidden]');
    const watched = watch(launchOf('crash'), { redact });
    await watched.transport.start();
    const outcome = await watched.ended;
    expect(JSON.stringify([outcome, watched.stderr])).not.toContain('database');
    expect(watched.stderr).toContain('fatal: no such [hidden]');
  });
});

describe('a server that hangs', () => {
  test('never answers initialize: the request times out and closing leaves nothing', async () => {
    const watched = watch(launchOf('silent'));
    await expect(connect(watched, 200)).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    await watched.transport.close();
    expect(watched.outcomes).toEqual([]);
  });

  test('never reads its input: sending neither blocks nor grows without bound', async () => {
    const maxQueuedBytes = 4 * 1024 * 1024;
    const watched = watch(launchOf('deaf'), { maxQueuedBytes });
    await watched.transport.start();
    const params = { text: 'x'.repeat(1024 * 1024) };
    const message = { jsonrpc: '2.0', method: 'n', params } as const;
    const sent = await Promise.allSettled(
      Array.from({ length: 20 }, () => watched.transport.send(message)),
    );
    const accepted = sent.filter(({ status }) => status === 'fulfilled');
    expect(accepted).toHaveLength(3);
    expect(sent.at(-1)).toMatchObject({
      reason: new Error('the server does not read its input'),
    });
  });
});
