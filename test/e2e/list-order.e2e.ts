import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginAxeRound } from './support/axe.ts';
import { fixtureFile, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, rowOf, serverList } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginAxeRound();
const names = ['alpha', 'beta', 'gamma', 'sample'] as const;
let home: string;
let launched: LaunchedApp;
let page: Page;

async function open(): Promise<void> {
  launched = await launchApp({ home, args: ['--patchbay-seed-sample'] });
  page = launched.page;
}
test.beforeAll(async () => {
  home = await createHome();
  await open();
  await addFrom(
    page,
    mcpServers({
      Alpha: { command: 'node', args: [referenceFile('memory')] },
      Beta: { command: 'node', args: [referenceFile('everything')] },
      Gamma: { command: 'node', args: [fixtureFile('modern', 'era-server.mjs'), 'stdio'] },
    }),
  );
  for (const name of names) await expectState(page, name, 'ready');
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

/** Headings without their counts, and names, from top to bottom as they are seen. */
const lines = () =>
  serverList(page)
    .locator('.pb-group, .pb-row')
    .evaluateAll((all) =>
      all
        .map((line) => ({
          top: line.getBoundingClientRect().top,
          text: line.getAttribute('data-server-name') ?? line.textContent.split(' ·')[0],
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
const said = () => page.locator('.pb-list-pane > [role=status]');

test('a favorite by its menu and by its key stands first, with a star', async () => {
  await rowOf(page, 'gamma').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to favorites' }).click();
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'alpha', 'beta', 'sample']);
  await expect(rowOf(page, 'gamma').getByRole('img', { name: 'Favorite' })).toBeVisible();
  const bottoms = await rowOf(page, 'gamma')
    .locator('.pb-strong > *')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().bottom)));
  // Beside the name, not under it.
  expect(Math.abs((bottoms[0] ?? 0) - (bottoms[1] ?? 99))).toBeLessThan(6);
  await rowOf(page, 'beta').click();
  await page.keyboard.press('Control+d');
  await expect.poll(lines).toEqual(['Favorites', 'beta', 'gamma', 'Ready', 'alpha', 'sample']);
  await round.look(page, 'favorites');
});

test('the palette takes it out again', async () => {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('favorites');
  await page.getByRole('option', { name: 'Remove from favorites: Beta' }).click();
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'alpha', 'beta', 'sample']);
});

test('keys move a server, and say where it is', async () => {
  await rowOf(page, 'sample').click();
  await serverList(page).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'sample', 'alpha', 'beta']);
  await expect(said()).toHaveText('Sample: place 1 of 3');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'alpha', 'sample', 'beta']);
  await expect(said()).toHaveText('Sample: place 2 of 3');
});

test('a row is dragged to its place, and to no other heading', async () => {
  await rowOf(page, 'beta').dragTo(rowOf(page, 'alpha'), { targetPosition: { x: 80, y: 6 } });
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'beta', 'alpha', 'sample']);
  await expect(said()).toHaveText('Beta: place 1 of 3');
  await rowOf(page, 'sample').dragTo(rowOf(page, 'gamma'), { targetPosition: { x: 80, y: 6 } });
  await expect(page.locator('[data-drop]')).toHaveCount(0);
  await expect(page.locator('html')).not.toHaveAttribute('data-drop-target');
  expect(await lines()).toEqual(['Favorites', 'gamma', 'Ready', 'beta', 'alpha', 'sample']);
});

test('both are there after a restart; by name again on request', async () => {
  await launched.close();
  await open();
  for (const name of names) await expectState(page, name, 'ready');
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'beta', 'alpha', 'sample']);
  await page.emulateMedia({ colorScheme: 'light' });
  await screenshot(page, 'list-order-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'list-order-dark');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemradio', { name: 'By name' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(lines).toEqual(['Favorites', 'gamma', 'Ready', 'alpha', 'beta', 'sample']);
});

test('nothing in it is hard to reach for anybody', () => {
  round.expectNone(1);
});
