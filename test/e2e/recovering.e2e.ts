import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { startStatusServer } from '../fixtures/servers/http/misbehaving-servers.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, fixtureFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 480_000 });

let home: string;
let launched: LaunchedApp;
const sign = `sign-${String(process.hrtime.bigint())}`;

test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home });
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

/** Lights, then darkness; both are looked at. */
async function pictures(name: string): Promise<void> {
  const { page } = launched;
  for (const scheme of ['Dark', 'Light']) {
    await page.keyboard.press('Control+,');
    await page.getByText(scheme, { exact: true }).click();
    await page.keyboard.press('Control+1');
    await screenshot(page, `${name}-${scheme.toLowerCase()}`);
  }
}

/** What a row counts down, in seconds. */
async function secondsIn(row: Locator): Promise<number> {
  const [, seconds] = /in (\d+) s/.exec((await row.textContent()) ?? '') ?? [];
  return Number(seconds);
}

test('a server that is tried again counts down, and the button does not wait for it', async () => {
  const { page } = launched;
  const busy = await startStatusServer(503, { 'retry-after': '90' });
  await addFrom(page, mcpServers({ Busy: { url: busy.url } }));
  await expectState(page, 'busy', 'waiting');
  const row = rowOf(page, 'busy');
  await expect(row).toContainText(/Retrying in \d+ s \(2 of 8\): out of reach behind its gateway/);
  const first = await secondsIn(row);
  await expect.poll(() => secondsIn(row)).toBeLessThan(first);
  await openTab(page, 'busy', 'Overview');
  const panel = page.getByRole('alert');
  await expect(panel).toContainText('Patchbay tries again by itself, attempt 2 of 8.');
  await pictures('waiting');

  const before = busy.seen.length;
  await row.getByRole('button', { name: 'Retry now' }).click();
  await busy.until(() => busy.seen.length > before);
  await expect(row).toContainText('(2 of 8)');
  await busy.close();
});

test('a computer that wakes up tries at once what was waiting', async () => {
  const { page, app } = launched;
  const early = await startStatusServer(503, { 'retry-after': '90' });
  await addFrom(page, mcpServers({ Early: { url: early.url } }));
  await expectState(page, 'early', 'waiting');
  expect(await secondsIn(rowOf(page, 'early'))).toBeGreaterThan(60);
  const before = early.seen.length;
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  await early.until(() => early.seen.length > before);
  await expectState(page, 'early', 'waiting');
  await early.close();
});

test('every attempt that fails by itself is counted', async () => {
  const { page } = launched;
  const gone = await startStatusServer(503, { 'retry-after': '1' });
  await addFrom(page, mcpServers({ Gone: { url: gone.url } }));
  await expect(rowOf(page, 'gone')).toContainText('(3 of 8)', { timeout: 60_000 });
  await gone.close();
});

test('a server that is lost over and over is left alone for a while', async () => {
  const { page } = launched;
  const args = [fixtureFile('stdio', 'plain.mjs'), sign];
  await addFrom(page, mcpServers({ Fragile: { command: 'node', args } }));
  let killed = 0;
  for (let losses = 0; losses < 7; losses += 1) {
    const another = async () => (await commandsWith(sign)).find((pid) => pid !== killed);
    // Each wait is drawn from twice the time of the one before, up to half a minute.
    await expect.poll(another, { timeout: 60_000 }).toBeDefined();
    await expectState(page, 'fragile', 'ready');
    killed = (await another()) ?? 0;
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => commandsWith(sign)).not.toContain(killed);
  }
  await expectState(page, 'fragile', 'cooling');
  expect(await commandsWith(sign)).toEqual([]);
  const row = rowOf(page, 'fragile');
  await expect(row).toContainText(/Trying again in \d+ min: The program was stopped from outside/);
  await expect(row.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await openTab(page, 'fragile', 'Overview');
  await expect(page.getByRole('alert')).toContainText('Patchbay takes a break from it');
  await pictures('cooling');
});

test('a restart of the app does not shorten the break; a person does', async () => {
  await launched.close();
  launched = await launchApp({ home });
  const { page } = launched;
  await expectState(page, 'fragile', 'cooling');
  expect(await commandsWith(sign)).toEqual([]);
  await rowOf(page, 'fragile').getByRole('button', { name: 'Retry now' }).click();
  await expectState(page, 'fragile', 'ready');
});
