import { expect, test } from '@playwright/test';

import { startRepairableServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import type { RepairableServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import { openDesktopServices } from '../support/desktop-services.ts';
import type { DesktopServices } from '../support/desktop-services.ts';
import { launchApp, noteOpened, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { addNotificationService } from '../support/notification-service.ts';
import type { DesktopNotification, NotificationService } from '../support/notification-service.ts';
import { startOAuthServer } from '../support/oauth-server.ts';
import type { OAuthServer } from '../support/oauth-server.ts';
import { addTrayPanel } from '../support/tray-panel.ts';
import type { TrayPanel } from '../support/tray-panel.ts';
import { patienceMs } from '../../src/main/shell/outage.ts';
import { quirkFile } from './support/machine.ts';
import { onPanel } from './support/tray.ts';
import { addFrom, expectState, mcpServers, openTab, openTool, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

// What is tried again by itself is told after a while only.
const patiently = { timeout: 120_000 };
let desktop: DesktopServices;
let panel: TrayPanel;
let notifications: NotificationService;
let protectedServer: OAuthServer;
let launched: LaunchedApp;

test.beforeAll(async () => {
  protectedServer = await startOAuthServer();
  desktop = await openDesktopServices();
  panel = await addTrayPanel(desktop);
  notifications = await addNotificationService(desktop);
  launched = await launchApp(onPanel);
  await expect.poll(() => panel.count()).toBe(1);
});
test.afterAll(async () => {
  await launched.close();
  desktop.close();
  await protectedServer[Symbol.asyncDispose]();
  for (const server of outOfOrder) await server.close();
});

const outOfOrder: RepairableServer[] = [];
async function startOutOfOrder(): Promise<RepairableServer> {
  const server = await startRepairableServer();
  outOfOrder.push(server);
  return server;
}

const isVisible = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
const isFocused = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused());
async function closeWindow(): Promise<void> {
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isVisible).toBe(false);
}

/** The notification with that title, once it is on the screen. */
async function shown(title: string): Promise<DesktopNotification> {
  const find = () => notifications.shown().find((one) => one.title === title);
  await expect.poll(() => find()?.title, patiently).toBe(title);
  const found = find();
  if (found === undefined) throw new Error(`${title} is not on the screen`);
  return found;
}

/** Adds servers in the window, then lets all servers start anew without it. */
async function addAndStartUnseen(
  servers: Readonly<Record<string, unknown>>,
  state: string,
): Promise<void> {
  const { page } = launched;
  await panel.activate();
  await expect.poll(isFocused).toBe(true);
  await addFrom(page, mcpServers(servers));
  const names = Object.keys(servers).map((title) => title.toLowerCase());
  for (const name of names) await expectState(page, name, state);
  await closeWindow();
  await panel.click(/^Pause all$/);
  for (const name of names) await expectState(page, name, 'idle');
  await panel.click(/^Resume all$/);
}

test('the first time the window is closed, a word says where it went', async () => {
  await closeWindow();
  const told = await shown('Patchbay is still running');
  expect(told.isSilent).toBe(true);
  expect(told.body).toContain('Quit');
  await panel.activate();
  await expect.poll(isVisible).toBe(true);
  await expect.poll(() => notifications.shown().length).toBe(0);
  await closeWindow();
});

test('Retry on a notification brings the server back, and that is told too', async () => {
  const { page } = launched;
  const ferry = await startOutOfOrder();
  await addAndStartUnseen({ Ferry: { url: ferry.url } }, 'waiting');
  const told = await shown('Ferry does not work');
  // None for what happened while the window was looked at, and the word about closing came once.
  expect(notifications.count()).toBe(2);
  expect(told.buttons).toEqual(['Retry now', 'Open']);
  expect(told.body).toMatch(/ · Patchbay keeps trying$/);
  // It was asked to stay away for an hour: only a person brings it back.
  ferry.repair();
  notifications.click(told.id, 'Retry now');
  await expectState(page, 'ferry', 'ready');
  expect(await isVisible()).toBe(false);
  const back = await shown('Ferry works again');
  expect(back.isSilent).toBe(true);
  expect(notifications.shown()).toHaveLength(1);
});

test('those that fail together share one, and are retried together', async () => {
  const { page } = launched;
  const [tram, bus] = [await startOutOfOrder(), await startOutOfOrder()];
  await addAndStartUnseen({ Tram: { url: tram.url }, Bus: { url: bus.url } }, 'waiting');
  const told = await shown('2 servers need a hand');
  expect(told.body).toBe('Bus, Tram');
  expect(told.buttons).toEqual(['Retry all', 'Open']);
  tram.repair();
  bus.repair();
  notifications.click(told.id, 'Retry all');
  await expectState(page, 'tram', 'ready');
  await expectState(page, 'bus', 'ready');
});

test('Open shows the window at the server; Retry in the tray brings it back', async () => {
  const { page } = launched;
  const lift = await startOutOfOrder();
  await addAndStartUnseen({ Lift: { url: lift.url } }, 'waiting');
  const told = await shown('Lift does not work');
  notifications.click(told.id, 'Open');
  await expect.poll(isVisible).toBe(true);
  await expect(page.getByRole('heading', { level: 1, name: /Lift/ })).toBeVisible();
  lift.repair();
  await panel.click(/^Retry now — Lift/);
  await expectState(page, 'lift', 'ready');
});

test('a question of a server is told to somebody who does not look, and a click leads to it', async () => {
  const { page } = launched;
  await panel.activate();
  await expect.poll(isFocused).toBe(true);
  await addFrom(page, mcpServers({ Asker: { command: 'node', args: [quirkFile('asks')] } }));
  await expectState(page, 'asker', 'ready');
  await openTab(page, 'asker', 'Tools');
  await openTool(page, 'form');
  // The focus is in a field when the window goes: there is nobody who types in it.
  await page.getByPlaceholder(/^Filter/).focus();
  await closeWindow();
  // Nobody can click in a window that is not there.
  await page.getByRole('button', { name: 'Run' }).dispatchEvent('click');
  const told = await shown('Asker asks you something');
  expect([told.body, told.buttons, told.isSilent]).toEqual([
    'It waits for your answer.',
    ['Open'],
    false,
  ]);
  notifications.click(told.id);
  await expect.poll(isVisible).toBe(true);
  const asked = page.getByRole('dialog', { name: 'Asker asks you something' });
  await expect(asked).toBeVisible();
  await asked.getByRole('textbox', { name: 'colour' }).fill('blue');
  await asked.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('blue');
});

test('Sign in begins it, from a notification and from the tray', async () => {
  const { page, app } = launched;
  const opened = await noteOpened(app);
  const addresses = () => opened.jsonValue();
  await addAndStartUnseen({ Notes: { url: protectedServer.mcpUrl } }, 'needs-sign-in');
  const told = await shown('Notes needs you to sign in');
  expect(told.buttons).toEqual(['Sign in', 'Open']);
  expect(await addresses()).toEqual([]);
  notifications.click(told.id, 'Sign in');
  await expectState(page, 'notes', 'signing-in');
  await expect.poll(isVisible).toBe(true);
  expect((await addresses()).map((address) => new URL(address).origin)).toEqual([
    protectedServer.issuer,
  ]);

  const panelInWindow = page.getByRole('region', { name: 'Go on in your browser' });
  await panelInWindow.getByRole('button', { name: 'Cancel' }).click();
  await expectState(page, 'notes', 'needs-sign-in');
  await panel.click(/^Sign in — Notes/);
  await expectState(page, 'notes', 'signing-in');
  await expect.poll(async () => (await addresses()).length).toBe(2);
});

test('the number on the icon is the number of servers that need a hand', async () => {
  const { page, app } = launched;
  // Only few desktops of Linux have a place for it; there Electron itself says no.
  const badge = await app.evaluateHandle((electron) => {
    const numbers: number[] = [];
    electron.app.setBadgeCount = (count = 0) => {
      numbers.push(count);
      return true;
    };
    return numbers;
  });
  const shownOnIcon = async () => (await badge.jsonValue()).at(-1);
  const inWindow = async () => Number(await page.locator('.pb-badge').textContent());
  const before = await inWindow();
  await panel.activate();
  await expect.poll(isFocused).toBe(true);
  const raft = await startOutOfOrder();
  await addFrom(page, mcpServers({ Raft: { url: raft.url } }));
  await expectState(page, 'raft', 'waiting');
  expect(await inWindow()).toBe(before + 1);
  await expect.poll(shownOnIcon).toBe(before + 1);
  raft.repair();
  await rowOf(page, 'raft').getByRole('button', { name: 'Retry now' }).click();
  await expectState(page, 'raft', 'ready');
  await expect.poll(shownOnIcon).toBe(before);
});

/** A time of day, so many minutes from now, as a field has it. */
function timeOfDay(inMinutes: number): string {
  const at = new Date(Date.now() + inMinutes * 60_000);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

test('quiet hours are quiet, and what still needs a hand is told when they end', async () => {
  const { page } = launched;
  await panel.activate();
  await expect.poll(isFocused).toBe(true);
  await page.keyboard.press('Control+,');
  const quiet = page.getByRole('switch', { name: 'Quiet hours' });
  // The drawing of a switch lies over it.
  await quiet.dispatchEvent('click');
  await page.getByLabel('From', { exact: true }).fill(timeOfDay(-60));
  await page.getByLabel('Until', { exact: true }).fill(timeOfDay(60));
  await screenshot(page, 'quiet-hours');
  await page.keyboard.press('Control+1');
  await addAndStartUnseen({ Ghost: { command: 'no-such-program-anywhere' } }, 'failed');
  await expectState(page, 'ghost', 'failed');
  const before = notifications.count();
  // By now it would have been told.
  await page.waitForTimeout(2 * patienceMs.waitingForYou);
  expect(notifications.count()).toBe(before);
  expect(notifications.shown().map(({ title }) => title)).not.toContain('Ghost does not work');

  // Nobody can click in a window that is not there.
  await page.getByRole('button', { name: 'Settings', exact: true }).dispatchEvent('click');
  await quiet.dispatchEvent('click');
  await shown('Ghost does not work');
});
