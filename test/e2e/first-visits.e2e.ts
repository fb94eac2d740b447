import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab } from './support/window.ts';

/** What is opened by a key or by a tab, and what is there once it is. */
interface Place {
  readonly what: string;
  readonly key?: string;
  readonly tab?: string;
  readonly shows: string;
  readonly isDialog?: boolean;
}

const places: readonly Place[] = [
  { what: 'page Tools', key: '2', shows: '.pb-found, [data-page-search]' },
  { what: 'page Activity', key: '3', shows: '[aria-label="What to look at"]' },
  { what: 'page Settings', key: '4', shows: '.pb-page h1' },
  { what: 'tab Tools', tab: 'Tools', shows: '.pb-item-list' },
  { what: 'tab Resources', tab: 'Resources', shows: '.pb-item-list' },
  { what: 'tab Prompts', tab: 'Prompts', shows: '.pb-item-list' },
  { what: 'tab Logs', tab: 'Logs', shows: '.pb-log-lines' },
  { what: 'tab Access', tab: 'Access', shows: '.pb-tab-panel *' },
  { what: 'tab Settings', tab: 'Settings', shows: '.pb-tab-panel form' },
  { what: 'palette', key: 'k', shows: '[role=dialog] input', isDialog: true },
  { what: 'add dialog', key: 'n', shows: '[role=dialog] textarea', isDialog: true },
];

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const servers = { Every: { command: 'node', args: [referenceFile('everything')] } };
  await addFrom(launched.page, mcpServers(servers));
  await expectState(launched.page, 'every', 'ready');
});
test.afterAll(() => launched.close());

test('each page, tab and dialog comes with its first visit, and again with the second', async () => {
  const { page } = launched;
  await openTab(page, 'every', 'Overview');
  // A page that came anew has drawn nothing yet but what it begins with.
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Overview', selected: true })).toBeVisible();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_500)));
  const first = await visitAll(page);
  const second = await visitAll(page);
  const visits = places.map(({ what }, at) => ({
    what,
    firstMs: first[at],
    secondMs: second[at],
  }));
  await mkdir('test-results', { recursive: true });
  await writeFile(join('test-results', 'first-visits.json'), JSON.stringify(visits, null, 2));
  expect(
    visits.every(({ firstMs, secondMs }) => firstMs !== undefined && secondMs !== undefined),
  ).toBe(true);
});

async function visitAll(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (const place of places) {
    if (place.tab !== undefined) {
      await page.keyboard.press('Control+1');
      await page.getByRole('tab', { name: /^Overview/ }).click();
    }
    times.push(await page.evaluate(timeOf, place));
    if (place.isDialog === true) {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  }
  return times;
}

/** Runs in the page: does it, and says how long until the frame that shows it has ended, ms. */
function timeOf({ key, tab, shows }: Place): Promise<number> {
  const target = document.activeElement ?? document.body;
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  const begin = performance.now();
  if (key !== undefined) {
    const options = { key, ctrlKey: true, bubbles: true, cancelable: true };
    target.dispatchEvent(new KeyboardEvent('keydown', options));
  } else tabs.find(({ textContent }) => textContent.startsWith(tab ?? ''))?.click();
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(shows) === null) return void requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin), 0));
    };
    look();
  });
}
