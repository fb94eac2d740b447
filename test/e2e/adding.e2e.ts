import { expect, test } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, filesWith, referenceFile } from './support/machine.ts';
import {
  addButton,
  addDialog,
  everythingIn,
  expectState,
  mcpServers,
  openTab,
  paste,
  rowOf,
  serverList,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let folder: string;
test.beforeAll(async () => {
  launched = await launchApp();
  folder = await mkdtemp(join(tmpdir(), 'patchbay-notes-'));
  await writeFile(join(folder, 'note.txt'), 'remember the milk');
});
test.afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

test('a pasted command starts only after the click, and then step by step', async () => {
  const { page } = launched;
  const sign = `sign-${String(process.hrtime.bigint())}`;
  const dialog = await paste(page, `node ${referenceFile('everything')} stdio ${sign}`);
  const consent = dialog.getByRole('region', { name: 'This runs a program with your rights' });
  await expect(consent.locator('.pb-arg')).toHaveText([
    'node',
    referenceFile('everything'),
    'stdio',
    sign,
  ]);
  await screenshot(page, 'add-command');
  expect(await commandsWith(sign)).toEqual([]);

  await addButton(dialog).click();
  const steps = dialog.getByRole('listitem');
  await expect(steps.nth(0)).toContainText('Started');
  await expect(steps.nth(1)).toContainText(/Shook hands: .*everything/);
  await expect(steps.nth(2)).toContainText(/Offers \d+ tools/);
  await screenshot(page, 'add-steps');
  expect(await commandsWith(sign)).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(addDialog(page)).toBeHidden();
  await expect(serverList(page).getByRole('row')).toContainText([/Ready · \d+ tools/]);
});

test('a package that is fetched each time is shown exactly and warned about', async () => {
  const { page } = launched;
  const dialog = await paste(page, 'npx -y @modelcontextprotocol/server-filesystem ~/Documents');
  const consent = dialog.getByRole('region', { name: 'This runs a program with your rights' });
  await expect(consent.locator('.pb-arg')).toContainText([
    'npx',
    '-y',
    '@modelcontextprotocol/server-filesystem',
    'Documents',
  ]);
  await expect(consent).toContainText('The newest version is fetched each time');
  await screenshot(page, 'add-unpinned');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(await commandsWith('server-filesystem')).toEqual([]);
  await expect(serverList(page).getByRole('row')).toHaveCount(1);
});

test('JSON with two servers adds both, and a secret is seen nowhere again', async () => {
  const { page, home } = launched;
  const canary = `sk-canary-${String(process.hrtime.bigint())}`;
  const dialog = await paste(
    page,
    mcpServers({
      Notes: {
        command: 'node',
        args: [referenceFile('filesystem'), folder],
        env: { NOTES_API_TOKEN: canary },
      },
      Memory: {
        command: 'node',
        args: [referenceFile('memory')],
        env: { MEMORY_FILE_PATH: join(folder, 'memory.json') },
      },
    }),
  );
  const kept = dialog.getByRole('switch', { name: 'NOTES_API_TOKEN' });
  await expect(kept).toBeChecked();
  await expect(dialog.getByRole('switch')).toHaveCount(1);
  await screenshot(page, 'add-json');
  await addButton(dialog).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await expectState(page, 'notes', 'ready');
  await expectState(page, 'memory', 'ready');

  await openTab(page, 'notes', 'Settings');
  await expect(page.getByRole('textbox', { name: 'NOTES_API_TOKEN' })).toHaveValue('');
  await screenshot(page, 'settings-secret');
  expect(await everythingIn(page)).not.toContain(canary);
  expect(await filesWith(home, canary)).toEqual([]);
  expect(await commandsWith(canary)).toEqual([]);
  const [pid] = await commandsWith(folder);
  expect(pid).toBeDefined();
});

test('the same name twice gives the second its own', async () => {
  const { page } = launched;
  const dialog = await paste(
    page,
    mcpServers({ Memory: { command: 'node', args: [referenceFile('memory')] } }),
  );
  await addButton(dialog).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expectState(page, 'memory-2', 'ready');
  await expectState(page, 'memory', 'ready');
  await expect(rowOf(page, 'memory-2')).toContainText('Memory 2');
});

test('unreadable JSON names its line and saves nothing', async () => {
  const { page } = launched;
  const before = await serverList(page).getByRole('row').count();
  const text = '{\n  "mcpServers": {\n    "broken": { "command" "node" }\n  }\n}';
  const dialog = await paste(page, text);
  await expect(dialog.getByRole('status')).toContainText(/Line 3, column \d+:/);
  await expect(addButton(dialog)).toBeDisabled();
  await screenshot(page, 'add-unreadable');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(serverList(page).getByRole('row')).toHaveCount(before);
});

test('a server without a command cannot be added until it has one', async () => {
  const { page } = launched;
  const dialog = await paste(page, mcpServers({ Nameless: { args: ['--fast'] } }));
  await expect(dialog.locator('.pb-problems').first()).toBeVisible();
  await expect(addButton(dialog)).toBeDisabled();
  await screenshot(page, 'add-no-command');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('fields nobody knows are reported and kept', async () => {
  const { page, home } = launched;
  const dialog = await paste(
    page,
    mcpServers({
      Odd: { command: 'node', args: [referenceFile('memory')], favouriteColour: 'mauve' },
    }),
  );
  await expect(dialog.getByRole('listitem').filter({ hasText: 'favouriteColour' })).toBeVisible();
  await screenshot(page, 'add-unknown-field');
  await addButton(dialog).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expectState(page, 'odd', 'ready');
  expect(await filesWith(join(home, 'data'), 'mauve')).not.toEqual([]);
  await expect(rowOf(page, 'odd')).toContainText('Ready');
});
