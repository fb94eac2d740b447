import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { dropOnWindow } from './support/drop.ts';
import { commandsWith, filesWith, referenceFile } from './support/machine.ts';
import { everythingIn, expectState, mcpServers, rowOf, serverList } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let home: string;
let person: string;
const sign = `sign-${String(process.hrtime.bigint())}`;
const vaulted = 'ghp_7c1e5a9b3d2f8e6a4c0b1d5f';
const plain = 'ghp_plain0a9b8c7d6e5f4a3b2c1d';
const changed = 'ghp_changed1a2b3c4d5e6f7a8b9c';

const everything = {
  command: 'node',
  args: [referenceFile('everything'), 'stdio', sign],
  env: { VAULT_TOKEN: vaulted, PLAIN_TOKEN: plain },
};
const cursorFile = () => join(person, '.cursor/mcp.json');

test.beforeAll(async () => {
  home = await createHome();
  person = await createHome();
  await put({ everything, docs: { url: 'https://docs.example/mcp' } });
  const env = { HOME: person, XDG_CONFIG_HOME: join(person, '.config') };
  launched = await launchApp({ home, env });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await launched.close();
  for (const folder of [home, person]) await rm(folder, { recursive: true, force: true });
});

async function put(servers: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(dirname(cursorFile()), { recursive: true });
  await writeFile(cursorFile(), mcpServers(servers));
}

interface Saved {
  readonly title: string;
  readonly enabled: boolean;
  readonly transport: { readonly url?: string; readonly env?: Readonly<Record<string, unknown>> };
}

async function saved(): Promise<readonly Saved[]> {
  const text = await readFile(join(home, 'data', 'servers.json'), 'utf8');
  return (JSON.parse(text) as { value: { servers: readonly Saved[] } }).value.servers;
}

const addresses = async () =>
  (await saved()).flatMap(({ title, transport }) =>
    transport.url === undefined ? [] : [`${title}: ${transport.url}`],
  );

async function openImport(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('Import from');
  await page.keyboard.press('Enter');
  return page.getByRole('dialog', { name: 'Import servers' });
}

async function importAndClose(dialog: Locator, button: string): Promise<void> {
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog.getByRole('status')).toContainText('imported');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
}

const difference = (dialog: Locator, title: string) =>
  dialog.locator('[data-import-state=differs]', { hasText: title });

test('of two keys one goes to the vault and one stays text, as the person says', async () => {
  const { page } = launched;
  const dialog = await openImport(page);
  await dialog.getByRole('switch', { name: 'PLAIN_TOKEN' }).click();
  await expect(dialog.getByText('stays readable in a file')).toBeVisible();
  await dialog.getByRole('button', { name: 'Exactly what Everything starts' }).click();
  await expect(dialog.locator('.pb-arg').first()).toHaveText('node');
  await screenshot(page, 'import-vault');
  expect(await everythingIn(page)).not.toContain(vaulted);
  await importAndClose(dialog, 'Import 2 servers');
  expect(await filesWith(home, vaulted)).toEqual([]);
  expect(await filesWith(home, plain)).not.toEqual([]);
  expect((await saved())[0]?.transport.env).toMatchObject({
    VAULT_TOKEN: { kind: 'secret' },
    PLAIN_TOKEN: { kind: 'text', text: plain },
  });
});

test('an imported server is off, says where it is from, and runs once it is allowed', async () => {
  const { page } = launched;
  await expectState(page, 'everything', 'disabled');
  await rowOf(page, 'everything').click();
  await expect(page.getByText('Cursor · ~/.cursor/mcp.json')).toBeVisible();
  await rowOf(page, 'everything').getByRole('button', { name: 'Turn on' }).click();
  await expectState(page, 'everything', 'needs-setup');
  const consent = page.getByRole('region', { name: 'This runs a program with your rights' });
  await expect(consent.locator('.pb-arg').filter({ hasText: sign })).toBeVisible();
  expect(await commandsWith(sign)).toEqual([]);
  await screenshot(page, 'import-turned-on');
  await page.getByRole('button', { name: 'Allow and start' }).click();
  await expectState(page, 'everything', 'ready');
  expect(await commandsWith(sign)).toHaveLength(1);
});

test('the same settings once more are the same, through every door, and nothing is doubled', async () => {
  const { page } = launched;
  const before = await saved();
  const isSame = async (dialog: Locator, count: number) => {
    await expect(dialog.locator('[data-import-state=same]')).toHaveCount(count);
    await expect(
      dialog.locator('[data-import-state=new], [data-import-state=differs]'),
    ).toHaveCount(0);
    await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  };
  await isSame(await openImport(page), 2);
  await dropOnWindow(page, [cursorFile()]);
  await isSame(page.getByRole('dialog', { name: 'Import servers' }), 2);
  // The file and the app that holds it are looked at together.
  await dropOnWindow(page, [cursorFile()]);
  const both = page.getByRole('dialog', { name: 'Import servers' });
  await both.getByRole('button', { name: /other apps/ }).click();
  await expect(both.locator('[data-import-state=new]')).toHaveCount(0);
  await both.getByRole('button', { name: 'Cancel' }).click();
  expect(await saved()).toEqual(before);
});

test('what differs is shown without its secrets, and mine stays unless I say otherwise', async () => {
  const { page } = launched;
  await put({
    everything: { ...everything, env: { ...everything.env, PLAIN_TOKEN: changed } },
    docs: { url: 'https://docs.example/v2' },
  });
  const dialog = await openImport(page);
  const docs = difference(dialog, 'Differs from your Docs');
  await expect(docs.getByRole('row').nth(1)).toContainText('https://docs.example/mcp');
  await expect(docs.getByRole('row').nth(1)).toContainText('https://docs.example/v2');
  await expect(docs.getByRole('radio', { name: 'Keep mine' })).toBeChecked();
  const program = difference(dialog, 'Differs from your Everything');
  await expect(program.getByRole('row', { name: 'PLAIN_TOKEN' })).toContainText(
    'a secret, not shown',
  );
  const shown = await everythingIn(page);
  for (const key of [vaulted, plain, changed]) expect(shown).not.toContain(key);
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await screenshot(page, 'import-differs');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  await screenshot(page, 'import-differs-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await addresses()).toEqual(['Docs: https://docs.example/mcp']);
});

test('mine is replaced when I say so, and comes back with Undo', async () => {
  const { page } = launched;
  const dialog = await openImport(page);
  const docs = difference(dialog, 'Differs from your Docs');
  await docs.getByText('Replace mine').click();
  await dialog.getByRole('button', { name: 'Import 1 server' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 server was imported');
  expect(await addresses()).toEqual(['Docs: https://docs.example/v2']);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(docs).toBeVisible();
  expect(await addresses()).toEqual(['Docs: https://docs.example/mcp']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('both are kept under a name that is shown and can be changed', async () => {
  const { page } = launched;
  const dialog = await openImport(page);
  const docs = difference(dialog, 'Differs from your Docs');
  await docs.getByText('Keep both').click();
  const name = docs.getByRole('textbox', { name: 'Name of the new one' });
  await expect(name).toHaveValue('Docs 2');
  await name.fill('');
  await expect(dialog.getByRole('button', { name: /^Import/ }).last()).toBeDisabled();
  await name.fill('Docs of Cursor');
  await screenshot(page, 'import-both');
  await importAndClose(dialog, 'Import 1 server');
  expect(await addresses()).toEqual([
    'Docs: https://docs.example/mcp',
    'Docs of Cursor: https://docs.example/v2',
  ]);
  await expect(rowOf(page, 'docs-of-cursor')).toHaveAttribute('data-state', 'disabled');
});

test('a thousand servers are planned and imported with only a few lines in the page', async () => {
  const { page } = launched;
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-many-'));
  const many = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, i) => [`s${String(i)}`, { command: `c${String(i)}` }]),
  );
  await writeFile(join(folder, 'many.json'), mcpServers(many));
  await dropOnWindow(page, [join(folder, 'many.json')]);
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  await expect(dialog.getByRole('button', { name: 'Import 1000 servers' })).toBeEnabled();
  expect(await dialog.getByRole('listitem').count()).toBeLessThan(60);
  await dialog.getByRole('group', { name: 'What was found' }).press('End');
  await expect(dialog.getByRole('checkbox', { name: 'Import S999' })).toBeChecked();
  await dialog.getByRole('searchbox').fill('c500');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await importAndClose(dialog, 'Import 1000 servers');
  expect((await saved()).filter(({ enabled }) => enabled)).toHaveLength(1);
  expect(await serverList(page).getByRole('row').count()).toBeLessThan(60);

  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await saved()).length).toBe(3);
  await rm(folder, { recursive: true, force: true });
});
