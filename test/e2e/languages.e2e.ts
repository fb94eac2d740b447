import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { englishIn } from './support/english-in.ts';
import { addFrom, expectState, mcpServers } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ env: { LANGUAGE: 'es_MX:en', LC_ALL: 'es_MX.UTF-8' } });
});
test.afterAll(() => launched.close());

const menuTitles = (): Promise<readonly string[]> =>
  launched.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label),
  );

async function choose(language: string, lang: string): Promise<void> {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.locator('input[aria-labelledby="language-label"]').click();
  await page.getByRole('option', { name: language, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
}

test('the system’s language is spoken from the first paint on, in the menu too', async () => {
  const { page } = launched;
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('button', { name: 'Añadir un servidor' })).toBeVisible();
  await expect.poll(menuTitles).toContain('Archivo');
});

test('each language is chosen by its own name, and the whole window follows at once', async () => {
  const { page } = launched;
  await choose('日本語', 'ja');
  await expect(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible();
  await expect.poll(menuTitles).toContain('ファイル');
  await choose('Español', 'es');
  await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
  await choose('简体中文', 'zh-CN');
  await choose('English', 'en');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('a language that is chosen is there at once after the page was loaded again', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+1');
  await addFrom(page, mcpServers({ Gone: { command: 'no-such-program-anywhere' } }));
  await expectState(page, 'gone', 'failed');
  await choose('日本語', 'ja');
  await page.keyboard.press('Control+1');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.getByRole('searchbox', { name: 'サーバーを検索' })).toBeVisible();
  await expect(page.getByText('要対応 · 1')).toBeVisible();
});

test('nothing is left in English in Japanese', async () => {
  const { page } = launched;
  await page.locator('[data-state="failed"]').first().click();
  const tabs = page.getByRole('tab');
  await expect(tabs.first()).toBeVisible();
  for (let at = 0; at < (await tabs.count()); at += 1) {
    await tabs.nth(at).click();
    expect.soft(await englishIn(page), `tab ${String(at)}`).toEqual([]);
  }
  for (const key of ['2', '3', '4', '5']) {
    await page.keyboard.press(`Control+${key}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await englishIn(page), `page ${key}`).toEqual([]);
    await screenshot(page, `japanese-${key}`);
  }
});
