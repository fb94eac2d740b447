import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';

import {
  startHangingServer,
  startStatusServer,
} from '../fixtures/servers/http/misbehaving-servers.ts';
import type { LoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginRound } from './states/begin-round.ts';
import { axeFindings } from './support/axe.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginRound('pages');
let home: string;
let launched: LaunchedApp;
let page: Page;
const listening: LoopbackServer[] = [];

test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home, env: { HOME: home } });
  page = launched.page;
  await round.begin?.(launched);
});
test.afterAll(async () => {
  await launched.close();
  for (const server of listening) await server.close();
  await rm(home, { recursive: true, force: true });
});

const goTo = (name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

async function showTab(server: string, tab: string): Promise<void> {
  await openTab(page, server, tab);
  await expect(page.getByRole('tabpanel')).toBeVisible();
}

test('a fault is found where there is one', async () => {
  await page.evaluate(() => {
    const nameless = document.createElement('button');
    nameless.id = 'nameless';
    document.querySelector('main')?.append(nameless);
  });
  const findings = await axeFindings(page);
  expect(findings.map((finding) => finding.split(':')[0])).toContain('button-name');
  await page.evaluate(() => document.getElementById('nameless')?.remove());
});

test('every page, with nothing there yet', async () => {
  await round.look(page, 'empty-servers');
  for (const name of ['Tools', 'Activity', 'Connected apps', 'Settings']) {
    await goTo(name);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await round.look(page, `empty-${name.toLowerCase().replace(' ', '-')}`);
  }
  await goTo('Servers');
});

test('servers in every state', async () => {
  listening.push(
    await startStatusServer(401, { 'www-authenticate': 'Bearer' }),
    await startStatusServer(503, { 'retry-after': '300' }),
    await startHangingServer(),
  );
  const [locked, busy, silent] = listening.map(({ url }) => url);
  await page.getByRole('button', { name: 'Try the sample server' }).click();
  await expectState(page, 'sample', 'ready');
  await addFrom(
    page,
    mcpServers({
      Everything: { command: 'node', args: [referenceFile('everything')] },
      Absent: { command: 'no-such-program-anywhere' },
      Quitter: { command: 'node', args: ['-e', 'console.error("KEY is not set");process.exit(3)'] },
      Keyed: { command: 'node', args: [referenceFile('memory')], env: { TOKEN: '${input:token}' } },
      Tickets: { url: locked },
      Weather: { url: busy },
      Archive: { url: silent },
      'שלום 🌍 – a name that is rather long, longer than any list has room for': {
        command: 'no-such-program-anywhere',
      },
    }),
  );
  await expectState(page, 'everything', 'ready');
  await expectState(page, 'absent', 'failed');
  await expectState(page, 'tickets', 'needs-sign-in');
  await expectState(page, 'weather', 'waiting');
  for (const server of ['absent', 'quitter', 'keyed', 'tickets', 'weather', 'archive', 'sample']) {
    await showTab(server, 'Overview');
    await round.look(page, `overview-${server}`);
  }
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Turn off' }).click();
  await expectState(page, 'sample', 'disabled');
  await round.look(page, 'overview-off');
  await page.locator('header').getByRole('button', { name: 'Turn on' }).click();
  await expectState(page, 'sample', 'ready');
});

test('what a server offers, and what it answered', async () => {
  await showTab('everything', 'Tools');
  await openTool(page, 'echo');
  await round.look(page, 'tool-form');
  await page.getByRole('textbox', { name: /message/ }).fill('hello');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('hello');
  await round.look(page, 'tool-text');
  await page.getByPlaceholder(/^Filter/).fill('nothing like that');
  await round.look(page, 'tools-none');
  await showTab('sample', 'Tools');
  for (const [tool, view] of [
    ['table', 'Table'],
    ['table', 'JSON'],
    ['picture', 'Image'],
  ] as const) {
    await openTool(page, tool);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText(view, { exact: true }).click();
    await round.look(page, `tool-${tool}-${view.toLowerCase()}`);
  }
  await showTab('everything', 'Resources');
  await page.getByRole('listbox', { name: 'Resources' }).getByRole('option').first().click();
  await round.look(page, 'resource');
  await showTab('everything', 'Prompts');
  await page.getByRole('listbox', { name: 'Prompts' }).getByRole('option').first().click();
  await round.look(page, 'prompt');
});

test('logs, access and settings of a server', async () => {
  await showTab('everything', 'Logs');
  await expect(page.getByRole('log').getByRole('time').first()).toBeVisible();
  await round.look(page, 'logs');
  await showTab('everything', 'Access');
  await round.look(page, 'access');
  await showTab('everything', 'Settings');
  await round.look(page, 'server-settings');
  const command = page.getByRole('textbox', { name: 'Command' });
  await command.fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(command).toHaveAttribute('aria-invalid', 'true');
  await round.look(page, 'server-settings-problem');
  await command.fill('node');
});

test('every page, with something there', async () => {
  await goTo('Tools');
  await expect(
    page.getByRole('main').getByRole('option').or(page.getByRole('listitem')).first(),
  ).toBeVisible();
  await round.look(page, 'page-tools');
  await page.getByRole('textbox', { name: /^Search everything/ }).fill('nothing like that');
  await expect(page.getByText(/^Nothing matches/)).toBeVisible();
  await round.look(page, 'page-tools-none');
  await goTo('Activity');
  await round.look(page, 'page-activity-calls');
  await page.getByText('What servers say', { exact: true }).click();
  await round.look(page, 'page-activity-notes');
  await goTo('Settings');
  await round.look(page, 'page-settings');
  await page.getByRole('button', { name: 'See what is stored' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /secrets/ })).toBeVisible();
  await round.look(page, 'page-secrets');
});

test('the list: nothing matches, nothing chosen, and the narrow sidebar', async () => {
  await page.keyboard.press('Control+1');
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('nothing like that');
  await round.look(page, 'list-none');
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('');
  await page.getByRole('button', { name: 'Collapse the sidebar' }).click();
  await round.look(page, 'sidebar-narrow');
  await page.getByRole('button', { name: 'Expand the sidebar' }).click();
  await expect(rowOf(page, 'sample')).toBeVisible();
});

test('nothing was found in any of them', () => {
  round.expectNone(33);
});
