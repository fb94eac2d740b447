import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginAxeRound } from './support/axe.ts';
import { fixtureFile, referenceFile } from './support/machine.ts';
import { makeProfile } from './support/profiles.ts';
import { addFrom, expectState, mcpServers, rowOf, serverList } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginAxeRound();
let launched: LaunchedApp;
let page: Page;
let person: string;
test.beforeAll(async () => {
  person = await createHome();
  launched = await launchApp({ args: ['--patchbay-seed-sample'], env: { HOME: person } });
  page = launched.page;
  await addFrom(
    page,
    mcpServers({
      Alpha: { command: 'node', args: [referenceFile('memory')] },
      Beta: { command: 'node', args: [referenceFile('everything')] },
      Gamma: { command: 'node', args: [fixtureFile('modern', 'era-server.mjs'), 'stdio'] },
    }),
  );
  for (const name of ['alpha', 'beta', 'gamma', 'sample']) await expectState(page, name, 'ready');
});
test.afterAll(async () => {
  await launched.close();
  await rm(person, { recursive: true, force: true });
});

const heading = (count: number) =>
  page.getByRole('heading', { level: 1, name: `${String(count)} servers selected` });
const selected = () =>
  serverList(page)
    .locator('[role=row][aria-selected=true]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-server-name')));
const many = (name: string) => page.locator('.pb-many').getByRole('button', { name });

test('several are picked by mouse: a range with Shift, single ones with Ctrl', async () => {
  await expect(serverList(page)).toHaveAttribute('aria-multiselectable', 'true');
  await rowOf(page, 'alpha').click();
  await rowOf(page, 'gamma').click({ modifiers: ['Shift'] });
  await expect(heading(3)).toBeVisible();
  expect(await selected()).toEqual(['alpha', 'beta', 'gamma']);
  await rowOf(page, 'beta').click({ modifiers: ['Control'] });
  await expect(heading(2)).toBeVisible();
  expect(await selected()).toEqual(['alpha', 'gamma']);
  await rowOf(page, 'sample').click({ modifiers: ['Control'] });
  await expect(heading(3)).toBeVisible();
  await round.look(page, 'many-selected');
  await rowOf(page, 'beta').click();
  await expect(page.getByRole('heading', { level: 1, name: /Beta/ })).toBeVisible();
  expect(await selected()).toEqual(['beta']);
});

test('and by keys, also rows that are apart', async () => {
  await rowOf(page, 'alpha').click();
  await serverList(page).focus();
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  expect(await selected()).toEqual(['alpha']);
  await expect(serverList(page)).toHaveAttribute('aria-activedescendant', 'server:gamma');
  await page.keyboard.press('Control+Space');
  expect(await selected()).toEqual(['alpha', 'gamma']);
  await page.keyboard.press('Shift+ArrowDown');
  expect(await selected()).toEqual(['gamma', 'sample']);
  await page.keyboard.press('Control+a');
  await expect(heading(4)).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await selected()).toHaveLength(1);
});

test('they are turned off and on together, and that is taken back together', async () => {
  await rowOf(page, 'alpha').click();
  await rowOf(page, 'gamma').click({ modifiers: ['Shift'] });
  await many('Turn off').click();
  for (const name of ['alpha', 'beta', 'gamma']) await expectState(page, name, 'disabled');
  await expect(page.getByRole('alert')).toContainText('Turned off: Alpha, Beta, Gamma.');
  await screenshot(page, 'many-turned-off');
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  for (const name of ['alpha', 'beta', 'gamma']) await expectState(page, name, 'ready');
  await expect(heading(3)).toBeVisible();
});

test('a right click on one of them offers what can be done with all', async () => {
  await rowOf(page, 'beta').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: '3 servers selected' });
  await expect(menu.getByRole('menuitem', { name: 'Turn on' })).toBeDisabled();
  await round.look(page, 'many-menu');
  await page.keyboard.press('Escape');
  await rowOf(page, 'sample').click({ button: 'right' });
  await expect(page.getByRole('menu', { name: 'Actions for Sample' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('Delete asks, names each, and one undo brings all of them back', async () => {
  await rowOf(page, 'alpha').click();
  await serverList(page).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Remove 2 servers?' });
  await expect(dialog.getByRole('listitem')).toHaveText(['Alpha', 'Beta']);
  await round.look(page, 'many-remove');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, 'alpha')).toBeHidden();
  await expect(rowOf(page, 'beta')).toBeHidden();
  await page.keyboard.press('Control+z');
  for (const name of ['alpha', 'beta']) await expectState(page, name, 'ready');
  await expect(page.getByRole('alert')).toContainText('Taken back: remove Alpha, Beta.');
});

test('they are given to one profile together', async () => {
  await makeProfile(page, 'Work');
  await rowOf(page, 'beta').click();
  await rowOf(page, 'gamma').click({ modifiers: ['Shift'] });
  await many('Who may use them…').click();
  const dialog = page.getByRole('dialog', { name: 'Who may use these servers' });
  await dialog.getByRole('radio', { name: 'Only Work' }).check();
  await expect(dialog.getByRole('status')).toContainText('They go from this list');
  await round.look(page, 'many-access');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'beta')).toBeHidden();
  await expect(rowOf(page, 'gamma')).toBeHidden();
  await page.keyboard.press('Control+z');
  for (const name of ['beta', 'gamma']) await expectState(page, name, 'ready');
});

test('what waits for a yes is allowed together, each after its command was seen', async () => {
  const program = (sign: string) => ({
    command: 'node',
    args: [referenceFile('memory'), `${sign}-${String(process.pid)}`],
  });
  await mkdir(join(person, '.cursor'));
  const servers = mcpServers({ First: program('first'), Second: program('second') });
  await writeFile(join(person, '.cursor/mcp.json'), servers);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('import');
  await page.keyboard.press('Enter');
  const imports = page.getByRole('dialog', { name: 'Import servers' });
  await imports.getByRole('button', { name: 'Import 2 servers' }).click();
  await imports.getByRole('button', { name: 'Done' }).click();
  await rowOf(page, 'first').click();
  await rowOf(page, 'second').click({ modifiers: ['Shift'] });
  await expect(many('Allow…')).toBeDisabled();
  await many('Turn on').click();
  for (const name of ['first', 'second']) await expectState(page, name, 'needs-setup');
  await many('Allow…').click();
  const dialog = page.getByRole('dialog', { name: 'Allow what these start' });
  await expect(dialog.getByTestId('exact-command').first()).toContainText('first-');
  const allow = dialog.getByRole('button', { name: /^Allow \d/ });
  await expect(allow).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'First' }).check();
  await expect(allow).toHaveText('Allow 1 server');
  await dialog.getByRole('checkbox', { name: 'All of them' }).check();
  await expect(allow).toHaveText('Allow 2 servers');
  await round.look(page, 'many-allow');
  await allow.click();
  for (const name of ['first', 'second']) await expectState(page, name, 'ready');
});

test('nothing in it is hard to reach for anybody', () => {
  round.expectNone(5);
});
