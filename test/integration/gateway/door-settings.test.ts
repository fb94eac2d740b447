import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { usualGatewaySettings } from '../../../src/shared/domain/gateway-settings.ts';
import { bridges, connectApp, runBridge, scriptBridge, socketIn } from '../../support/bridge.ts';
import { goodBody, goodHeaders } from '../../support/hostile-requests.ts';
import {
  addEverything,
  connectHttpApp,
  httpPort,
  plainRequest,
  startHttpDoor,
} from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { startHeaderRelay } from '../../support/header-relay.ts';
import { waitFor } from '../../support/processes.ts';
import { freePort, startEverything } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function started(...[options]: Parameters<typeof startHttpDoor>): Promise<HttpDoorHost> {
  const running = await startHttpDoor(options);
  cleanups.push(() => running.remove());
  return running;
}

const echo = { name: 'sample_echo', arguments: { text: 'hello' } };
const slow = { name: 'sample_slow', arguments: { seconds: 60 } };

const cancelledIn = (running: HttpDoorHost, app: string) =>
  waitFor('the end of the call', async () => {
    const log = await running.client.logs.tail({ name: 'sample' });
    const text = `tools/call slow · ${app}`;
    return log.some((line) => line.text.includes(text) && line.level === 'error');
  });

test.each(['legacy', 'modern'] as const)(
  'a revoked token ends the calls of its %s app at once, and those of no other',
  async (era) => {
    const running = await started();
    const other = await running.client.gateway.createToken({ label: 'Other' });
    const kept = await connectHttpApp({ port: running.port, secret: other.secret }, { era });
    const client = await connectHttpApp(running, { era });
    let isRunning = false;
    const calling = client.callTool(slow, { onprogress: () => void (isRunning = true) });
    const refused = expect(calling).rejects.toThrow(/ended this connection/);
    await waitFor('the call to run', () => isRunning);
    await running.client.gateway.revokeToken({ id: running.tokenId });
    await cancelledIn(running, 'Probe');
    // It is told, since it would wait for long.
    await refused;
    await expect(client.callTool(echo)).rejects.toThrow();
    expect(JSON.stringify(await kept.callTool(echo))).toContain('hello');
    await Promise.all([client.close(), kept.close()].map((closing) => closing.catch(() => null)));
  },
);

test('what was revoked stays so after a restart, and what was not stays too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-tokens-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const first = await startHttpDoor({ folder });
  const { secret } = await first.client.gateway.createToken({ label: 'Kept' });
  await first.client.gateway.revokeToken({ id: first.tokenId });
  await first.close();
  const second = await started({ folder });
  const status = async (token: string) => {
    const headers = goodHeaders(second.port, token) as Record<string, string>;
    return (await plainRequest(second.port, { headers, body: goodBody })).status;
  };
  expect([await status(first.secret), await status(secret)]).toEqual([401, 200]);
  const listed = (await second.client.gateway.status({})).tokens;
  expect(listed.map(({ label }) => label)).toEqual(['Kept', 'Probe']);
});

test('turned off, nothing comes in by any door, and calls under way end', async () => {
  const running = await started();
  const overHttp = await connectHttpApp(running);
  const bridged = await connectApp(scriptBridge, running.folder, { app: 'Bridged' });
  const calls = [overHttp, bridged].map((client) =>
    expect(client.callTool(slow, { onprogress: () => undefined })).rejects.toThrow(),
  );
  await waitFor('both calls to run', async () => {
    const { tools } = await overHttp.listTools();
    return tools.length > 0;
  });
  const { settings } = running.client;
  const gateway = { ...usualGatewaySettings, http: true, port: running.port };
  await settings.update({ gateway: { ...gateway, isOn: false } });
  expect(await running.client.gateway.status({})).toMatchObject({
    socket: { kind: 'closed' },
    http: { kind: 'closed' },
  });
  await expect(stat(socketIn(running.folder))).rejects.toThrow(/ENOENT/);
  await expect(connectHttpApp(running)).rejects.toThrow();
  // Who is let in nowhere is not told to start what runs.
  for (const [, bridge] of bridges) {
    const { code, err } = await runBridge(bridge, running.folder, ['status']);
    expect([code, err]).toEqual([69, expect.stringContaining('its settings let no apps in')]);
  }
  await cancelledIn(running, 'Probe');
  await Promise.all(calls);
  await settings.update({ gateway });
  expect(await httpPort(running)).toBe(running.port);
  const again = await connectHttpApp(running);
  expect(JSON.stringify(await again.callTool(echo))).toContain('hello');
  expect(JSON.stringify(await bridged.callTool(echo))).toContain('hello');
  for (const client of [again, bridged, overHttp]) await client.close().catch(() => undefined);
});

test('each door has a switch of its own', async () => {
  const running = await started();
  const gateway = { ...usualGatewaySettings, http: true, port: running.port };
  await running.client.settings.update({ gateway: { ...gateway, socket: false } });
  expect(await running.client.gateway.status({})).toMatchObject({
    socket: { kind: 'closed' },
    http: { kind: 'open' },
  });
  await running.client.settings.update({ gateway: { ...gateway, http: false } });
  expect(await running.client.gateway.status({})).toMatchObject({
    socket: { kind: 'open' },
    http: { kind: 'closed' },
  });
  await expect(connectHttpApp(running)).rejects.toThrow();
});

test('two Patchbays with data of their own have a port each, and the second says where it is', async () => {
  const first = await started();
  const gateway = { ...usualGatewaySettings, http: true, port: first.port };
  const second = await started({ settings: { gateway } });
  expect(second.port).not.toBe(first.port);
  expect(second.host.snapshot().notices).toContainEqual(
    expect.objectContaining({
      code: 'DOOR_PORT_TAKEN',
      params: { wanted: first.port, port: second.port },
    }),
  );
  const stranger = connectHttpApp({ port: second.port, secret: first.secret });
  await expect(stranger).rejects.toThrow();
});

test('a program that has the port keeps it', async () => {
  const port = await freePort();
  const other = createNetServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => other.close(resolve)));
  const running = await started({
    settings: { gateway: { ...usualGatewaySettings, http: true, port } },
  });
  expect(running.port).toBeGreaterThan(port);
  const client = await connectHttpApp(running);
  expect(JSON.stringify(await client.callTool(echo))).toContain('hello');
  await client.close();
});

test('while another Patchbay has the folder, tokens cannot be made and no door opens', async () => {
  const first = await started();
  const second = await startTestHost({
    servesApps: true,
    folder: first.folder,
    settings: { gateway: { ...usualGatewaySettings, http: true, port: await freePort() } },
  });
  cleanups.push(() => second.close());
  second.host.start();
  await second.host.started;
  expect(await second.client.gateway.status({})).toMatchObject({
    isElsewhere: true,
    socket: { kind: 'closed' },
    http: { kind: 'closed' },
  });
  await expect(second.client.gateway.createToken({ label: 'x' })).rejects.toThrow();
});

test('what an app shows at the door reaches no server', async () => {
  const upstream = await startEverything('streamableHttp');
  cleanups.push(() => upstream.kill());
  const relay = await startHeaderRelay(upstream.url);
  cleanups.push(() => relay.close());
  const running = await started();
  const { url, seen } = relay;
  const draft = { title: 'Relayed', transport: { type: 'streamable-http' as const, url } };
  const { consent } = (await running.client.servers.preview({ draft })).preview ?? {};
  await running.client.servers.create({ draft, consent });
  await running.reached('relayed', 'ready');
  const headers = { Cookie: 'canary=1', 'X-Api-Key': 'canary', 'Proxy-Authorization': 'canary' };
  for (const era of ['legacy', 'modern'] as const) {
    const client = await connectHttpApp(running, { era, headers });
    const called = await client.callTool({
      name: 'relayed_echo',
      arguments: { message: 'through' },
    });
    expect(JSON.stringify(called)).toContain('through');
    await client.close();
  }
  expect(seen.length).toBeGreaterThan(0);
  expect(JSON.stringify(seen)).not.toMatch(/canary|pby_/);
  expect(JSON.stringify(running.logged)).not.toContain('pby_');
});

test('an app that hangs up in a call and does not come back has it cancelled', async () => {
  const running = await started();
  await addEverything(running);
  const client = await connectHttpApp(running);
  let isRunning = false;
  const long = { duration: 60, steps: 60 };
  const calling = client.callTool(
    { name: 'everything_trigger-long-running-operation', arguments: long },
    { onprogress: () => void (isRunning = true) },
  );
  calling.catch(() => undefined);
  await waitFor('the call to run', () => isRunning);
  // Nothing is deleted and nothing cancelled: its connections just end.
  await client.close();
  await waitFor('the end of the call', async () => {
    const log = await running.client.logs.tail({ name: 'everything' });
    return log.some(({ text, level }) => text.includes('long-running') && level === 'error');
  });
});

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)(
  'a folder that is another user’s is no place for the door, and that is said',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-others-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    const { chown } = await import('node:fs/promises');
    await mkdir(join(folder, 'gateway'), { mode: 0o777 });
    await chmod(join(folder, 'gateway'), 0o777);
    await chown(join(folder, 'gateway'), 65_534, 65_534);
    const running = await started({ folder });
    const { socket } = await running.client.gateway.status({});
    expect(socket).toMatchObject({
      kind: 'closed',
      detail: expect.stringContaining('another user'),
    });
    expect(running.host.snapshot().notices.map(({ code }) => code)).toContain('DOOR_NOT_OPENED');
    await expect(stat(socketIn(folder))).rejects.toThrow(/ENOENT/);
  },
);
