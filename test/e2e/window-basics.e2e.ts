import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import {
  addDialog,
  addFrom,
  expectState,
  mcpServers,
  openTab,
  paste,
  rowOf,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const servers = {
    Every: { command: 'node', args: [referenceFile('everything')] },
    Memory: { command: 'node', args: [referenceFile('memory')] },
    Web: { url: 'http://127.0.0.1:9/mcp' },
  };
  await addFrom(launched.page, mcpServers(servers));
  await expectState(launched.page, 'every', 'ready');
  await expectState(launched.page, 'memory', 'ready');
});
test.afterAll(() => launched.close());

const heading = (name: string) =>
  launched.page.getByRole('heading', { level: 2, name, exact: true });

test('a tool found on the Tools page is the one that opens, with its form ready to type', async () => {
  const { page } = launched;
  for (const [tool, way] of [
    ['get-sum', 'click'],
    ['delete_entities', 'Enter'],
    ['echo', 'Enter in the search'],
  ] as const) {
    await page.keyboard.press('Control+2');
    const search = page.getByPlaceholder('Search everything every server offers');
    await search.fill(tool);
    const found = page.locator('.pb-found-line').filter({ hasText: tool }).first();
    await expect(found).toBeVisible();
    if (way === 'click') await found.click();
    else if (way === 'Enter in the search') await search.press('Enter');
    else {
      await found.focus();
      await page.keyboard.press('Enter');
    }
    await expect(heading(tool)).toBeVisible();
    await expect(page.locator('.pb-arguments :focus')).toBeVisible();
  }
  await page.keyboard.type('hello');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.pb-tool-result')).toContainText('Echo: hello');
});

test('Enter in the filter of tools opens the tool and goes to its form', async () => {
  const { page } = launched;
  await openTab(page, 'every', 'Tools');
  await page.getByPlaceholder(/^Filter \d+ tools$/).fill('get-sum');
  await page.keyboard.press('Enter');
  await expect(heading('get-sum')).toBeVisible();
  await expect(page.locator('.pb-arguments input:focus')).toBeVisible();
});

test('a value that cannot be saved is said at its field, in view, with the focus there', async () => {
  const { page } = launched;
  const wrong = [
    ['every', 'Name', '', 'Expected a name.'],
    ['every', 'Name', 'x'.repeat(500), 'Expected at most 200 characters.'],
    ['every', 'Command', '', 'Expected a command.'],
    ['every', 'Time to connect, seconds', '999999999', 'Expected at most 600 seconds.'],
    ['web', 'Address', 'not a url', 'Expected an address that starts with http'],
    ['web', 'Address', '', 'Expected an address that starts with http'],
    ['web', 'Address', 'ftp://x/y', 'Expected an address that starts with http'],
    ['web', 'Address', 'javascript:alert(1)', 'Expected an address that starts with http'],
    ['web', 'Address', 'http://example.com:99999/', 'Expected a complete address.'],
  ] as const;
  for (const [server, label, value, sentence] of wrong) {
    await openTab(page, server, 'Settings');
    const field = page.getByRole('textbox', { name: label, exact: true });
    await field.fill(value);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText(sentence).first()).toBeInViewport();
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('Something went wrong inside Patchbay')).toHaveCount(0);
    if (value === 'not a url') await screenshot(page, 'settings-refused');
    await page.getByRole('button', { name: 'Discard' }).click();
  }
});

test('what was typed in settings survives tab, server and page, and is marked', async () => {
  const { page } = launched;
  await openTab(page, 'every', 'Settings');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Every one');
  await openTab(page, 'every', 'Tools');
  await expect(page.getByRole('tab', { name: 'Settings Not saved yet' })).toBeVisible();
  await screenshot(page, 'unsaved-settings');
  await openTab(page, 'memory', 'Settings');
  await expect(name).toHaveValue('Memory');
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Control+1');
  await openTab(page, 'every', 'Settings');
  await expect(name).toHaveValue('Every one');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(name).toHaveValue('Every');
  await expect(page.getByRole('tab', { name: 'Settings', exact: true })).toBeVisible();
});

test('what was pasted and corrected survives Escape and a click beside, and Cancel drops it', async () => {
  const { page } = launched;
  const dialog = await paste(page, mcpServers({ Typed: { command: 'node', args: ['a.mjs'] } }));
  const box = dialog.getByRole('textbox', { name: 'What to add' });
  await expect(dialog.getByText('Typed', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+n');
  await expect(box).toHaveValue(/Typed/);
  await page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+n');
  await expect(box).toHaveValue(/Typed/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+n');
  await expect(box).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('keys do nothing under a dialog, and one Escape closes one thing', async () => {
  const { page } = launched;
  await openTab(page, 'every', 'Overview');
  const dialog = await paste(page, 'npx -y something');
  await dialog.getByRole('button', { name: 'Close' }).focus();
  for (const key of ['Control+k', 'Control+2', 'Control+3', 'Control+,', 'Control+n', '?', '/']) {
    await page.keyboard.press(key);
  }
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('tab', { name: 'Overview', selected: true })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+n');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('the focus goes into each dialog and comes back to what opened it', async () => {
  const { page } = launched;
  const list = page.getByRole('grid', { name: 'Servers' });
  const opened: readonly (readonly [string, Locator])[] = [
    ['Control+n', addDialog(page)],
    ['?', page.getByRole('dialog', { name: 'Keys' })],
    ['Control+k', page.getByRole('dialog').last()],
  ];
  for (const [key, dialog] of opened) {
    await list.focus();
    await page.keyboard.press(key);
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(':focus')).toBeAttached();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(list).toBeFocused();
  }
  await rowOf(page, 'memory').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Remove/ }).click();
  const removing = page.getByRole('dialog');
  await expect(removing.locator(':focus')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.pb-app :focus, .pb-app:focus')).toBeAttached();
});
