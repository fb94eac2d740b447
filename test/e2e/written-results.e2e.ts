import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp, noteOpened, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginAxeRound } from './support/axe.ts';
import { fixtureFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginAxeRound();
let launched: LaunchedApp;
let page: Page;

test.beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  const command = { command: 'node', args: [fixtureFile('stdio', 'written.mjs')] };
  await addFrom(page, mcpServers({ Written: command }));
  await expectState(page, 'written', 'ready');
});
test.afterAll(() => launched.close());

const result = () => page.locator('.pb-tool-result');

async function run(tool: string): Promise<void> {
  await openTab(page, 'written', 'Tools');
  await openTool(page, tool);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(result()).toBeVisible();
}

test('Markdown is text until it is asked for laid out; nothing in it runs, loads or hides', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await run('report');
  await expect(result()).toContainText('# Weather');
  await result().getByText('Formatted', { exact: true }).click();
  const laidOut = result().getByRole('group', { name: 'The answer laid out' });
  await expect(laidOut.getByRole('heading', { name: 'Weather' })).toBeVisible();
  await expect(laidOut.getByRole('cell', { name: '21' })).toBeVisible();
  await expect(laidOut.getByRole('button', { name: '[picture, not loaded: a map]' })).toBeVisible();
  await expect(laidOut).toContainText('<script>window.wasRun = true</script>');
  expect(await laidOut.locator('script, img, a, iframe, [id], [style]').count()).toBe(0);
  expect(await page.evaluate('window.wasRun')).toBeUndefined();
  expect(asked.filter((url) => /example/.test(url))).toEqual([]);
  await round.look(page, 'result-markdown');
});

test('a link opens only after its whole address was shown, and only one that may be', async () => {
  const opened = await noteOpened(launched.app);
  await result().getByRole('button', { name: 'the station' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open this address?' });
  await expect(dialog).toContainText('https://station.example/today?q=a%20b');
  await round.look(page, 'result-link');
  expect(await opened.jsonValue()).toEqual([]);
  await dialog.getByRole('button', { name: 'Open in the browser' }).click();
  await expect(dialog).toBeHidden();
  expect(await opened.jsonValue()).toEqual(['https://station.example/today?q=a%20b']);

  await result().getByRole('button', { name: 'never' }).click();
  await expect(dialog).toContainText('javascript:alert(1)');
  await expect(dialog.getByRole('button', { name: 'Open in the browser' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Do not open' }).click();
  expect(await opened.jsonValue()).toHaveLength(1);
});

test('the next answers of that server begin laid out, until text is asked for', async () => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(result().getByRole('heading', { name: 'Weather' })).toBeVisible();
  await result().getByText('Text', { exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(result()).toContainText('# Weather');
});

test('a resource that an answer refers to is read on a click, also one in no list', async () => {
  await run('refer');
  const links = result().locator('.pb-resource-link');
  await expect(links).toHaveCount(3);
  await expect(links.nth(2).getByRole('button', { name: 'Open in the browser…' })).toBeVisible();
  await round.look(page, 'result-links');
  await links.nth(0).getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText('What note://listed says.')).toBeVisible();
  await run('refer');
  await links.nth(1).getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText('What note://hidden says.')).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Resources' })).toContainText('From answers');
  await screenshot(page, 'result-link-read');
});

test('a resource found by the palette is the one that opens', async () => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill('listed');
  await palette.getByRole('option', { name: /^listed/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'listed' })).toBeVisible();
});

test('two runs are compared', async () => {
  await run('count');
  await expect(result().getByRole('button', { name: 'Compare…' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await result().getByRole('button', { name: 'Compare…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Two runs compared' });
  await expect(dialog).toContainText('The same in both.');
  const lines = dialog.getByRole('list', { name: 'Answer' });
  await expect(lines.locator('li[data-kind=removed]')).toContainText('"number": 1');
  await expect(lines.locator('li[data-kind=added]')).toContainText('"number": 2');
  await round.look(page, 'result-compare');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('nothing in it is hard to reach for anybody', () => {
  round.expectNone(4);
});
