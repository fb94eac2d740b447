import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { makeProfile, profileButton, switchTo } from './support/profiles.ts';
import {
  addDialog,
  addFrom,
  expectState,
  mcpServers,
  openTab,
  openTool,
  paste,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let home: string;
let person: string;

const echoing = {
  command: 'node',
  args: [referenceFile('everything'), 'stdio'],
  env: { REGION: '${input:region}' },
};

test.beforeAll(async () => {
  home = await createHome();
  person = await createHome();
  const file = join(person, '.cursor/mcp.json');
  await mkdir(dirname(file), { recursive: true });
  const docs = { url: 'https://docs.example/mcp', headers: { Authorization: 'Bearer abc' } };
  await writeFile(file, mcpServers({ Docs: docs, Maps: { url: 'https://maps.example/mcp' } }));
  const env = { HOME: person, XDG_CONFIG_HOME: join(person, '.config') };
  launched = await launchApp({ home, env });
  const { page } = launched;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const inputs = [{ id: 'region', type: 'promptString', description: 'Region', default: 'eu' }];
  await addFrom(page, JSON.stringify({ inputs, servers: { Every: echoing } }));
  await addFrom(page, mcpServers({ Memory: { command: 'node', args: [referenceFile('memory')] } }));
  await expectState(page, 'every', 'ready');
  await expectState(page, 'memory', 'ready');
});
test.afterAll(async () => {
  await launched.close();
  for (const folder of [home, person]) await rm(folder, { recursive: true, force: true });
});

const textbox = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('textbox', { name, exact: true });
const searchbox = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('searchbox', { name });

const region = (page: Page): Locator => page.locator('.pb-variable-line input');

const go = (key: string) => (page: Page) => page.keyboard.press(key);
const onTab = (tab: string) => (page: Page) => openTab(page, 'every', tab);

/** Every field of a page or tab that is not part of a form with a memory tested elsewhere. */
const fields: readonly {
  readonly what: string;
  readonly open: (page: Page) => Promise<unknown>;
  readonly field: (page: Page) => Locator;
  readonly typed: string;
}[] = [
  {
    what: 'the short name of a server',
    open: onTab('Settings'),
    field: (page) => textbox(page, 'Short name in AI apps'),
    typed: 'half a na',
  },
  {
    what: 'the value of a variable',
    open: onTab('Settings'),
    field: (page) => region(page),
    typed: 'eu-ce',
  },
  {
    what: 'the filter of a server’s tools',
    open: onTab('Tools'),
    field: (page) => searchbox(page, /^Filter \d+ tools$/),
    typed: 'ech',
  },
  {
    what: 'the filter of a server’s log',
    open: onTab('Logs'),
    field: (page) => searchbox(page, 'Filter the log'),
    typed: 'starti',
  },
  {
    what: 'the search over all tools',
    open: go('Control+2'),
    field: (page) => textbox(page, 'Search everything every server offers'),
    typed: 'get-su',
  },
  {
    what: 'the search over calls',
    open: go('Control+3'),
    field: (page) => textbox(page, 'Find calls by app, server or tool'),
    typed: 'curs',
  },
  {
    what: 'the client document',
    open: go('Control+,'),
    field: (page) => textbox(page, 'Client document'),
    typed: 'https:/',
  },
  {
    what: 'the filter of servers',
    open: go('Control+1'),
    field: (page) => page.locator('#server-search'),
    typed: 'e',
  },
];

/** Leaves what is shown in every way there is, and ends somewhere else. */
async function wander(page: Page): Promise<void> {
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+,');
  await page.keyboard.press('Control+1');
  await openTab(page, 'memory', 'Settings');
  await openTab(page, 'memory', 'Tools');
  await openTab(page, 'every', 'Overview');
  const windows = (change: 'hide' | 'show') =>
    launched.app.evaluate(
      ({ BrowserWindow }, how) => BrowserWindow.getAllWindows()[0]?.[how](),
      change,
    );
  await windows('hide');
  await windows('show');
}

for (const { what, open, field, typed } of fields) {
  test(`${what}, half typed, is there again`, async () => {
    const { page } = launched;
    await open(page);
    await field(page).fill(typed);
    await wander(page);
    await open(page);
    await expect(field(page)).toHaveValue(typed);
    if (what === 'the short name of a server') await screenshot(page, 'draft-short-name');
    await field(page).fill('');
  });
}

test('the short name that was typed is gone once it is saved, and another server has none of it', async () => {
  const { page } = launched;
  const field = textbox(page, 'Short name in AI apps');
  await openTab(page, 'every', 'Settings');
  await field.fill('all');
  await openTab(page, 'memory', 'Settings');
  await expect(field).toHaveValue('memory');
  await openTab(page, 'every', 'Settings');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('button', { name: 'Rename' })).toBeDisabled();
  await openTab(page, 'memory', 'Settings');
  await openTab(page, 'every', 'Settings');
  await expect(field).toHaveValue('all');
});

test('a value that was typed for one profile is not in the field of another', async () => {
  const { page } = launched;
  await makeProfile(page, 'Work');
  await openTab(page, 'every', 'Settings');
  await region(page).fill('mine alone');
  await switchTo(page, 'Work');
  await openTab(page, 'every', 'Settings');
  await expect(region(page)).toHaveValue('');
  await switchTo(page, 'Personal');
  await openTab(page, 'every', 'Settings');
  await expect(region(page)).toHaveValue('mine alone');
});

test('JSON that is half typed in the form of a tool comes back as it was typed', async () => {
  const { page } = launched;
  await openTab(page, 'memory', 'Tools');
  await openTool(page, 'open_nodes');
  await page.getByText('Edit as JSON', { exact: true }).click();
  const json = page.locator('textarea.pb-code-tall');
  await json.fill('{"names": ["Ad');
  await wander(page);
  await openTab(page, 'memory', 'Tools');
  await expect(json).toHaveValue('{"names": ["Ad');
});

test('a dialog that Escape closed has what was typed when it is opened again, and Cancel drops it', async () => {
  const { page } = launched;
  const profiles = page.getByRole('dialog', { name: 'Profiles' });
  const openNew = async () => {
    await profileButton(page).click();
    await page.getByRole('menuitem', { name: 'Manage profiles…' }).click();
    await profiles.getByRole('button', { name: 'New profile' }).click();
  };
  await openNew();
  await profiles.getByRole('textbox', { name: 'Name' }).fill('Holid');
  await page.keyboard.press('Escape');
  await expect(profiles).toBeHidden();
  await openNew();
  await expect(profiles.getByRole('textbox', { name: 'Name' })).toHaveValue('Holid');
  await profiles.getByRole('button', { name: 'Cancel' }).click();
  await profiles.getByRole('button', { name: 'New profile' }).click();
  await expect(profiles.getByRole('textbox', { name: 'Name' })).toHaveValue('');
  await page.keyboard.press('Escape');

  const exporting = page.getByRole('dialog', { name: 'Export everything' });
  const openExport = async () => {
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'Export…' }).click();
  };
  const passphrase = exporting.getByLabel('Passphrase', { exact: true });
  await openExport();
  await passphrase.fill('correct horse');
  await page.keyboard.press('Escape');
  await expect(exporting).toBeHidden();
  await openExport();
  await expect(passphrase).toHaveValue('correct horse');
  await exporting.getByRole('button', { name: 'Cancel' }).click();
  await openExport();
  await expect(passphrase).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(exporting).toBeHidden();
});

test('what was chosen of an import is there again after Escape', async () => {
  const { page } = launched;
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  const open = async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type what you want to do').fill('Import from');
    await page.keyboard.press('Enter');
  };
  const maps = dialog.getByRole('checkbox', { name: 'Import Maps' });
  await open();
  await expect(maps).toBeChecked();
  await maps.uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await open();
  await expect(maps).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await open();
  await expect(maps).toBeChecked();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
});

test('a text that is dropped on the window takes nothing of what was being added', async () => {
  const { page } = launched;
  const dialog = await paste(page, mcpServers({ Mine: { command: 'node', args: ['mine.mjs'] } }));
  const box = dialog.getByRole('textbox', { name: 'What to add' });
  await expect(dialog.getByText('Mine', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.evaluate(
    (text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', text);
      const how = { dataTransfer, bubbles: true, cancelable: true };
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.querySelector('.pb-app')?.dispatchEvent(new DragEvent(type, how));
      }
    },
    mcpServers({ Theirs: { url: 'https://theirs.example/mcp' } }),
  );
  await expect(box).toHaveValue(/Theirs/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+n');
  await expect(box).toHaveValue(/Mine/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(addDialog(page)).toBeHidden();
});

test('an answer that was begun is not thrown away by one Escape', async () => {
  const { page } = launched;
  const dialog = page.getByRole('dialog', { name: 'Every asks you something' });
  await page.keyboard.press('Control+1');
  await openTab(page, 'every', 'Tools');
  await openTool(page, 'trigger-elicitation-request');
  await page.getByRole('button', { name: 'Run' }).click();
  const name = dialog.getByRole('textbox', { name: 'String', exact: true });
  await name.fill('Ada Lovela');
  await page.keyboard.press('Escape');
  const asked = dialog.getByRole('alertdialog');
  await expect(asked).toContainText('what you entered is lost');
  await screenshot(page, 'question-leave');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'question-leave-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await asked.getByRole('button', { name: 'Go on answering' }).click();
  await expect(asked).toBeHidden();
  await expect(name).toHaveValue('Ada Lovela');
  await page.keyboard.press('Escape');
  await asked.getByRole('button', { name: 'Do not answer' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.pb-tool-result')).toContainText('cancelled');
});
