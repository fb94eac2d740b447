import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { quirkFile } from './support/machine.ts';
import { addFrom, addDialog, expectState, mcpServers, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const odd = { command: 'node', args: [quirkFile('odd-tool-names')] };
  await addFrom(launched.page, mcpServers({ Odd: odd }));
  await expectState(launched.page, 'odd', 'ready');
});
test.afterAll(() => launched.close());

const result = () => launched.page.locator('.pb-tool-result');

/** Finds a tool by its name, opens it as the keys do and runs it. */
async function runTool(page: Page, name: string): Promise<void> {
  await page.getByPlaceholder(/^Filter/).fill(name);
  await page.getByPlaceholder(/^Filter/).press('Enter');
  await expect(page.locator('.pb-offer-header h2')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** Nothing is wider than the window, however long a name or a line is. */
async function expectNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

test('303 tools with odd names are listed, found and run, each by its own name', async () => {
  const { page } = launched;
  await openTab(page, 'odd', 'Tools');
  await expect(page.getByPlaceholder('Filter 303 tools')).toBeVisible();
  const rows = page.getByRole('listbox', { name: 'Tools' }).getByRole('option');
  await expect(rows.first()).toHaveAttribute('aria-setsize', '303');
  await expectNoOverflow(page);
  await screenshot(page, 'holds-odd-names');
  for (const name of [
    'קריאת_קובץ',
    '读取文件',
    '📄 read 🦆',
    '__proto__',
    '{{NAME}}',
    '../../up',
  ]) {
    await runTool(page, name);
    await expect(result()).toContainText(`answer of ${name}`);
  }
  await runTool(page, '<b>bold</b>');
  await expect(result()).toContainText('answer of <b>bold</b>');
  await runTool(page, 'x'.repeat(300));
  await expect(result()).toContainText('answer of xxx');
  await expectNoOverflow(page);
});

test('a line of 200,000 letters and an answer of five million stay inside the window', async () => {
  const { page } = launched;
  await runTool(page, 'constructor');
  await expect(result()).toContainText('yyyy');
  await expectNoOverflow(page);
  await runTool(page, 'toString');
  const more = page.getByRole('button', { name: /^Show all/ });
  await expect(more).toBeVisible();
  await more.click();
  await expect
    .poll(async () => (await result().textContent())?.length ?? 0)
    .toBeGreaterThan(5_000_000);
  await expectNoOverflow(page);
  await openTab(page, 'odd', 'Overview');
  await expect(page.getByRole('tab', { name: 'Overview', selected: true })).toBeVisible();
});

test('a list that was cut says so on its tab', async () => {
  const { page } = launched;
  const many = { command: 'node', args: [quirkFile('tool-lists'), 'many'] };
  await addFrom(page, mcpServers({ Many: many }));
  await expectState(page, 'many', 'ready');
  await openTab(page, 'many', 'Tools');
  await expect(page.getByText('its list was cut')).toBeVisible();
});

/** What moves in the page, with how long it does, ms, while a dialog comes and goes. */
async function motionOf(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const seen = window as unknown as { moved?: Set<number> };
    seen.moved = new Set();
    const look = () => {
      for (const one of document.getAnimations()) {
        const timing = one.effect?.getComputedTiming();
        if (typeof timing?.duration === 'number') seen.moved?.add(timing.duration);
      }
      if (seen.moved !== undefined) requestAnimationFrame(look);
    };
    look();
  });
  await page.keyboard.press('Control+n');
  await expect(addDialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(addDialog(page)).toBeHidden();
  return page.evaluate(() => {
    const seen = window as unknown as { moved?: Set<number> };
    const moved = [...(seen.moved ?? [])];
    delete seen.moved;
    return moved;
  });
}

test('whoever asks for less motion gets none', async () => {
  const { page } = launched;
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  // On a busy computer a dialog may come and go between two looks.
  await expect.poll(async () => (await motionOf(page)).some((ms) => ms > 1)).toBe(true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect((await motionOf(page)).filter((ms) => ms > 1)).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
});
