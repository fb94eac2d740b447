import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { goodBody, sendHostile, tryHostileRequests } from '../../support/hostile-requests.ts';
import type { HostileRequest } from '../../support/hostile-requests.ts';
import { connectHttpApp, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost, PlainAnswer } from '../../support/http-door.ts';
import { waitFor } from '../../support/processes.ts';

let running: HttpDoorHost;
let revoked: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  running = await startHttpDoor();
  const { token, secret } = await running.client.gateway.createToken({ label: 'Gone' });
  await running.client.gateway.revokeToken({ id: token.id });
  revoked = secret;
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => running.remove());

const send = (request: HostileRequest): Promise<PlainAnswer> => sendHostile(running, request);

const open = async (): Promise<Socket> => {
  const socket = connect(running.port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
};

/** An app that does nothing odd is served as before. */
async function othersAreServed(): Promise<void> {
  const client = await connectHttpApp(running);
  const { content } = await client.callTool({ name: 'sample_echo', arguments: { text: 'fine' } });
  expect(JSON.stringify(content)).toContain('fine');
  await client.close();
}

test('the same request with nothing wrong is answered', async () => {
  const { status, headers } = await send({ name: 'good', status: 200 });
  expect(status).toBe(200);
  expect(headers['mcp-session-id']).toMatch(/^[\w-]{32}$/);
  for (const origin of [`http://127.0.0.1:${String(running.port)}`]) {
    expect((await send({ name: 'own', status: 200, headers: { Origin: origin } })).status).toBe(
      200,
    );
  }
  const host = { Host: `localhost:${String(running.port)}` };
  expect((await send({ name: 'by name', status: 200, headers: host })).status).toBe(200);
});

test('every hostile request is refused, gives nothing away, and starts nothing', async () => {
  const { tried, wrong, spawned } = await tryHostileRequests(running, revoked);
  expect(wrong).toEqual([]);
  expect(spawned).toBe(0);
  expect(tried).toBeGreaterThan(60);
  await othersAreServed();
});

test.each([
  ['two Hosts', (port: number) => `Host: 127.0.0.1:${String(port)}\r\nHost: localhost:1\r\n`],
  ['no Host', () => ''],
  ['an empty Host', () => 'Host:\r\n'],
] as const)('a request with %s is refused', async (_name, hosts) => {
  const socket = await open();
  let read = '';
  socket.on('data', (piece: Buffer) => (read += piece.toString()));
  socket.write(
    `POST /mcp HTTP/1.1\r\n${hosts(running.port)}Authorization: Bearer ${running.secret}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${String(goodBody.length)}\r\n\r\n${goodBody}`,
  );
  await waitFor('the refusal', () => read.includes('\r\n\r\n'));
  expect(read).toMatch(/^HTTP\/1\.1 40[03] /);
});

test('what is no HTTP is hung up on', async () => {
  for (const bytes of ['hello\n', '\u0016\u0003\u0001', '{"jsonrpc":"2.0"}\n', 'GET\r\n\r\n']) {
    const socket = await open();
    socket.resume();
    socket.write(bytes);
    await waitFor('the end', () => socket.destroyed || socket.readableEnded);
  }
  await othersAreServed();
});

test('a body of 100 MB whose length nobody said is cut off', async () => {
  const socket = await open();
  let read = '';
  socket.on('data', (piece: Buffer) => (read += piece.toString()));
  const { port, secret } = running;
  socket.write(
    `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nAuthorization: Bearer ${secret}\r\n` +
      'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  const piece = Buffer.concat([
    Buffer.from('400000\r\n'),
    Buffer.alloc(0x40_00_00, 0x20),
    Buffer.from('\r\n'),
  ]);
  for (let sent = 0; sent < 25 && !socket.destroyed; sent += 1) {
    if (!socket.write(piece)) {
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
    }
  }
  await waitFor('the refusal', () => read.includes('413') || socket.destroyed);
  expect(read).toMatch(/^HTTP\/1\.1 413 /);
  await waitFor('the end', () => socket.destroyed || socket.readableEnded);
  await othersAreServed();
});

test('a thousand connections that say nothing keep nobody out', async () => {
  for (let count = 0; count < 1_000; count += 1) await open();
  await othersAreServed();
  await waitFor('most of them to be gone', () => {
    const alive = sockets.filter((socket) => !socket.destroyed && !socket.readableEnded);
    for (const socket of alive) socket.resume();
    return alive.length <= 256;
  });
});

test('five hundred sessions that are never deleted make room, and end none in use', async () => {
  const lasting = await connectHttpApp(running);
  for (let count = 0; count < 500; count += 1) {
    expect((await send({ name: 'one more', status: 200 })).status).toBe(200);
  }
  // Its stream is open, so it is in use, however long ago it came.
  const { content } = await lasting.callTool({ name: 'sample_echo', arguments: { text: 'here' } });
  expect(JSON.stringify(content)).toContain('here');
  await lasting.close();
  await othersAreServed();
});

test('a session is there for its own app and address alone', async () => {
  const other = await running.client.gateway.createToken({ label: 'Other' });
  const session = (await send({ name: 'begin', status: 200 })).headers['mcp-session-id'];
  const ping = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'ping' });
  const asked = (headers: Record<string, string>, path?: string) =>
    send({
      name: 'ask',
      status: 200,
      body: ping,
      headers: { 'Mcp-Session-Id': String(session), ...headers },
      ...(path !== undefined && { path }),
    });
  expect((await asked({})).status).toBe(200);
  expect((await asked({ Authorization: `Bearer ${other.secret}` })).status).toBe(404);
  expect((await asked({}, '/mcp/server/sample')).status).toBe(404);
});
