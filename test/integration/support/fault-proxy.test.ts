import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startSessionServer } from '../../fixtures/servers/http/mcp-http-servers.ts';
import type { FaultProxy } from '../../support/fault-proxy.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import type { Fault } from '../../support/fault-relay.ts';
import { createTestOpener, never, openOrThrow, requestFor } from '../../support/session-kit.ts';

/** A server that sends back what it gets, and ends when the client does. */
async function startEcho() {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutAll: () => sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A client that remembers what it got and how it ended. */
function dial(port: number) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.setNoDelay(true);
  const got: Buffer[] = [];
  let check = () => {};
  socket.on('data', (chunk: Buffer) => {
    got.push(chunk);
    check();
  });
  const over = new Promise<string>((resolve) => {
    socket.once('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? 'error'));
    socket.once('end', () => resolve('end'));
  });
  const text = () => Buffer.concat(got).toString('utf8');
  return {
    socket,
    over,
    text,
    chunks: got,
    /** Resolves when `bytes` have come. */
    received: (bytes: number) =>
      new Promise<void>((resolve) => {
        check = () => void (Buffer.concat(got).length >= bytes && resolve());
        check();
      }),
  };
}

describe('a fault proxy', () => {
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let proxy: FaultProxy;
  const clients: Socket[] = [];
  const client = () => {
    const dialed = dial(proxy.port);
    clients.push(dialed.socket);
    return dialed;
  };

  beforeEach(async () => {
    echo = await startEcho();
    proxy = await startFaultProxy(echo.port, () => 0.5);
  });
  afterEach(async () => {
    clients.splice(0).forEach((socket) => socket.destroy());
    await proxy.close();
    await echo.close();
  });

  test('passes everything on and both orderly ends', async () => {
    const { socket, over, text } = client();
    const sent = 'x'.repeat(300_000);
    socket.end(sent);
    expect(await over).toBe('end');
    expect(text()).toBe(sent);
    socket.destroy();
    await proxy.until(() => proxy.open() === 0);
    expect(proxy.passed('up')).toBe(300_000);
    expect(proxy.passed('down')).toBe(300_000);
  });

  test('delays what passes and keeps the order', async () => {
    proxy.setFaults({ kind: 'delay', latencyMs: 120, jitterMs: 40, direction: 'down' });
    const { socket, received, text } = client();
    const startedMs = performance.now();
    for (const piece of ['a', 'b', 'c']) socket.write(piece);
    await received(3);
    // Never early is certain; how late depends on the machine.
    expect(performance.now() - startedMs).toBeGreaterThan(115);
    expect(text()).toBe('abc');
  });

  test('carries no more than the bandwidth', async () => {
    proxy.setFaults(
      { kind: 'slow', bytesPerSecond: 1_000, direction: 'up' },
      { kind: 'slice', bytes: 50, direction: 'up' },
    );
    const { socket, received } = client();
    const startedMs = performance.now();
    socket.write('x'.repeat(200));
    await received(200);
    expect(performance.now() - startedMs).toBeGreaterThan(190);
  });

  test('slices without changing a byte', async () => {
    proxy.setFaults({ kind: 'slice', bytes: 1 });
    const { socket, over, text, chunks } = client();
    socket.end('héllo, wörld');
    expect(await over).toBe('end');
    expect(text()).toBe('héllo, wörld');
    expect(chunks.length).toBeGreaterThan(1);
  });

  test('resets on connect', async () => {
    proxy.setFaults({ kind: 'reset', on: 'connect' });
    const { socket, over } = client();
    socket.write('hello');
    expect(await over).toBe('ECONNRESET');
    expect(proxy.accepted()).toBe(1);
  });

  test.each<[string, Fault, string]>([
    ['resets after bytes up', { kind: 'reset', after: { bytes: 3, in: 'up' } }, 'ECONNRESET'],
    ['resets after bytes down', { kind: 'reset', after: { bytes: 3, in: 'down' } }, 'ECONNRESET'],
    ['ends after bytes up', { kind: 'cut', after: { bytes: 3, in: 'up' } }, 'end'],
    ['ends after bytes down', { kind: 'cut', after: { bytes: 3, in: 'down' } }, 'end'],
  ])('%s', async (_, fault, ending) => {
    proxy.setFaults(fault);
    const { socket, over } = client();
    socket.write('hello');
    expect(await over).toBe(ending);
    const direction = 'after' in fault ? fault.after.in : 'up';
    expect(proxy.passed(direction)).toBe(3);
  });

  test('swallows from the start when half open', async () => {
    proxy.setFaults({ kind: 'half-open', on: 'connect' });
    const { socket, text } = client();
    await new Promise<void>((resolve) => socket.write('hello', () => resolve()));
    await proxy.until(() => proxy.accepted() === 1);
    proxy.setFaults();
    // A second line shows that time has passed for the first one too.
    const other = client();
    other.socket.end('other');
    expect(await other.over).toBe('end');
    expect(proxy.passed('up')).toBe(5);
    expect(text()).toBe('');
    expect(proxy.open()).toBeGreaterThanOrEqual(1);
  });

  test('goes silent in the midst of a stream and hides the end of the server', async () => {
    const { socket, received, text, over } = client();
    socket.write('before');
    await received(6);
    proxy.silence();
    socket.write('after');
    echo.cutAll();
    // A second line shows that time has passed for the first one too.
    const other = client();
    other.socket.end('other');
    expect(await other.over).toBe('end');
    expect(text()).toBe('before');
    expect(proxy.open()).toBeGreaterThanOrEqual(1);
    proxy.cut('reset');
    expect(await over).toBe('ECONNRESET');
  });

  test('goes silent after so many bytes', async () => {
    proxy.setFaults({ kind: 'half-open', after: { bytes: 4, in: 'down' } });
    const { socket, received, text } = client();
    socket.write('hello');
    await received(4);
    expect(text()).toBe('hell');
    expect(proxy.open()).toBe(1);
  });

  test('cuts open lines and takes new ones', async () => {
    const first = client();
    first.socket.write('one');
    await first.received(3);
    proxy.cut();
    expect(await first.over).toBe('end');
    const second = client();
    second.socket.write('two');
    await second.received(3);
    expect(second.text()).toBe('two');
  });

  test('refuses while it is down and is on the same port again', async () => {
    const open = client();
    open.socket.write('one');
    await open.received(3);
    await proxy.down();
    expect(await open.over).toBe('ECONNRESET');
    expect(await client().over).toBe('ECONNREFUSED');
    await proxy.up();
    const again = client();
    again.socket.write('two');
    await again.received(3);
    expect(again.text()).toBe('two');
  });

  test('resets its clients when the server is not there', async () => {
    await echo.close();
    const { over } = client();
    expect(await over).toBe('ECONNRESET');
  });

  test('leaves no line open when it is closed', async () => {
    const { socket, over } = client();
    await once(socket, 'connect');
    await proxy.until(() => proxy.accepted() === 1);
    await proxy.close();
    expect(await over).toBe('ECONNRESET');
    expect(proxy.open()).toBe(0);
    await proxy.up();
  });
});

describe('a real server behind a fault proxy', () => {
  test('answers through one-byte slices', async () => {
    const server = await startSessionServer({ json: false });
    const proxy = await startFaultProxy(Number(new URL(server.url).port));
    proxy.setFaults({ kind: 'slice', bytes: 1 });
    const launch = {
      type: 'streamable-http',
      url: proxy.through(server.url),
      headers: {},
    } as const;
    const session = await openOrThrow(createTestOpener(), requestFor(launch));
    const answer = await session.callTool({ name: 'echo', args: { text: 'grüße' } }, never);
    await session.close();
    await proxy.close();
    await server.close();
    expect(answer).toMatchObject({ value: { content: [{ text: 'grüße' }] } });
  });
});
