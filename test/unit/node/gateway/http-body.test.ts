import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { ClientRequest, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readJsonBody } from '../../../../src/main/node/gateway/http-body.ts';

let server: Server;
let read: Promise<unknown>;

beforeEach(async () => {
  let tell: (outcome: unknown) => void = () => undefined;
  read = new Promise((resolve) => (tell = resolve));
  server = createServer((incoming, response) => {
    void readJsonBody(incoming, { maxBytes: 100, timeoutMs: 150 }).then((body) => {
      tell(body);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function send(headers: Record<string, string> = {}): ClientRequest {
  const { port } = server.address() as AddressInfo;
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', headers });
  outgoing.on('error', () => undefined);
  return outgoing;
}

const refused = (status: number) => ({ ok: false, error: expect.objectContaining({ status }) });

test('a message in pieces is read whole', async () => {
  const outgoing = send();
  outgoing.write('{"id":1,"te');
  outgoing.end('xt":"ü"}');
  expect(await read).toEqual({ ok: true, value: { id: 1, text: 'ü' } });
});

test('a body that does not go on is refused when its time is over', async () => {
  send().write('{"id":');
  expect(await read).toEqual(refused(408));
});

test('a body that trickles is refused when its time is over, however often something comes', async () => {
  const outgoing = send();
  const trickling = setInterval(() => outgoing.write(' '), 20);
  expect(await read).toEqual(refused(408));
  clearInterval(trickling);
});

test('a body whose sender is gone is refused', async () => {
  const outgoing = send();
  outgoing.write('{"id":');
  await once(server, 'request');
  outgoing.destroy();
  expect(await read).toEqual(refused(400));
});

test('one byte too many is too long, said or not', async () => {
  send({ 'Content-Length': '101' }).flushHeaders();
  expect(await read).toEqual(refused(413));
});

test('one byte too many is too long where no length was said', async () => {
  send().end(`"${'x'.repeat(99)}"`);
  expect(await read).toEqual(refused(413));
});
