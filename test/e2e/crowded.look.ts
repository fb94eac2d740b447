import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginRound } from './states/begin-round.ts';
import { faultsInView } from './states/faults-in-view.ts';
import { fixtureFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginRound('crowded');
let launched: LaunchedApp;
let page: Page;

const long = `A server ${'whose name goes on and on '.repeat(3)}`.trim();
const crowded = { command: 'node', args: [fixtureFile('stdio', 'crowded.mjs')] };
const absent = { command: 'no-such-program-anywhere' };

test.beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  await round.begin?.(launched);
});
test.afterAll(() => launched.close());

test('a text that is cut or runs on, a button outside the window, and two that stand out, are found', async () => {
  await page.evaluate(() => {
    const cut = '<p style="width:40px;overflow:hidden;white-space:nowrap">cut without a sign</p>';
    const lost = '<button style="position:fixed;left:-30px;top:40px">lost outside</button>';
    const runs = '<div style="display:flex"><i style="width:9px">running</i><b>into</b></div>';
    const two =
      '<li><b class="mantine-Button-root">one</b><b class="mantine-Button-root">two</b></li>';
    document.body.insertAdjacentHTML('beforeend', `<div id="x">${cut}${lost}${runs}${two}</div>`);
  });
  const found = await faultsInView(page);
  expect(found.filter((fault) => fault.includes('cut without'))).toHaveLength(1);
  expect(found.filter((fault) => fault.startsWith('outside the window'))).toHaveLength(1);
  expect(found.filter((fault) => fault.startsWith('a text runs'))).toHaveLength(1);
  expect(found.filter((fault) => fault.startsWith('stands out'))).toHaveLength(2);
  await page.evaluate(() => document.getElementById('x')?.remove());
});

test('long, emoji and right-to-left names', async () => {
  const servers = { Crowded: crowded, [long]: absent, 'שרת עם שם מימין לשמאל': absent };
  await addFrom(page, mcpServers({ ...servers, '🌍🚀👩‍👩‍👧‍👦 Signs': absent }));
  await expectState(page, 'crowded', 'ready');
  // Its middle lies outside the row.
  await page
    .getByText(long)
    .first()
    .click({ position: { x: 6, y: 6 } });
  await round.look(page, 'long-name');
  await page.getByText('שרת').first().click();
  await round.look(page, 'right-to-left-name');
});

test('300 tools, 40 parameters, a result of 5 MB, a failure', async () => {
  await openTab(page, 'crowded', 'Tools');
  await expect(page.getByRole('listbox', { name: 'Tools' })).toBeVisible();
  await round.look(page, 'tools');
  for (const tool of ['forty', 'rtl', 'emoji']) {
    await openTool(page, tool);
    await round.look(page, `tool-${tool}`);
  }
  for (const [tool, state] of [
    ['large', 'large-result'],
    ['failing', 'failing-tool'],
  ] as const) {
    await openTool(page, tool);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.locator('.pb-tool-result')).toContainText(/All work|disk of the other/);
    await round.look(page, state);
  }
  await page.keyboard.press('Control+2');
  await round.look(page, 'page-tools');
  await page.keyboard.press('Control+1');
});

test('1,000 servers', async () => {
  for (let paste = 0; paste < 5; paste += 1) {
    const names = Array.from({ length: 200 }, (_, at) => `Crowd ${String(paste * 200 + at)}`);
    const off = { ...absent, disabled: true };
    await addFrom(page, mcpServers(Object.fromEntries(names.map((name) => [name, off]))));
  }
  await round.look(page, 'thousand-servers');
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('crowd 99');
  await round.look(page, 'thousand-searched');
});

test('everything fits', () => {
  round.expectNone(9);
});
