import { rm } from 'node:fs/promises';

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { startConnectProxy } from '../fixtures/servers/http/connect-proxy.ts';
import type { ConnectProxy } from '../fixtures/servers/http/connect-proxy.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { startMcpOrigin } from '../support/mcp-origin.ts';
import type { McpOrigin } from '../support/mcp-origin.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

// A name that only the proxy knows: who does not go by it, does not get there.
const host = 'notes.corp.test';
const url = `http://${host}/mcp`;
// Whatever this computer's own environment says of proxies is not the test's.
const env = { HTTP_PROXY: '', HTTPS_PROXY: '', ALL_PROXY: '', NO_PROXY: '' };
const lowerCase = { http_proxy: '', https_proxy: '', all_proxy: '', no_proxy: '' };

let origin: McpOrigin;
let proxy: ConnectProxy;
let home: string;
let launched: LaunchedApp;

test.beforeAll(async () => {
  origin = await startMcpOrigin();
  proxy = await startConnectProxy({ names: { [host]: Number(new URL(origin.origin).port) } });
});
test.afterAll(async () => {
  await proxy.close();
  await origin[Symbol.asyncDispose]();
});
test.beforeEach(async () => {
  proxy.refuseWith = 0;
  home = await createHome();
  launched = await launchApp({ home, env: { ...env, ...lowerCase } });
});
test.afterEach(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

/** The desktop's way to everything, as its own PAC file says. */
async function setDesktopProxy(answer: string): Promise<void> {
  const script = `function FindProxyForURL(url, host) { return host === ${JSON.stringify(host)} ? ${JSON.stringify(answer)} : "DIRECT"; }`;
  const pacScript = `data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(script).toString('base64')}`;
  await launched.app.evaluate(({ session }, config) => session.defaultSession.setProxy(config), {
    mode: 'pac_script' as const,
    pacScript,
  });
}

/** What a person clicks in the head of a server to have it tried now. */
async function connectNow(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await rowOf(page, 'notes').click();
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(Reconnect|Retry now|Connect)$/ })
    .first()
    .click();
}

async function chooseProxy(page: Page, choice: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Proxy' }).click();
  await page.getByRole('option', { name: choice }).click();
}

test('a server is reached by the proxy of the desktop, and what the proxy refuses is said to be its refusal', async () => {
  const { page } = launched;
  await setDesktopProxy(`PROXY ${proxy.host}`);
  await addFrom(page, mcpServers({ Notes: { url } }));
  await expectState(page, 'notes', 'ready');
  expect(proxy.seen.map(({ line }) => line)).toContain(`POST ${url}`);

  proxy.refuseWith = 407;
  await connectNow(page);
  await expect(rowOf(page, 'notes')).toContainText('refused by the proxy');
  await openTab(page, 'notes', 'Overview');
  await expect(page.getByRole('tabpanel')).toContainText(
    'The proxy of this network wants a sign-in first.',
  );
  await pictures(page, 'proxy-refused');
  proxy.refuseWith = 0;
  await connectNow(page);
  await expectState(page, 'notes', 'ready');
});

test('a proxy that lets no tunnel through is named', async () => {
  const { page } = launched;
  await setDesktopProxy(`PROXY ${proxy.host}`);
  proxy.refuseWith = 403;
  await addFrom(page, mcpServers({ Notes: { url: url.replace('http:', 'https:') } }));
  await expect(rowOf(page, 'notes')).toContainText('blocked by the proxy');
  await openTab(page, 'notes', 'Overview');
  await expect(page.getByRole('tabpanel')).toContainText(
    `The proxy ${proxy.host} does not let this address through.`,
  );
  expect(proxy.seen.map(({ line }) => line)).toContain(`CONNECT ${host}:443`);
  await pictures(page, 'proxy-blocked');
});

/** Looks at the window in both colours. */
async function pictures(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the choice in Settings goes before the desktop, and what is half typed there stays', async () => {
  const { page } = launched;
  await addFrom(page, mcpServers({ Notes: { url } }));
  await expect(rowOf(page, 'notes')).toHaveAttribute('data-state', /failed|waiting|cooling/);

  await chooseProxy(page, 'This proxy');
  const address = page.getByRole('textbox', { name: 'Address of the proxy' });
  await address.fill('http://half typed');
  await page.keyboard.press('Control+1');
  await expect(address).toBeHidden();
  await page.keyboard.press('Control+,');
  await expect(address).toHaveValue('http://half typed');
  await expect(page.getByText('An address such as http://proxy.example:8080')).toBeVisible();
  await address.scrollIntoViewIfNeeded();
  await pictures(page, 'network-half-typed');

  await address.fill(proxy.url);
  await address.press('Enter');
  await connectNow(page);
  await expectState(page, 'notes', 'ready');
  await launched.close();
  launched = await launchApp({ home, env: { ...env, ...lowerCase } });
  await expectState(launched.page, 'notes', 'ready');
  await chooseProxy(launched.page, 'No proxy');
  await connectNow(launched.page);
  await expect(rowOf(launched.page, 'notes')).toHaveAttribute(
    'data-state',
    /failed|waiting|cooling/,
  );
});
