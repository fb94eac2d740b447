import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { createNetworkNamespace } from '../support/network-namespace.ts';
import type { NetworkNamespace } from '../support/network-namespace.ts';
import { fixtureFile, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

// The app lives in a network of its own, whose cable is pulled: nothing in it is told anything, and
// nobody else on this computer notices. Only root may make one; elsewhere the app is told instead.
let network: NetworkNamespace | undefined;
let launched: LaunchedApp;
let server: ChildProcess;
let url: string;

test.beforeAll(async () => {
  network = await createNetworkNamespace();
  const address = network?.outside ?? ownAddress();
  server = spawn(process.execPath, [fixtureFile('modern', 'era-server.mjs'), 'http'], {
    env: { ...process.env, HOST: address, ERA: 'modern' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (server.stdout === null) throw new Error('no output to read');
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  url = `http://${address}:${line.split(' ').at(-1) ?? ''}/mcp`;
  launched = await launchApp(network === undefined ? {} : { namespace: network.name });
});
test.afterAll(async () => {
  await launched.close();
  server.kill();
  await network?.[Symbol.asyncDispose]();
});

/** An address of this computer that does not look like one. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((interfaces) => interfaces ?? []);
  const found = all.find(({ internal, family }) => !internal && family === 'IPv4');
  if (found === undefined) throw new Error('this computer has no network to be without');
  return found.address;
}

async function setCable(isIn: boolean): Promise<void> {
  if (network !== undefined) return network.setCable(isIn);
  await launched.app.evaluate(({ net }, online) => {
    net.isOnline = () => online;
  }, isIn);
}

test('without a network, what needs one is offline and nothing else is', async () => {
  const { page } = launched;
  await addFrom(
    page,
    mcpServers({ Far: { url }, Near: { command: 'node', args: [referenceFile('memory')] } }),
  );
  await expectState(page, 'far', 'ready');
  await expectState(page, 'near', 'ready');
  await setCable(false);
  await expectState(page, 'far', 'offline');
  await expectState(page, 'near', 'ready');
  await expect(rowOf(page, 'far')).toContainText('Offline · connects when the network is back');
  await openTab(page, 'far', 'Overview');
  await expect(page.getByText('This computer is offline.')).toBeVisible();
  await expect(page.locator('.pb-foot-text')).not.toContainText('need');
  await screenshot(page, 'offline-light');
});

test('what the server offered stays browsable', async () => {
  const { page } = launched;
  await openTab(page, 'far', 'Tools');
  await expect(
    page.getByRole('listbox', { name: 'Tools' }).getByRole('option').first(),
  ).toBeVisible();
  await expect(page.getByText(/From the last visit/)).toBeVisible();
  await page.keyboard.press('Control+,');
  await page.getByText('Dark', { exact: true }).click();
  await page.keyboard.press('Control+1');
  await screenshot(page, 'offline-dark');
});

test('with the network back it is ready again by itself', async () => {
  const { page } = launched;
  await setCable(true);
  await expectState(page, 'far', 'ready');
});
