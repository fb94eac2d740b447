import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { fixtureFile } from './support/machine.ts';
import { watchStalls } from './support/stalls.ts';
import type { StallWatch } from './support/stalls.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let watch: StallWatch;
const stalls: { name: string; window: number; main: number; isHarmless?: true }[] = [];

test.beforeAll(async () => {
  launched = await launchApp();
  const file = fixtureFile('stdio', 'huge-answers.mjs');
  await addFrom(launched.page, mcpServers({ Huge: { command: 'node', args: [file] } }));
  await expectState(launched.page, 'huge', 'ready');
  watch = await watchStalls(launched.app, launched.page);
});
test.afterAll(async () => {
  await mkdir('test-results', { recursive: true });
  await writeFile(join('test-results', 'huge-answers.json'), JSON.stringify(stalls, null, 2));
  await launched.close();
});

async function measured(name: string, act: () => Promise<void>): Promise<void> {
  await watch.read();
  await act();
  stalls.push({ name, ...(await watch.read()) });
}

async function run(tool: string): Promise<void> {
  await openTool(launched.page, tool);
  await launched.page.getByRole('button', { name: 'Run' }).click();
}

test('an answer like any other is what they are compared with', async () => {
  const { page } = launched;
  await openTab(page, 'huge', 'Tools');
  for (const tool of ['plain', 'plainer', 'plainest']) {
    await watch.read();
    await run(tool);
    await expect(page.locator('.pb-tool-result')).toContainText(`called ${tool}`);
    stalls.push({ name: 'harmless', ...(await watch.read()), isHarmless: true });
  }
});

test('of 50,000 parts the first are shown, and more when asked', async () => {
  const { page } = launched;
  await openTab(page, 'huge', 'Tools');
  const result = page.locator('.pb-tool-result');
  await measured('a result of 50,000 parts', async () => {
    await run('parts');
    await expect(result).toContainText('part 199');
  });
  await expect(result.getByText('part 200', { exact: true })).toHaveCount(0);
  await expect(result).toContainText('The first 200 of 2000 pieces are shown.');
  await expect(result).toContainText('48000 more pieces of this answer are too much');
  await result.getByText('The first 200').scrollIntoViewIfNeeded();
  await screenshot(page, 'parts-more-light');
  await result.getByRole('button', { name: 'Show 200 more' }).click();
  await expect(result).toContainText('part 399');
});

test('so it is with 20,000 links', async () => {
  const { page } = launched;
  await measured('a result of 20,000 links', async () => {
    await run('links');
    await expect(page.locator('.pb-tool-result')).toContainText('note://199');
  });
  await expect(page.locator('.pb-tool-result')).toContainText('18000 more pieces');
});

test('instructions full of hidden marks are shown, marked, at once', async () => {
  const { page } = launched;
  await measured('instructions of 60,000 characters, half of them hidden', async () => {
    await openTab(page, 'huge', 'Overview');
    await expect(page.locator('.pb-instructions')).toContainText('a\\u{202E}a\\u{202E}');
  });
  expect(await page.locator('.pb-instructions mark').count()).toBeLessThan(300);
});

test('a question with 9,000 choices is typed into', async () => {
  const { page } = launched;
  const dialog = page.getByRole('dialog', { name: 'Huge asks you something' });
  await openTab(page, 'huge', 'Tools');
  await measured('a question with 9,000 choices, opened and typed into', async () => {
    await run('choices');
    await expect(dialog).toBeVisible();
    await dialog
      .getByRole('combobox', { name: 'pick' })
      .or(dialog.getByLabel('pick'))
      .first()
      .fill('8999');
    await page.getByRole('option', { name: 'choice 8999' }).click();
  });
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('choice 8999');
});

test('a question of 300 fields shows the first, and more when asked', async () => {
  const { page } = launched;
  const dialog = page.getByRole('dialog', { name: 'Huge asks you something' });
  await measured('a question of 300 fields', async () => {
    await run('fields');
    await expect(dialog.getByLabel('Field 49', { exact: true })).toBeVisible();
  });
  await expect(dialog.getByLabel('Field 50', { exact: true })).toHaveCount(0);
  await expect(dialog).toContainText('250 more fields are not shown yet.');
  await dialog.getByRole('button', { name: 'Show more' }).click();
  await expect(dialog.getByLabel('Field 99', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Decline' }).click();
});

test('a question leaves the focus to whoever types', async () => {
  const { page } = launched;
  await run('later');
  await page.keyboard.press('Control+n');
  const box = page.getByRole('textbox', { name: 'What to add' });
  await box.fill('npx -y some');
  const note = page.locator('.pb-question-waits');
  await expect(note).toContainText('Huge asks you something.');
  await page.keyboard.type('-server');
  await expect(box).toHaveValue('npx -y some-server');
  await expect(box).toBeFocused();
  await screenshot(page, 'question-waits-light');
  await page.keyboard.press('F6');
  const dialog = page.getByRole('dialog', { name: 'Huge asks you something' });
  await expect(dialog).toBeVisible();
  await expect(note).toBeHidden();
  await dialog.getByLabel('Word').fill('hello');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog).toBeHidden();
  await expect(box).toHaveValue('npx -y some-server');
  await page.keyboard.press('Escape');
  await expect(page.locator('.pb-tool-result')).toContainText('hello');
});

test('and comes by itself once they have left the field', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.getByText('Dark', { exact: true }).click();
  await page.keyboard.press('Control+1');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByPlaceholder(/^Filter/).focus();
  await expect(page.locator('.pb-question-waits')).toBeVisible();
  await screenshot(page, 'question-waits-dark');
  await page.getByRole('listbox', { name: 'Tools' }).focus();
  const dialog = page.getByRole('dialog', { name: 'Huge asks you something' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await openTool(page, 'parts');
  await page.locator('.pb-tool-result').getByText('The first 200').scrollIntoViewIfNeeded();
  await screenshot(page, 'parts-more-dark');
});
