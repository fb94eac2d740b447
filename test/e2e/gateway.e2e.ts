import { rm } from 'node:fs/promises';

import type { Client } from '@modelcontextprotocol/client';
import { expect, test } from '@playwright/test';

import {
  compiledBridge,
  connectApp,
  runBridge,
  scriptBridge,
  untilDoorIsOpen,
} from '../support/bridge.ts';
import type { BridgeProgram } from '../support/bridge.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { allowed } from './support/approving.ts';
import { expectState, openTab, rowOf, addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const bridge: BridgeProgram = compiledBridge ?? scriptBridge;
let home: string;
let launched: LaunchedApp;
let client: Client;

const call = async (name: string, args: Record<string, unknown>): Promise<string> =>
  JSON.stringify((await client.callTool({ name, arguments: args })).content);

test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home });
  await addMemory(launched.page);
  await untilDoorIsOpen(home);
});
test.afterAll(async () => {
  await client.close();
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

test('an app uses a server of the window, and its log says who it was', async () => {
  client = await connectApp(bridge, home, { app: 'Probe app' });
  expect(await allowed(launched.page, call('memory_read_graph', {}))).toContain('entities');
  await openTab(launched.page, 'memory', 'Logs');
  await expect(
    launched.page.getByText(/tools\/call read_graph · Probe app · \d+ ms/),
  ).toBeVisible();
  await screenshot(launched.page, 'gateway-log');
});

test('the terminal asks the same Patchbay', async () => {
  const { code, out } = await runBridge(bridge, home, ['status']);
  expect([code, out]).toEqual([0, 'memory\tready\n']);
});

test('a server that is turned off is no longer offered to the app', async () => {
  const names = async () => (await client.listTools()).tools.map(({ name }) => name);
  expect(await names()).toContain('memory_read_graph');
  await launched.page.getByRole('button', { name: 'More actions' }).click();
  await launched.page.getByRole('menuitem', { name: 'Turn off' }).click();
  await expectState(launched.page, 'memory', 'disabled');
  expect(await names()).toEqual([]);
  await expect(call('memory_read_graph', {})).rejects.toThrow(/Unknown: memory_read_graph/);
  await rowOf(launched.page, 'memory').getByRole('button', { name: 'Turn on' }).click();
  await expectState(launched.page, 'memory', 'ready');
  expect(await names()).toContain('memory_read_graph');
});

test('a person gives the server another short name, and the app finds its tools under that', async () => {
  await openTab(launched.page, 'memory', 'Settings');
  const name = launched.page.getByRole('textbox', { name: 'Short name in AI apps' });
  await expect(name).toHaveValue('memory');
  await name.fill('Not one');
  await launched.page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(launched.page.getByText(/^At most 20 small letters/)).toBeVisible();
  await name.fill('mem');
  await screenshot(launched.page, 'gateway-handle');
  await launched.page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect
    .poll(async () => (await client.listTools()).tools.map((tool) => tool.name))
    .toContain('mem_read_graph');
  await name.fill('memory');
  await launched.page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect.poll(() => call('memory_read_graph', {}).catch(() => '')).toContain('entities');
});

test('the app goes on when Patchbay was killed and started again', async () => {
  launched.app.process().kill('SIGKILL');
  await launched.close().catch(() => undefined);
  launched = await launchApp({ home });
  await expectState(launched.page, 'memory', 'ready');
  expect(await call('memory_read_graph', {})).toContain('entities');
});
