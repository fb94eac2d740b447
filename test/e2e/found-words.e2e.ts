import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginAxeRound } from './support/axe.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginAxeRound();
let launched: LaunchedApp;
let page: Page;
test.beforeAll(async () => {
  launched = await launchApp({ args: ['--patchbay-seed-sample'] });
  page = launched.page;
  const memory = (last: string) => ({ command: 'node', args: [referenceFile('memory'), last] });
  await addFrom(page, mcpServers({ Notes: memory('/srv/work') }));
  await expectState(page, 'notes', 'ready');
  await addFrom(page, mcpServers({ Notes: memory('/srv/home') }));
  await expectState(page, 'notes-2', 'ready');
});
test.afterAll(() => launched.close());

/** The words that are marked as found, as they stand in the page. */
const marked = () =>
  page.evaluate(() => [...(CSS.highlights.get('pb-match') ?? [])].map(String).sort());

test('two servers of one title say beside it what they differ in', async () => {
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('');
  const titles = await page
    .getByRole('grid', { name: 'Servers' })
    .locator('.pb-row .pb-strong')
    .allTextContents();
  const notes = titles.filter((one) => one.startsWith('Notes'));
  // Adding one of a title that is there may already have given it another.
  if (new Set(notes.map((one) => one.split(' ')[0])).size === 1) {
    await openTab(page, 'notes-2', 'Settings');
    await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Notes');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  }
  await expect(rowOf(page, 'notes').locator('.pb-beside')).toHaveText(/work/);
  await expect(rowOf(page, 'notes-2').locator('.pb-beside')).toHaveText(/home/);
  await expect(rowOf(page, 'sample').locator('.pb-beside')).toHaveCount(0);
  await round.look(page, 'namesakes');
});

test('what a search matched is marked, in servers, tools and the palette', async () => {
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('AMP');
  await expect.poll(marked).toEqual(['amp']);
  await round.look(page, 'search-marked');
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('');
  await expect.poll(marked).toEqual([]);

  await openTab(page, 'sample', 'Tools');
  await page.getByRole('searchbox', { name: /Filter/ }).fill('ech');
  await expect.poll(marked).toContain('ech');
  await page.getByRole('searchbox', { name: /Filter/ }).fill('');
  await page.keyboard.press('Control+2');
  await page.locator('[data-page-search]').fill('pictu');
  await expect.poll(marked).toContain('pictu');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('setti');
  await expect.poll(marked).toContain('Setti');
  await page.keyboard.press('Escape');
});

test('nothing in it is hard to reach for anybody', () => {
  round.expectNone(2);
});
