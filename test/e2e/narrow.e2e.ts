import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { launchApp, resizeWindow, screenshot, zoom } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import {
  addButton,
  addFrom,
  expectState,
  mcpServers,
  openTab,
  openTool,
  paste,
  rowOf,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  await resizeWindow(launched, 720, 600);
});
test.afterAll(() => launched.close());

/** The window has no sideways scrolling, and nothing a person can press lies outside it or has no name. */
async function expectToFit(): Promise<void> {
  const outside = await launched.page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth;
    const pressable = [...document.querySelectorAll('button, input, textarea, [role=tab]')];
    const lost = pressable.filter((element) => {
      // Tabs that have no room are scrolled to by key and wheel; what measures a text is no field.
      const tabs = element.closest('[role=tablist]');
      if (tabs !== null && tabs.scrollWidth > tabs.clientWidth) return false;
      if (element.closest('[aria-hidden=true]') !== null) return false;
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < 0 || right > window.innerWidth);
    });
    return [wide, ...lost.map((element) => element.outerHTML.slice(0, 120))];
  });
  expect(outside).toEqual([false]);
  for (const role of ['button', 'textbox', 'searchbox', 'combobox', 'tab'] as const) {
    await expect(launched.page.getByRole(role, { name: /^$/ })).toHaveCount(0);
  }
}

async function expectApart(first: Locator, second: Locator): Promise<void> {
  const [a, b] = [await first.boundingBox(), await second.boundingBox()];
  if (a === null || b === null) throw new Error('not visible');
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  expect(apart).toBe(true);
}

test('the empty start fits', async () => {
  await expectToFit();
  await screenshot(launched.page, 'narrow-empty');
});

test('adding fits, and its buttons stay in reach', async () => {
  const { page } = launched;
  const text = mcpServers({
    Everything: { command: 'node', args: [referenceFile('everything')], env: { API_KEY: 'k-1' } },
    Memory: { command: 'node', args: [referenceFile('memory')] },
    Absent: { command: 'no-such-program-anywhere' },
  });
  const dialog = await paste(page, text);
  await expect(addButton(dialog)).toBeEnabled();
  await expect(addButton(dialog)).toBeInViewport();
  await expectToFit();
  await screenshot(page, 'narrow-add');
  await page.keyboard.press('Escape');
  await addFrom(page, text);
  await expectState(page, 'everything', 'ready');
});

test('list, details and every tab fit', async () => {
  const { page } = launched;
  await rowOf(page, 'absent').click();
  await screenshot(page, 'narrow-failed');
  await expectToFit();
  const panel = page.getByRole('tabpanel');
  const landmarks = {
    Overview: panel.getByText('Connected since'),
    Tools: panel.getByRole('listbox', { name: 'Tools' }),
    Resources: panel.getByRole('listbox', { name: 'Resources' }),
    Prompts: panel.getByRole('listbox', { name: 'Prompts' }),
    Logs: panel.getByRole('log').getByRole('time').first(),
    Settings: panel.getByRole('button', { name: 'Save' }),
  };
  for (const [tab, landmark] of Object.entries(landmarks)) {
    await openTab(page, 'everything', tab);
    await expect(landmark).toBeVisible();
    await screenshot(page, `narrow-${tab.toLowerCase()}`);
    await expectToFit();
  }
  await expectApart(
    page.getByRole('heading', { level: 1 }),
    page.getByRole('button', { name: 'Reconnect' }),
  );
});

test('the list gives way to the details, and comes back when it is needed', async () => {
  const { page } = launched;
  const pane = page.locator('.pb-list-pane');
  const widthOf = async () => (await pane.boundingBox())?.width ?? 0;
  await expect.poll(widthOf).toBeLessThan(80);
  await screenshot(page, 'narrow-gives-way');
  // Reached by key, it shows whole words again.
  await page.keyboard.press('/');
  await expect.poll(widthOf).toBeGreaterThan(240);
  await screenshot(page, 'narrow-comes-back');
  await page.keyboard.type('mem');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Memory/ })).toBeVisible();
  await expect.poll(widthOf).toBeLessThan(80);
  // A row that was found can be pressed, too.
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await rowOf(page, 'absent').getByText('Absent', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Absent/ })).toBeVisible();
  await expect.poll(widthOf).toBeLessThan(80);
});

test('a tool is found, filled in and run', async () => {
  const { page } = launched;
  await openTab(page, 'everything', 'Tools');
  await openTool(page, 'echo');
  await page.getByRole('textbox', { name: 'message' }).fill('in a small window');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('in a small window');
  await page.locator('.pb-tool-result').scrollIntoViewIfNeeded();
  await expect(page.locator('.pb-tool-result')).toBeInViewport();
  await screenshot(page, 'narrow-result');
  await expectToFit();
});

test('the other pages fit', async () => {
  const { page } = launched;
  for (const name of ['Tools', 'Activity', 'Settings']) {
    await page.getByRole('navigation').getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await screenshot(page, `narrow-page-${name.toLowerCase()}`);
    await expectToFit();
  }
});

test('at one and a half times the size, in the smallest window, everything stays in reach', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+1');
  await zoom(launched, 1.5);
  await openTab(page, 'everything', 'Tools');
  await openTool(page, 'get-annotated-message');
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeInViewport({ ratio: 1 });
  await expectToFit();
  await screenshot(page, 'narrow-zoomed-tool');

  const dialog = await paste(page, `npx -y @example/server ${'a-long-argument '.repeat(12)}`);
  await expect(dialog.getByTestId('exact-command')).toBeVisible();
  await expect(addButton(dialog)).toBeInViewport({ ratio: 1 });
  await screenshot(page, 'narrow-zoomed-consent');
  await page.keyboard.press('Escape');
  await zoom(launched, 1);
});
