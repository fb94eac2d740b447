import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import { startStatusServer } from '../fixtures/servers/http/misbehaving-servers.ts';
import { openDesktopServices } from '../support/desktop-services.ts';
import type { DesktopServices } from '../support/desktop-services.ts';
import { launchApp, launchCommand } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { addTrayPanel } from '../support/tray-panel.ts';
import type { TrayPanel } from '../support/tray-panel.ts';
import { fixtureFile, referenceFile } from './support/machine.ts';
import { levelOnPanel, onPanel } from './support/tray.ts';
import { addFrom, expectState, mcpServers, rowOf, addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let desktop: DesktopServices;
let panel: TrayPanel;
let launched: LaunchedApp;
let folder: string;
let asksSignIn: LoopbackServer;
let asksForTime: LoopbackServer;
let losesIcons = false;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-tray-'));
  asksSignIn = await startStatusServer(401, { 'www-authenticate': 'Bearer' });
  asksForTime = await startStatusServer(503, { 'retry-after': '600' });
  desktop = await openDesktopServices();
  panel = await addTrayPanel(desktop, { losesIcons: () => losesIcons });
  launched = await launchApp(onPanel);
  await expect.poll(() => panel.count()).toBe(1);
});
test.afterAll(async () => {
  await launched.close();
  desktop.close();
  await asksSignIn.close();
  await asksForTime.close();
  await rm(folder, { recursive: true, force: true });
});

/** Tray and window must say the same: shape, colour and sentence. */
async function expectBoth(level: string, tone: string): Promise<void> {
  const { app, page } = launched;
  await expect.poll(() => levelOnPanel(panel, app)).toBe(level);
  await expect(page.locator('.pb-foot .pb-glyph')).toHaveAttribute('data-tone', tone);
  const sentence = await page.locator('.pb-foot-text').textContent();
  await expect.poll(async () => (await panel.icon()).tooltip).toBe(`Patchbay · ${sentence}`);
}

const labels = async () => (await panel.menu()).map(({ label }) => label);
const isVisible = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
const closeWindow = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** Starts Patchbay once more over the same data and waits for the end of that start. */
async function startAgain(...more: readonly string[]): Promise<void> {
  const { executablePath, args, cwd } = await launchCommand([...onPanel.args, ...more]);
  const env = { ...process.env, ...onPanel.env, PATCHBAY_HOME: launched.home };
  const second = spawn(executablePath, args, { cwd, env, stdio: 'ignore' });
  await new Promise((resolve) => second.once('exit', resolve));
}

/** A program that ends at once until a file of that name is there. */
const untilFile = (name: string) => ({
  command: 'node',
  args: [
    '-e',
    `if (!require('node:fs').existsSync(process.argv[1])) process.exit(3);
     import(process.argv[2]);`,
    join(folder, name),
    referenceFile('memory'),
  ],
});

test('every state has its shape and colour, the same in tray and window', async () => {
  const { page, app } = launched;
  await expectBoth('off', 'grey');
  await addMemory(page);
  await expectBoth('ready', 'teal');
  const silent = fixtureFile('stdio', 'silent.mjs');
  await addFrom(page, mcpServers({ Slow: { command: 'node', args: [silent] } }));
  await expectBoth('connecting', 'blue');

  await addFrom(page, mcpServers({ Distant: { url: 'http://192.0.2.1/mcp' } }));
  await app.evaluate(({ net }) => {
    net.isOnline = () => false;
  });
  await expectState(page, 'distant', 'offline');
  await expectBoth('offline', 'grey');
  // A program that ends at once is left to a person after three starts, too soon for a slow machine.
  await addFrom(page, mcpServers({ Absentee: { url: asksForTime.url } }));
  await expectState(page, 'absentee', 'waiting');
  await expectBoth('retrying', 'yellow');

  await addFrom(page, mcpServers({ Private: { url: asksSignIn.url } }));
  await expectState(page, 'private', 'needs-sign-in');
  await expectBoth('needs-you', 'violet');
  await addFrom(page, mcpServers({ 'R&D': { command: 'no-such-program-anywhere' } }));
  await expectState(page, 'rd', 'failed');
  await expectBoth('failed', 'red');
});

test('the menu has what needs a hand first, says what the rows say, and asks nobody', async () => {
  const { page } = launched;
  await addFrom(page, mcpServers({ Latecomer: untilFile('two') }));
  const asked = asksSignIn.seen.length;
  let lines: readonly string[] = [];
  const isWaiting = async () => {
    lines = await labels();
    return lines.some((line) => line.startsWith('Retry now — Latecomer · '));
  };
  await expect.poll(isWaiting, { intervals: [50], timeout: 60_000 }).toBe(true);
  const titled = (title: string) => lines.findIndex((line) => line.includes(title));
  expect(lines[titled('R&D')]).toBe('Fix — R&D · Command not found: no-such-program-anywhere');
  expect(lines[titled('Latecomer')]).toContain('The program ended (code 3)');
  expect(titled('R&D')).toBeLessThan(titled('Memory'));
  expect(titled('Latecomer')).toBeLessThan(titled('Memory'));
  const sentence = await rowOf(page, 'memory').locator('.pb-small').textContent();
  expect(lines[titled('Memory')]).toBe(`Memory · ${sentence}`);
  expect(lines.slice(0, 2)).toEqual(['Open Patchbay', '']);
  expect(lines.slice(-4)).toEqual(['', 'Pause all', '', 'Quit']);
  expect(asksSignIn.seen.length).toBe(asked);
});

test('a line of the menu does what it says', async () => {
  const { page } = launched;
  await panel.click(/^Retry now — Latecomer/);
  // Only now: it would come back by itself before the click.
  await writeFile(join(folder, 'two'), '');
  await expectState(page, 'latecomer', 'ready');
  await expect.poll(labels).toContainEqual(expect.stringMatching(/^Latecomer · Ready/));

  await panel.click(/^Fix — R&D/);
  await expect(page.getByRole('heading', { level: 1, name: /R&D/ })).toBeVisible();
  // What a missing program wants is found by the doctor.
  await expect(page.getByRole('dialog')).toContainText('no-such-program-anywhere');
  await page.keyboard.press('Escape');
  await panel.click(/^Memory/);
  await expect(page.getByRole('heading', { level: 1, name: /Memory/ })).toBeVisible();
});

test('pause stops all of them until they are resumed', async () => {
  const { page } = launched;
  await panel.click(/^Pause all$/);
  for (const name of ['memory', 'absentee', 'private', 'rd']) await expectState(page, name, 'idle');
  await expect(rowOf(page, 'memory')).toContainText('Paused with all servers');
  await expectBoth('off', 'grey');
  expect((await panel.icon()).tooltip).toBe('Patchbay · All servers paused');
  await panel.click(/^Resume all$/);
  await expectState(page, 'memory', 'ready');
  await expectState(page, 'rd', 'failed');
  await expectBoth('failed', 'red');
});

test('the window pauses and resumes them too', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('Pause all');
  await page.keyboard.press('Enter');
  await expectState(page, 'memory', 'idle');
  await expect.poll(labels).toContain('Resume all');
  await page.getByRole('button', { name: 'Resume all' }).click();
  await expectState(page, 'memory', 'ready');
  await expect(page.getByRole('button', { name: 'Resume all' })).toHaveCount(0);
  await expectState(page, 'rd', 'failed');
});

test('closing the window keeps the tray, which brings it back', async () => {
  await closeWindow();
  await expect.poll(isVisible).toBe(false);
  await panel.activate();
  await expect.poll(isVisible).toBe(true);
  await closeWindow();
  await expect.poll(isVisible).toBe(false);
  await panel.click(/^Open Patchbay$/);
  await expect.poll(isVisible).toBe(true);
});

test('starting it a second time shows the window, unless that start was to stay unseen', async () => {
  await closeWindow();
  await expect.poll(isVisible).toBe(false);
  await startAgain('--hidden');
  expect(await isVisible()).toBe(false);
  await startAgain();
  await expect.poll(isVisible).toBe(true);
});

test('paused stays paused after a restart, which may begin unseen', async () => {
  const { home } = launched;
  await panel.click(/^Pause all$/);
  await expectState(launched.page, 'memory', 'idle');
  const before = panel.count();
  const ended = launched.app.waitForEvent('close');
  await panel.click(/^Quit$/);
  await ended;
  const args = [...onPanel.args, '--hidden'];
  launched = await launchApp({ ...onPanel, args, home });
  await expect.poll(() => panel.count()).toBe(before + 1);
  expect(await isVisible()).toBe(false);
  expect((await panel.icon()).tooltip).toBe('Patchbay · All servers paused');
  await panel.activate();
  await expect.poll(isVisible).toBe(true);
  await expectState(launched.page, 'memory', 'idle');
});

test('where the tray is there but our icon is not, it starts with its window, and closing ends it', async () => {
  const { home } = launched;
  await launched.app.close();
  losesIcons = true;
  launched = await launchApp({ ...onPanel, args: [...onPanel.args, '--hidden'], home });
  await expect.poll(isVisible).toBe(true);
  const ended = launched.app.waitForEvent('close');
  await closeWindow();
  await ended;
  losesIcons = false;
  launched = await launchApp({ ...onPanel, home });
});

test('where no tray is left to come back through, closing ends the app', async () => {
  await panel.remove();
  const ended = launched.app.waitForEvent('close');
  await closeWindow();
  await ended;
  await rm(launched.home, { recursive: true, force: true });
});
