import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { filesWith, fixtureFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
const title = '<img src=x onerror="window.hacked=1"> \u202Eevil';
test.beforeAll(async () => {
  launched = await launchApp();
  await addFrom(
    launched.page,
    mcpServers({ [title]: { command: 'node', args: [fixtureFile('stdio', 'hostile.mjs')] } }),
  );
});
test.afterAll(() => launched.close());

/** Nothing a server wrote has run, and none of it became an element. */
async function expectOnlyText(): Promise<void> {
  const found = await launched.page.evaluate(() => ({
    hacked: (window as { hacked?: unknown }).hacked,
    elements: document.querySelectorAll(
      'iframe, object, embed, [onerror], [onload], [onmouseover], a[href^="javascript"], img[src="x"], img[src*="svg"]',
    ).length,
  }));
  expect(found).toEqual({ hacked: undefined, elements: 0 });
}

async function serverName(): Promise<string> {
  const row = launched.page.locator('[data-server-name]').first();
  return (await row.getAttribute('data-server-name')) ?? '';
}

test('names, instructions and icons are only text', async () => {
  const { page } = launched;
  const name = await serverName();
  await expectState(page, name, 'ready');
  await openTab(page, name, 'Overview');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x onerror=');
  await expect(page.locator('.pb-instructions')).toContainText('<script>window.hacked=1</script>');
  await expectOnlyText();
  await screenshot(page, 'hostile-overview');
});

test('tools and what they answer are only text', async () => {
  const { page } = launched;
  await openTab(page, await serverName(), 'Tools');
  const result = page.locator('.pb-tool-result');
  await openTool(page, 'markup');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(result).toContainText('<script>window.hacked=1</script>');
  // What would reorder the text stands there as an escape.
  await expect(page.locator('.pb-offer-description')).toContainText('\\u{202E}gnp.exe\\u{202C}');
  await screenshot(page, 'hostile-tool');
  await expectOnlyText();
  await openTool(page, 'svg');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(result).toContainText('not PNG, JPEG, GIF or WebP');
  await openTool(page, 'links');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(result).toContainText('file:///etc/passwd');
  await expect(result.getByRole('link')).toHaveCount(0);
  await openTool(page, 'fails');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('alert')).toContainText('The tool reports an error');
  await expectOnlyText();
});

test('a very long answer keeps the window quick', async () => {
  const { page } = launched;
  await openTool(page, 'long');
  await page.getByRole('button', { name: 'Run' }).click();
  const more = page.getByRole('button', { name: /^Show all/ });
  await expect(more).toBeVisible();
  const shown = await page.locator('.pb-tool-result').innerText();
  expect(shown.length).toBeLessThan(100_000);
  await more.click();
  await expect
    .poll(async () => (await page.locator('.pb-tool-result').textContent())?.length ?? 0)
    .toBeGreaterThan(290_000);
  await rowOf(page, await serverName()).click();
});

test('resources and prompts are only text', async () => {
  const { page } = launched;
  await openTab(page, await serverName(), 'Resources');
  await page.getByRole('listbox', { name: 'Resources' }).getByText('page', { exact: true }).click();
  await page.getByRole('button', { name: /^Read/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('<script>window.hacked=1</script>');
  await openTab(page, await serverName(), 'Prompts');
  await page.getByRole('listbox', { name: 'Prompts' }).getByText('ask', { exact: true }).click();
  await expectOnlyText();
});

test('the page has no way out', async () => {
  const { page, app } = launched;
  const url = page.url();
  const tried = await page.evaluate(async () => {
    const opened = window.open('https://example.com/');
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
    const fetched = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    const permission = await Notification.requestPermission();
    location.href = 'https://example.com/';
    view.remove();
    return {
      opened: opened === null,
      fetched,
      permission,
      node: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in window),
      eval: (() => {
        try {
          return window.setTimeout.constructor('return 1')() as unknown;
        } catch {
          return 'refused';
        }
      })(),
    };
  });
  expect(tried).toEqual({
    opened: true,
    fetched: 'refused',
    permission: 'denied',
    node: [],
    eval: 'refused',
  });
  expect(page.url()).toBe(url);
  const windows = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(windows).toBe(1);
  forgive(/Content Security Policy|ERR_BLOCKED|Failed to fetch/);
});

test('a frame inside the page gets no connection to main', async () => {
  const { page } = launched;
  const answer = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise<string>((resolve) => {
      port1.onmessage = () => resolve('answered');
      port1.addEventListener('close', () => resolve('closed'));
      setTimeout(() => resolve('silence'), 500);
    });
    frame.contentWindow?.postMessage('patchbay:connect', '*', [port2]);
    port1.postMessage({ i: '1', p: { u: '/settings/get', b: {} } });
    const outcome = await heard;
    frame.remove();
    return outcome;
  });
  expect(answer).not.toBe('answered');
  forgive(/Content Security Policy/);
});

test('main answers no port of a foreign page', async () => {
  const { app } = launched;
  const told = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const preload = `${electron.getAppPath()}/out/preload/index.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<p>foreign</p>');
    const outcome: unknown = await foreign.webContents.executeJavaScript(
      `new Promise((resolve) => {
         const { port1, port2 } = new MessageChannel();
         port1.onmessage = () => resolve('answered');
         port1.onclose = () => resolve('closed');
         postMessage('patchbay:connect', '*', [port2]);
       })`,
    );
    foreign.destroy();
    return outcome;
  });
  expect(told).toBe('closed');
  await expect
    .poll(() => filesWith(launched.home, 'refused a message port'))
    .toEqual([expect.stringContaining('logs')]);
});

/** What a test provoked on purpose is no complaint about the app. */
function forgive(provoked: RegExp): void {
  const complaints = launched.complaints as string[];
  const rest = complaints.filter((text) => !provoked.test(text));
  complaints.splice(0, complaints.length, ...rest);
}
