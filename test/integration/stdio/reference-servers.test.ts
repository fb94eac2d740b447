import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { livingDescendants } from '../../support/processes.ts';
import { checkForLeaks, connect, launchOf, watch } from './harness.ts';

checkForLeaks();

const require = createRequire(import.meta.url);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'patchbay-servers-'));
  await writeFile(path.join(folder, 'note.txt'), 'hello from a file');
});
afterAll(() => rm(folder, { recursive: true }));

function serverFile(name: string): string {
  const manifest = require.resolve(`@modelcontextprotocol/server-${name}/package.json`);
  return path.join(path.dirname(manifest), 'dist', 'index.js');
}

describe('the reference servers', () => {
  test.each([
    { name: 'everything', args: ['stdio'], call: { name: 'echo', arguments: { message: 'hi' } } },
    {
      name: 'filesystem',
      args: ['FOLDER'],
      call: { name: 'read_text_file', arguments: { path: 'FOLDER/note.txt' } },
    },
    { name: 'memory', args: [], call: { name: 'read_graph', arguments: {} } },
    {
      name: 'sequential-thinking',
      args: [],
      call: {
        name: 'sequentialthinking',
        arguments: { thought: 'one', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 },
      },
    },
  ])('$name lists its tools and answers a call', async ({ name, args, call }) => {
    const fill = <T>(value: T) =>
      JSON.parse(JSON.stringify(value).replaceAll('FOLDER', folder)) as T;
    const watched = watch({
      type: 'stdio',
      command: process.execPath,
      args: [serverFile(name), ...fill(args)],
      env: { MEMORY_FILE_PATH: path.join(folder, 'memory.json') },
    });
    const client = await connect(watched);
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(0);
    const result = await client.callTool(fill(call));
    expect(result.isError ?? false).toBe(false);
    if (name === 'filesystem') {
      expect(JSON.stringify(result.content)).toContain('hello from a file');
    }
    await client.close();
    expect(await livingDescendants()).toEqual([]);
    expect(watched.outcomes).toEqual([]);
    expect(watched.garbage).toEqual([]);
  });
});

describe('the probe of the protocol era', () => {
  test.each([
    ['refuses', launchOf('plain')],
    ['does not answer', launchOf('silent', 'server/discover')],
  ])('takes a server that %s it for legacy, in one process', async (_how, launch) => {
    const watched = watch(launch);
    const client = new Client(
      { name: 'test', version: '1.0.0' },
      { versionNegotiation: { mode: 'auto', probe: { timeoutMs: 1_500 } } },
    );
    await client.connect(watched.transport);
    expect(client.getProtocolEra()).toBe('legacy');
    expect((await livingDescendants()).map(({ pid }) => pid)).toEqual([watched.transport.pid]);
    await client.close();
  });
});
