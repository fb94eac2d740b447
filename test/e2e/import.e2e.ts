import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import {
  createHome,
  launchApp,
  launchCommand,
  resizeWindow,
  screenshot,
} from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, referenceFile } from './support/machine.ts';
import {
  addButton,
  addDialog,
  everythingIn,
  expectState,
  mcpServers,
  rowOf,
  serverList,
} from './support/window.ts';
import { own } from '../../src/shared/util/own.ts';

test.describe.configure({ mode: 'serial' });

const fixtures = resolve(import.meta.dirname, '../fixtures/import');
const apps = {
  'claude-desktop': 'Claude Desktop',
  'claude-code': 'Claude Code',
  cursor: 'Cursor',
  vscode: 'VS Code',
  'copilot-cli': 'GitHub Copilot CLI',
  zed: 'Zed',
  'gemini-cli': 'Gemini CLI',
  codex: 'Codex',
  goose: 'Goose',
  opencode: 'OpenCode',
  'lm-studio': 'LM Studio',
  kiro: 'Kiro',
} as const;

interface Place {
  readonly file: string;
  readonly linux: readonly string[];
}

let launched: LaunchedApp;
let home: string;
let person: string;
let files: readonly string[];
let before: readonly string[];

test.beforeAll(async () => {
  home = await createHome();
  person = await createHome();
  files = await layOut();
  before = await Promise.all(files.map(stateOf));
  launched = await launchApp({ home, env: personEnv() });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await resizeWindow(launched, 1280, 800);
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
  await rm(person, { recursive: true, force: true });
});

/** Puts one settings file of every app where the app keeps it. */
async function layOut(): Promise<readonly string[]> {
  const text = await readFile(join(fixtures, 'places.json'), 'utf8');
  const places = JSON.parse(text) as Readonly<Record<string, Place>>;
  return Promise.all(
    Object.keys(apps).map(async (id) => {
      const place = own(places, id);
      const target = place?.linux[0]?.replace('/home/ann', person);
      if (place === undefined || target === undefined) throw new Error(`${id} has no place`);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(fixtures, id, place.file), target);
      return target;
    }),
  );
}

function personEnv(): Record<string, string> {
  return { HOME: person, XDG_CONFIG_HOME: join(person, '.config') };
}

async function stateOf(file: string): Promise<string> {
  const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
  return `${String(mtimeMs)} ${text}`;
}

/** Whether each saved server is on. */
async function savedStates(): Promise<readonly boolean[]> {
  const text = await readFile(join(home, 'data', 'servers.json'), 'utf8').catch(() => '');
  if (text === '') return [];
  const { value } = JSON.parse(text) as {
    readonly value: { readonly servers: readonly { readonly enabled: boolean }[] };
  };
  return value.servers.map(({ enabled }) => enabled);
}

async function openImport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Import from other apps' }).click();
  return page.getByRole('dialog', { name: 'Import servers' });
}

/** Brings the app's heading into view, which only then is in the page. */
async function expectFound(dialog: Locator, title: string): Promise<void> {
  const search = dialog.getByRole('searchbox', { name: 'Search what was found' });
  await search.fill(title);
  await expect(dialog.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await search.fill('');
}

/** The number on the button that imports. */
async function proposedIn(dialog: Locator): Promise<number> {
  const label = await dialog.getByRole('button', { name: /^Import \d+ servers$/ }).textContent();
  return Number(/\d+/.exec(label ?? '')?.[0]);
}

test('what twelve apps hold is shown before anything is saved', async () => {
  const { page } = launched;
  const dialog = await openImport(page);
  for (const title of Object.values(apps)) await expectFound(dialog, title);
  expect(await proposedIn(dialog)).toBeGreaterThanOrEqual(Object.keys(apps).length);
  await screenshot(page, 'import-light');
  // A key that was read is named, never shown.
  await dialog.getByRole('searchbox').fill('tracker');
  await expect(dialog.getByText('Kept in the vault:')).toBeVisible();
  await expect(dialog.getByRole('switch', { name: 'TRACKER_TOKEN' })).toBeChecked();
  expect(await everythingIn(page)).not.toContain('tr-51f0c2d9a8b7461e');
  await dialog.getByRole('searchbox').fill('');
  expect(await savedStates()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await resizeWindow(launched, 720, 600);
  // The colours change one level of the page after the other.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  await screenshot(page, 'import-dark-720');
  await page.emulateMedia({ colorScheme: 'light' });
  await resizeWindow(launched, 1280, 800);
});

test('one button imports them, all off, and one takes them back', async () => {
  const { page } = launched;
  const programs = (await launched.family()).length;
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  const count = await proposedIn(dialog);
  await dialog.getByRole('button', { name: `Import ${String(count)} servers` }).click();
  await expect(dialog.getByRole('status')).toContainText(
    `${String(count)} servers were imported. They are off.`,
  );
  await screenshot(page, 'import-done');
  expect(await savedStates()).toEqual(Array.from({ length: count }, () => false));
  const rows = serverList(page).locator('[role=row]');
  await expect(rows.first()).toBeVisible();
  const states = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-state')));
  expect(new Set(states)).toEqual(new Set(['disabled']));
  expect((await launched.family()).length).toBeLessThanOrEqual(programs);

  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(
    dialog.getByRole('button', { name: `Import ${String(count)} servers` }),
  ).toBeEnabled();
  expect(await savedStates()).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Import from other apps' })).toBeVisible();
  expect(await Promise.all(files.map(stateOf))).toEqual(before);
});

test('a link of a second start only fills in the form', async () => {
  const { page } = launched;
  const sign = `sign-${String(process.hrtime.bigint())}`;
  const config = JSON.stringify({ command: 'node', args: ['-e', 'setInterval(Date, 9)', sign] });
  const link = `patchbay://v1/install?name=maps&config=${encodeURIComponent(config)}`;
  const programs = (await launched.family()).length;
  const { executablePath, args, cwd } = await launchCommand([link]);
  const env = { ...process.env, ...personEnv(), PATCHBAY_HOME: home };
  const second = spawn(executablePath, args, { cwd, env, stdio: 'ignore' });
  expect(await new Promise((done) => second.once('exit', done))).toBe(0);

  const dialog = addDialog(page);
  await expect(dialog.getByRole('textbox', { name: 'What to add' })).toHaveValue(link);
  const consent = dialog.getByRole('region', { name: 'This runs a program with your rights' });
  await expect(consent.locator('.pb-arg')).toHaveText(['node', '-e', 'setInterval(Date, 9)', sign]);
  await expect(dialog.getByRole('note')).toContainText(
    'A web page asked to add “Maps”. Nothing runs or connects until you add it.',
  );
  await expect(addButton(dialog)).toBeEnabled();
  await screenshot(page, 'import-link');
  expect(await savedStates()).toEqual([]);
  expect((await launched.family()).length).toBeLessThanOrEqual(programs);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(serverList(page).getByRole('row')).toHaveCount(0);
});

test('of all that was imported only the one runs that is turned on and allowed', async () => {
  const { page } = launched;
  const sign = `sign-${String(process.hrtime.bigint())}`;
  const program = { command: 'node', args: [referenceFile('everything'), 'stdio', sign] };
  await mkdir(join(person, '.kimi'));
  await writeFile(join(person, '.kimi/mcp.json'), mcpServers({ Runs: program }));
  const dialog = await openImport(page);
  await expectFound(dialog, 'Kimi CLI');
  const count = await proposedIn(dialog);
  await dialog.getByRole('button', { name: `Import ${String(count)} servers` }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await savedStates()).toEqual(Array.from({ length: count }, () => false));
  await page.getByRole('searchbox', { name: 'Search servers' }).fill('Runs');
  await expectState(page, 'runs', 'disabled');
  await rowOf(page, 'runs').getByRole('button', { name: 'Turn on' }).click();
  await expectState(page, 'runs', 'needs-setup');
  expect(await commandsWith(sign)).toEqual([]);
  await rowOf(page, 'runs').click();
  await page.getByRole('button', { name: 'Allow and start' }).click();
  await expectState(page, 'runs', 'ready');
  expect((await savedStates()).filter(Boolean)).toHaveLength(1);
  expect(await Promise.all(files.map(stateOf))).toEqual(before);
});
