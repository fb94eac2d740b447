import { expect, test } from '@playwright/test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { expectState, mcpServers, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let person: string;
let launched: LaunchedApp | undefined;
const start = async () => (launched = await launchApp({ home, env: { HOME: person } }));

test.beforeAll(async () => {
  home = await createHome();
  person = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  await mkdir(join(person, '.cursor'));
  const servers = {
    Every: { command: 'node', args: [referenceFile('everything')] },
    Memory: { command: 'node', args: [referenceFile('memory')] },
    Other: { command: 'node', args: ['never-started.mjs'] },
  };
  await writeFile(join(person, '.cursor', 'mcp.json'), mcpServers(servers));
});
test.afterAll(async () => {
  await launched?.close();
  await rm(home, { recursive: true, force: true });
  await rm(person, { recursive: true, force: true });
});

test('the first window says what other apps have, also beside the sample', async () => {
  const { page } = await start();
  await expect(page.getByText('Found 3 servers in 1 app.')).toBeVisible();
  await screenshot(page, 'empty-found');
  await page.getByRole('button', { name: 'Try the sample server' }).click();
  await expectState(page, 'sample', 'ready');
  await expect(page.locator('.pb-list-pane').getByText('Found 3 servers in 1 app.')).toBeVisible();
  await launched?.close();
});

test('a window with nothing but the sample begins with its first tool ready to run', async () => {
  const { page } = await start();
  await expect(page.getByRole('heading', { level: 2, name: 'echo', exact: true })).toBeVisible();
  await expect(page.locator('.pb-arguments :focus')).toBeVisible();
  await screenshot(page, 'sample-ready-to-run');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.pb-tool-result')).toContainText('Hello');
});

test('imported servers are allowed and turned on together, each shown exactly', async () => {
  const { page } = launched as LaunchedApp;
  await page.getByRole('button', { name: 'Look at them' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  // One button leads on, at every step.
  const primary = dialog.locator(
    '.mantine-Button-root:is(:not([data-variant]), [data-variant="filled"])',
  );
  await expect(primary).toHaveText(['Import 3 servers']);
  await primary.click();
  const offers = dialog.getByRole('list', { name: 'Turn on what was imported' });
  await expect(offers.getByTestId('exact-command')).toHaveCount(3);
  const go = dialog.getByRole('button', { name: /^Allow and turn on/ });
  await expect(go).toBeDisabled();
  await expect(primary).toHaveText([/^Allow and turn on/]);
  await offers.getByRole('checkbox', { name: 'Every' }).check();
  await offers.getByRole('checkbox', { name: 'Memory' }).check();
  await screenshot(page, 'turn-on-together');
  await dialog.getByRole('button', { name: 'Allow and turn on 2 servers' }).click();
  await expect(dialog.getByText('2 servers were turned on')).toBeVisible();
  await expect(primary).toHaveText(['Done']);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expectState(page, 'every', 'ready');
  await expectState(page, 'memory', 'ready');
  await expectState(page, 'other', 'disabled');
  await expect(page.getByText('Found 3 servers in 1 app.')).toBeHidden();
});

test('the server that was chosen last is chosen again at the next start', async () => {
  await rowOf((launched as LaunchedApp).page, 'memory').click();
  await launched?.close();
  const { page } = await start();
  await expect(page.getByRole('heading', { level: 1, name: /^Memory/ })).toBeVisible();
});
