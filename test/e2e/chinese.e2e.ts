import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { englishIn } from './support/english-in.ts';
import { fixtureFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const says = (code: string): readonly string[] => ['-e', code];
const greek = fixtureFile('stdio', 'greek.mjs');
const servers = {
  Greek: { command: 'node', args: [greek] },
  Gone: { command: 'no-such-program-anywhere', args: ['x'] },
  Crashes: { command: 'node', args: says('console.error("αβγ"); process.exit(3)') },
  Prints: { command: 'node', args: says('console.log("αβγ δεζ"); setInterval(() => {}, 1e6)') },
  Blocked: { url: 'http://127.0.0.1:9/mcp' },
  Refused: { url: 'http://127.0.0.1:39999/mcp' },
  Wants: { command: 'node', args: [greek, '${ANYTHING}'], env: { A_KEY: '' } },
};

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const { page } = launched;
  await addFrom(page, mcpServers(servers));
  await expectState(page, 'greek', 'ready');
  await expectState(page, 'gone', 'failed');
  await expectState(page, 'blocked', 'failed');
  await expectState(page, 'wants', 'needs-setup');
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
test.afterAll(() => launched.close());

const row = (page: Page, name: string): Locator => page.locator(`[data-server-name="${name}"]`);
const dialog = (page: Page): Locator => page.getByRole('dialog').last();

/** Where it stands, so that a failure says which state it was; after what moves has come to rest. */
async function expectNoEnglish(where: string): Promise<void> {
  const { page } = launched;
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 120)));
  expect.soft(await englishIn(page), where).toEqual([]);
}

async function showTab(page: Page, name: string, tab: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await row(page, name).click();
  await page.getByRole('tab', { name: tab }).click();
}

test('the scan finds what is English', async () => {
  const { page } = launched;
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p id="x" title="NOT_FOUND">It is not here</p>');
  });
  expect(await englishIn(page)).toEqual(['It is not here', 'NOT_FOUND']);
  await page.evaluate(() => document.getElementById('x')?.remove());
});

test('every page', async () => {
  const { page } = launched;
  for (const [at, where] of ['servers', 'tools', 'activity', 'apps', 'settings'].entries()) {
    await page.keyboard.press(`Control+${String(at + 1)}`);
    await expectNoEnglish(where);
    await screenshot(page, `chinese-${where}`);
  }
});

test('every server, on every tab, with its menu', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+1');
  for (const title of Object.keys(servers)) {
    await row(page, title.toLowerCase()).click();
    const tabs = page.getByRole('tab');
    const count = await tabs.count();
    expect(count).toBeGreaterThan(3);
    for (let at = 0; at < count; at += 1) {
      await tabs.nth(at).click();
      await expectNoEnglish(`${title}, tab ${String(at)}`);
    }
    await row(page, title.toLowerCase()).click({ button: 'right' });
    await expectNoEnglish(`${title}, menu`);
    await page.keyboard.press('Escape');
  }
});

test('a tool that is refused, fails, and is stopped', async () => {
  const { page } = launched;
  await showTab(page, 'greek', '工具');
  await page.getByText('αβγ', { exact: true }).first().click();
  await page.keyboard.press('Control+Enter');
  await expectNoEnglish('an empty form');
  await page.getByRole('textbox', { name: 'name' }).fill('x');
  await page.getByRole('textbox', { name: 'count' }).fill('4');
  await page.getByRole('textbox', { name: 'mail' }).fill('x');
  await page.keyboard.press('Control+Enter');
  await expectNoEnglish('a form with wrong values');
  await screenshot(page, 'chinese-form');
  await page.getByText('以 JSON 编辑').click();
  for (const text of ['{', '[]', '{"a": tru}', '{"name": 1, "extra": []}']) {
    await page.getByRole('textbox', { name: 'JSON 格式的参数' }).fill(text);
    await page.keyboard.press('Control+Enter');
    await expectNoEnglish(`arguments ${text}`);
  }
  await page.getByText('δεζ', { exact: true }).first().click();
  await page.getByRole('button', { name: '运行', exact: true }).click();
  await expectNoEnglish('a tool that fails');
  await page.getByText('ηθι', { exact: true }).first().click();
  await page.getByRole('button', { name: '运行', exact: true }).click();
  await expectNoEnglish('a tool that runs');
  await page.getByRole('button', { name: '取消' }).click();
  await expectNoEnglish('a tool that was stopped');
  await showTab(page, 'greek', '提示');
  await page.getByText('π', { exact: true }).first().click();
  await page.locator('.pb-tab-panel button[type=submit], .pb-run-bar button').first().click();
  await expectNoEnglish('a prompt without its argument');
  await showTab(page, 'greek', '资源');
  await page.getByText('γ', { exact: true }).first().click();
  await expectNoEnglish('a resource that fails');
});

test('wrong values in settings', async () => {
  const { page } = launched;
  await showTab(page, 'blocked', '设置');
  const address = page.getByRole('textbox', { name: '地址', exact: true });
  for (const text of ['', 'not a url', 'ftp://x/y', 'http://a.example:99999/']) {
    await address.fill(text);
    await page.keyboard.press('Enter');
    await expectNoEnglish(`address ${text}`);
  }
  await page.keyboard.press('Escape');
});

const pastes: readonly string[] = [
  '@modelcontextprotocol/server-memory',
  'https://github.com/modelcontextprotocol/servers/tree/main/src/memory',
  'npm install -g x',
  'docker run -e A_TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz12 mcp/abc',
  'claude mcp add a -- npx -y a-b',
  '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "<NAME>"], "foo": 1}}',
  '{"name": "x", "version": "1.0.0", "scripts": {}}',
  '{"mcpServers": {"a": {"type": "stdio"}, "b": {"url": "ftp://x"}}}',
  'mcpServers:\n  a:\n   command: x\n  - b',
  'git clone https://a.example/b && cd b && npm test',
  'hello there',
];

test('whatever is pasted', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+n');
  await expectNoEnglish('the empty dialog');
  for (const text of pastes) {
    await dialog(page).getByRole('textbox').first().fill(text);
    await expectNoEnglish(`pasted: ${text}`);
  }
  await screenshot(page, 'chinese-add');
  await dialog(page).getByRole('textbox').first().fill('');
  await page.keyboard.press('Escape');
});

test('every dialog, and what is said after a change', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+1');
  await page.keyboard.press('?');
  await expectNoEnglish('the keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expectNoEnglish('the palette');
  for (const name of ['诊断', '把全部内容导出到一个文件', '管理个人资料']) {
    await dialog(page).getByRole('combobox').fill(name);
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeVisible();
    await expectNoEnglish(name);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
  }
  await page.keyboard.press('Escape');
  await row(page, 'refused').click({ button: 'right' });
  await page.getByRole('menuitem', { name: '移除' }).click();
  await expectNoEnglish('removing');
  await dialog(page).getByRole('button', { name: '移除' }).click();
  await expect(row(page, 'refused')).toBeHidden();
  await expectNoEnglish('removed');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'refused')).toBeVisible();
  await expectNoEnglish('taken back');
  await screenshot(page, 'chinese-undone');
});
