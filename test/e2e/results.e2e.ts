import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginAxeRound } from './support/axe.ts';
import { expectState, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginAxeRound();
let home: string;
let launched: LaunchedApp;
let page: Page;

test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home });
  page = launched.page;
  await page.getByRole('button', { name: 'Try the sample server' }).click();
  await expectState(page, 'sample', 'ready');
  await openTab(page, 'sample', 'Tools');
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

async function run(tool: string, view: string): Promise<void> {
  await openTool(page, tool);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.pb-tool-result').getByText(view, { exact: true }).click();
}

test('an answer is a tree that folds, is searched, and says where each value is', async () => {
  await run('table', 'Tree');
  const tree = page.getByRole('tree', { name: 'The answer as a tree' });
  await expect(tree.getByRole('treeitem').first()).toHaveAttribute('aria-expanded', 'true');
  const all = await tree.getByRole('treeitem').count();
  await page.getByRole('searchbox', { name: 'Search in the answer' }).fill('saturn');
  await expect(tree.getByText('"Saturn"')).toBeVisible();
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(all);
  await round.look(page, 'result-tree');
  await tree.getByText('"Saturn"').click();
  await page.getByRole('button', { name: 'Copy the path' }).click();
  await expect
    .poll(() => launched.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^\$(?:\.\w+)?\[\d+\]\.\w+$/);
  await page.getByRole('searchbox', { name: 'Search in the answer' }).fill('');
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => tree.getByRole('treeitem').count()).toBeGreaterThan(1);
});

test('a picture is shown in full size, copied as a picture, and saved', async () => {
  await run('picture', 'Image');
  await page.getByRole('button', { name: /^Picture 1/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Picture' });
  await expect(dialog.locator('img')).toBeVisible();
  await round.look(page, 'result-picture');
  await dialog.getByRole('button', { name: 'Copy picture' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  // What a clipboard tells of itself is another thing in each release.
  const isEmpty = () =>
    launched.app.evaluate(({ clipboard }) =>
      (clipboard as unknown as { readImage(): { isEmpty(): boolean } }).readImage().isEmpty(),
    );
  await expect.poll(isEmpty).toBe(false);
  const file = join(home, 'saved.png');
  await launched.app.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(path));
  }, file);
  await dialog.getByRole('link', { name: 'Save…' }).click();
  await expect
    .poll(() =>
      readFile(file).then(
        (bytes) => bytes.subarray(1, 4).toString(),
        () => '',
      ),
    )
    .toBe('PNG');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('nothing is wrong with either for whoever listens or types', () => {
  round.expectNone(2);
});
