import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../src/main/node/http/http-outcome-error.ts';
import { waitFor } from '../../support/processes.ts';
import { checkForLeaks, connect, fixture, launchOf, startedProcesses, watch } from './harness.ts';

checkForLeaks();

const MEBIBYTE = 1024 * 1024;

describe('lines on stdout that are not MCP', () => {
  test('are counted, reported sparingly and lose no message (S14)', async () => {
    const watched = watch(launchOf('garbage'));
    const client = await connect(watched);
    expect(watched.transport.garbageCount).toBe(1000);
    expect(watched.garbage.map(([count]) => count)).toEqual([1, 10, 100, 1000]);
    expect(watched.garbage[0]).toEqual([1, 'debug: step 0']);
    const result = await client.callTool({ name: 'echo', arguments: { a: 1 } });
    expect(result.content).toEqual([{ type: 'text', text: '{"a":1}' }]);
    expect(watched.transport.garbageCount).toBe(2000);
    expect(watched.errors).toEqual([]);
    await client.close();
  });

  test('flood or vanish in the SDK transport (S14, drop this when it is mended)', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [fixture('garbage')],
    });
    const client = new Client({ name: 'test', version: '1.0.0' });
    const errors: Error[] = [];
    client.onerror = (error) => errors.push(error);
    await client.connect(transport);
    await client.close();
    // Each of the 500 JSON lines is an error of its own; of the 500 others nothing is heard.
    expect(errors).toHaveLength(500);
  });
});

describe('long lines', () => {
  test('of more than the limit fail their call alone (S15)', async () => {
    const watched = watch(launchOf('big-line', String(33 * MEBIBYTE)));
    const client = await connect(watched);
    const refused = await client
      .callTool({ name: 'echo', arguments: {} })
      .catch((error: unknown) => outcomeOf(error));
    expect(refused).toEqual({ kind: 'too-large', what: 'message', limitBytes: 32 * MEBIBYTE });
    expect(await client.ping()).toEqual({});
    expect([watched.outcomes, watched.closes.count]).toEqual([[], 0]);
    await client.close();
  });

  test('of less than the limit arrive whole', async () => {
    const watched = watch(launchOf('big-line', String(31 * MEBIBYTE)));
    const client = await connect(watched);
    const { content } = await client.callTool({ name: 'echo', arguments: {} });
    expect(content).toEqual([{ type: 'text', text: 'x'.repeat(31 * MEBIBYTE) }]);
    await client.close();
  });

  test('without an end do not grow the memory (S15)', async () => {
    const watched = watch(launchOf('big-line', 'endless'), { graceMs: { stdinEnd: 1, term: 500 } });
    const client = await connect(watched);
    const before = process.memoryUsage();
    await expect(client.callTool({ name: 'echo', arguments: {} })).rejects.toThrow();
    const after = process.memoryUsage();
    expect(watched.outcomes).toMatchObject([{ kind: 'too-large', limitBytes: 32 * MEBIBYTE }]);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(160 * MEBIBYTE);
    await waitFor('the server to be killed', async () => (await startedProcesses()).length === 0);
  });
});

describe('characters', () => {
  test('that are torn apart between chunks arrive whole', async () => {
    const watched = watch(launchOf('split-unicode'));
    const params = { text: 'żółć 漢字 👩‍👩‍👧 \u2028 "quoted"' };
    const answered = new Promise((resolve) => (watched.transport.onmessage = resolve));
    await watched.transport.start();
    await watched.transport.send({ jsonrpc: '2.0', id: 1, method: 'echo', params });
    expect(await answered).toEqual({ jsonrpc: '2.0', id: 1, result: params });
  });
});
