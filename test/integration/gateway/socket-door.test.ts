import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { connectApp, scriptBridge, socketIn } from '../../support/bridge.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let folder: string;
let running: TestHost;
const sockets: Socket[] = [];

const open = async (): Promise<Socket> => {
  const socket = connect(socketIn(folder));
  sockets.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
};

const isEnded = (socket: Socket): Promise<unknown> =>
  waitFor('the end of the connection', () => socket.destroyed || socket.readableEnded);

const hello = '{"patchbay":1,"app":"odd","server":"","profile":""}\n';

async function start(): Promise<void> {
  running = await startTestHost({ servesApps: true, seedSample: true, folder });
  running.host.start();
  await running.host.started;
  await running.reached('sample', 'ready');
  await waitFor('the door', async () =>
    (await stat(socketIn(folder)).catch(() => undefined))?.isSocket(),
  );
}

/** An app that does nothing odd is served as before. */
async function othersAreServed(): Promise<void> {
  const client = await connectApp(scriptBridge, folder, { app: 'other' });
  const { content } = await client.callTool({ name: 'sample_echo', arguments: { text: 'fine' } });
  expect(JSON.stringify(content)).toContain('fine');
  await client.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-door-'));
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await running.remove();
});

test.each([
  ['no greeting', '{"jsonrpc":"2.0","id":1,"method":"initialize"}\n'],
  ['another version', '{"patchbay":2,"app":"","server":"","profile":""}\n'],
  ['no JSON', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['invalid UTF-8', Buffer.from([0xff, 0xfe, 0x0a])],
  ['a greeting without an end', 'x'.repeat(8 * 1024 * 1024 + 1)],
])('hangs up on %s, and serves others', async (_name, bytes) => {
  await start();
  const socket = await open();
  socket.resume();
  socket.write(bytes);
  await isEnded(socket);
  await othersAreServed();
});

test.each([
  ['an earlier version', { patchbay: 1, app: 'early' }],
  ['a later version', { patchbay: 1, app: 'late', server: '', profile: '', isolation: { a: [1] } }],
  ['an app with a long name', { patchbay: 1, app: '長い'.repeat(500), server: '', profile: '' }],
])('serves the bridge of %s', async (_name, greeting) => {
  await start();
  const socket = await open();
  let read = '';
  socket.on('data', (chunk: Buffer) => (read += chunk.toString()));
  const said = [
    greeting,
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'odd', version: '1' },
      },
    },
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    { jsonrpc: '2.0', id: 2, method: 'tools/list' },
  ];
  for (const line of said) socket.write(`${JSON.stringify(line)}\n`);
  await waitFor('the list', () => read.includes('sample_echo'));
});

test('odd lines after the greeting end nothing but themselves', async () => {
  await start();
  const socket = await open();
  let read = '';
  socket.on('data', (chunk: Buffer) => (read += chunk.toString()));
  const request = (id: number, method: string, params: unknown) =>
    socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  socket.write(`${hello}half a li`);
  socket.write('ne\n[{"jsonrpc":"2.0","id":1,"method":"ping"}]\n');
  socket.write(Buffer.from([0xff, 0xfe, 0x0a]));
  request(2, 'initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'odd', version: '1' },
  });
  await waitFor('the answer', () => read.includes('"id":2'));
  expect(read).not.toContain('"id":1');
});

test('a line without an end is cut off at its limit, and others are served meanwhile', async () => {
  await start();
  const socket = await open();
  socket.resume();
  socket.write(hello);
  const piece = Buffer.alloc(8 * 1024 * 1024, 0x61);
  for (let sent = 0; sent < 10 && !socket.destroyed; sent += 1) socket.write(piece);
  await isEnded(socket);
  await othersAreServed();
});

test('a thousand connections that say nothing keep nobody out', async () => {
  await start();
  for (let count = 0; count < 1_000; count += 1) await open();
  await othersAreServed();
});

test('an app that vanishes in a call cancels it and nothing else', async () => {
  await start();
  const socket = await open();
  let read = '';
  socket.on('data', (chunk: Buffer) => (read += chunk.toString()));
  const send = (message: unknown) => socket.write(`${JSON.stringify(message)}\n`);
  socket.write(hello);
  send({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'o', version: '1' },
    },
  });
  await waitFor('the session', () => read.includes('"id":1'));
  send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  send({
    jsonrpc: '2.0',
    id: 2,
    method: 'tools/call',
    params: { name: 'sample_slow', arguments: { seconds: 60 }, _meta: { progressToken: 1 } },
  });
  await waitFor('the call to run', () => read.includes('notifications/progress'));
  socket.destroy();
  await waitFor('its end in the log', async () => {
    const log = await running.client.logs.tail({ name: 'sample' });
    return log.some(({ text, level }) => /tools\/call slow · odd/.test(text) && level === 'error');
  });
  await othersAreServed();
});

test('an app that never reads is let go before what waits for it fills the memory', async () => {
  await start();
  const socket = await open();
  socket.pause();
  const text = 'x'.repeat(1024 * 1024);
  const begin = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'mute', version: '1' },
  };
  socket.write(hello);
  socket.write(
    `${JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: begin })}\n`,
  );
  for (let id = 1; id <= 200; id += 1) {
    const params = { name: 'sample_echo', arguments: { text } };
    socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params })}\n`);
  }
  await waitFor('the end of the connection', () => socket.destroyed);
  await othersAreServed();
});

test('what a run that died left at its path is no obstacle', async () => {
  await mkdir(join(folder, 'gateway'));
  await writeFile(socketIn(folder), 'not a socket');
  await start();
  await othersAreServed();
});

test('a second Patchbay on the folder leaves the door to the first', async () => {
  await start();
  const second = await startTestHost({ servesApps: true, folder });
  second.host.start();
  await second.host.started;
  await othersAreServed();
  await second.close();
  await othersAreServed();
});

test('the door is gone when Patchbay has ended', async () => {
  await start();
  await running.close();
  await expect(stat(socketIn(folder))).rejects.toThrow(/ENOENT/);
});

test('a message of megabytes comes through whole, in pieces as a network would cut it', async () => {
  await start();
  const client = await connectApp(scriptBridge, folder, { app: 'large' });
  const text = 'ü'.repeat(4 * 1024 * 1024);
  const { content } = await client.callTool({ name: 'sample_echo', arguments: { text } });
  expect(JSON.stringify(content).length).toBeGreaterThan(4 * 1024 * 1024);
  await client.close();
});
