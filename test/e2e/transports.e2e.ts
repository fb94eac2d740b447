import { expect, test } from '@playwright/test';

import { startWebSocketServer } from '../fixtures/servers/http/websocket-server.ts';
import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { startEraServerOverHttp, startEverything } from '../support/real-servers.ts';
import { fixtureFile, quirkFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
const ends: (() => Promise<void>)[] = [];
test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(async () => {
  await launched.close();
  for (const end of ends) await end();
});

async function factOf(name: string): Promise<string> {
  const facts = launched.page.locator('.pb-facts');
  await expect(facts).toContainText('Protocol');
  return (await facts.locator('div').filter({ hasText: name }).locator('dd').innerText()).trim();
}

test('a server over streamable HTTP', async () => {
  const { page } = launched;
  const server = await startEverything('streamableHttp');
  ends.push(server.kill);
  await addFrom(page, server.url);
  const row = page.locator('[data-server-name]').first();
  await expect(row).toHaveAttribute('data-state', 'ready');
  await row.click();
  expect(await factOf('Reached by')).toBe('Streamable HTTP');
  expect(await factOf('Protocol')).toContain('older');
  expect(await factOf('Server')).toContain('everything');
  await screenshot(page, 'overview-http');
});

test('servers over SSE and WebSocket', async () => {
  const { page } = launched;
  const sse = await startEverything('sse');
  const socket = await startWebSocketServer();
  ends.push(sse.kill, socket.close);
  await addFrom(
    page,
    mcpServers({ Stream: { type: 'sse', url: sse.url }, Socket: { url: socket.url } }),
  );
  await expectState(page, 'stream', 'ready');
  await openTab(page, 'stream', 'Overview');
  expect(await factOf('Reached by')).toBe('HTTP with SSE (older)');
  await expectState(page, 'socket', 'ready');
  await rowOf(page, 'socket').click();
  expect(await factOf('Reached by')).toBe('WebSocket');
  await openTab(page, 'socket', 'Tools');
  await openTool(page, 'echo');
  await page.getByRole('textbox', { name: 'text' }).fill('over a socket');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.pb-tool-result')).toContainText('over a socket');
});

test('modern servers, over HTTP and as a program', async () => {
  const { page } = launched;
  const modern = await startEraServerOverHttp({ ERA: 'modern' });
  ends.push(modern.kill);
  await addFrom(
    page,
    mcpServers({
      'Modern web': { url: modern.url },
      'Modern program': {
        command: 'node',
        args: [fixtureFile('modern', 'era-server.mjs'), 'stdio'],
        env: { ERA: 'modern' },
      },
    }),
  );
  for (const name of ['modern-web', 'modern-program']) {
    await expectState(page, name, 'ready');
    await openTab(page, name, 'Overview');
    expect(await factOf('Protocol')).toMatch(/^2026-07-28 \(modern\)/);
  }
});

test('a list that changes is seen without being asked for', async () => {
  const { page } = launched;
  await openTab(page, 'modern-program', 'Tools');
  const row = rowOf(page, 'modern-program');
  const before = Number(/(\d+) tools/.exec((await row.textContent()) ?? '')?.[1]);
  await openTool(page, 'grow');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(row).toContainText(`${String(before + 1)} tools`);
  await openTool(page, 'extra_1');
});

test('the tools of all servers are found from one place', async () => {
  const { page } = launched;
  await page.getByRole('navigation').getByRole('button', { name: 'Tools' }).click();
  await page.getByRole('textbox', { name: 'Search everything every server offers' }).fill('echo');
  const found = page.getByRole('main').getByRole('listitem').getByRole('button', { name: /^echo/ });
  await expect(found).toHaveCount(5);
  await screenshot(page, 'all-tools');
  await found.first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'echo' })).toBeVisible();
});

test('an address that speaks HTTP with SSE is reached by it, and one button keeps that', async () => {
  const { page } = launched;
  const sse = await startEverything('sse');
  ends.push(sse.kill);
  await addFrom(page, mcpServers({ Elder: { type: 'http', url: sse.url } }));
  await expectState(page, 'elder', 'ready');
  await openTab(page, 'elder', 'Overview');
  const told = page.getByRole('status').filter({ hasText: 'the older HTTP with SSE' });
  await expect(told).toBeVisible();
  await screenshot(page, 'speaks-sse');
  await told.getByRole('button', { name: 'Keep HTTP with SSE' }).click();
  await expect(told).toBeHidden();
  await expectState(page, 'elder', 'ready');
  expect(await factOf('Reached by')).toBe('HTTP with SSE (older)');
});

test('a program that prints text is told so while it is waited for, and its address used', async () => {
  const { page } = launched;
  const server = await startEverything('streamableHttp');
  ends.push(server.kill);
  const { origin } = new URL(server.url);
  const args = [quirkFile('says-why'), 'hangs', 'stdout', `Listening on ${origin}`];
  await addFrom(page, mcpServers({ Talker: { command: 'node', args } }));
  await rowOf(page, 'talker').click();
  await openTab(page, 'talker', 'Overview');
  const told = page.getByRole('status').filter({ hasText: 'prints ordinary text' });
  await expect(told).toContainText(`Listening on ${origin}`);
  await screenshot(page, 'prints-text');
  await told.getByRole('button', { name: `Use ${origin}/mcp` }).click();
  await expectState(page, 'talker', 'ready');
  expect(await factOf('Reached by')).toBe('Streamable HTTP');
});
