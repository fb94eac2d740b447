import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { startMcpOrigin } from '../support/mcp-origin.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, fixtureFile } from './support/machine.ts';
import {
  addButton,
  addDialog,
  addFrom,
  expectState,
  mcpServers,
  openTab,
  paste,
  rowOf,
} from './support/window.ts';

test.describe.configure({ timeout: 120_000 });

let home: string;
let launched: LaunchedApp;

test.beforeEach(async () => {
  home = await createHome();
  launched = await launchApp({ home });
});
test.afterEach(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

interface ServersFile {
  readonly value: { readonly servers: readonly Record<string, unknown>[] };
}

/** Ends the app, changes `servers.json` as an editor does, and starts the app again. */
async function editBetweenRuns(
  change: (servers: ServersFile['value']['servers']) => unknown,
): Promise<void> {
  await launched.close();
  const path = join(home, 'data', 'servers.json');
  const file = JSON.parse(await readFile(path, 'utf8')) as ServersFile;
  const value = { ...file.value, servers: change(file.value.servers) };
  await writeFile(path, JSON.stringify({ ...file, value }));
  launched = await launchApp({ home });
}

/** Looks at the window in both colours. */
async function pictures(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await screenshot(page, `${name}-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

const byEnvironment = 'Keep it in the vault and pass it by the environment';
const holder = fixtureFile('stdio', 'token-holder.mjs');

test('a secret in pasted arguments goes to the vault with one click and to no command line', async () => {
  const { page } = launched;
  const canary = `argument-canary-${String(process.hrtime.bigint())}`;
  const args = [holder, '--bin=${PATH}', '--token', canary];
  const dialog = await paste(page, mcpServers({ Holder: { command: 'node', args } }));
  await expect(dialog.getByRole('button', { name: byEnvironment })).toBeVisible();
  await expect(dialog).toContainText('Filled in with what it is on this computer');
  await pictures(page, 'secret-in-arguments');
  await dialog.getByRole('button', { name: byEnvironment }).click();
  await expect(dialog.getByTestId('exact-environment')).toHaveText('TOKEN = from the vault');
  await expect(dialog.getByTestId('exact-command')).not.toContainText(canary);
  await expect(dialog.getByRole('button', { name: byEnvironment })).toBeHidden();
  await addButton(dialog).click();
  await expectState(page, 'holder', 'ready');
  expect(await commandsWith(canary)).toEqual([]);
  expect(await readFile(join(home, 'data', 'servers.json'), 'utf8')).not.toContain(canary);
});

test('a secret in saved arguments is moved before the launch is agreed to', async () => {
  const canary = `saved-canary-${String(process.hrtime.bigint())}`;
  await addFrom(
    launched.page,
    mcpServers({ Holder: { command: 'node', args: [holder], env: { TOKEN: 'a-token-123456' } } }),
  );
  await expectState(launched.page, 'holder', 'ready');
  await editBetweenRuns((servers) =>
    servers.map((one) => ({
      ...one,
      transport: { ...(one['transport'] as object), args: [holder, `--api-key=${canary}`] },
    })),
  );
  const { page } = launched;
  await expectState(page, 'holder', 'needs-setup');
  await rowOf(page, 'holder').click();
  await page.getByRole('button', { name: byEnvironment }).click();
  await expect(page.getByText('It is saved like this with your yes.')).toBeVisible();
  await pictures(page, 'secret-in-saved-arguments');
  await page.getByRole('button', { name: 'Allow and start' }).click();
  await expectState(page, 'holder', 'ready');
  expect(await commandsWith(canary)).toEqual([]);
  expect(await readFile(join(home, 'data', 'servers.json'), 'utf8')).not.toContain(canary);
});

test('servers with the names of what every object has are servers like others', async () => {
  const names = ['constructor', 'toString', 'isPrototypeOf', 'hasOwnProperty', 'valueOf'];
  const server = { command: 'node', args: [holder], env: { TOKEN: 'a-token-123456' } };
  const text = names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(server)}`).join(',');
  await addFrom(launched.page, `{"mcpServers": {${text}}}`);
  const slugs = async () => {
    const rows = await launched.page
      .getByRole('grid', { name: 'Servers' })
      .locator('[data-server-name]')
      .all();
    return Promise.all(rows.map((row) => row.getAttribute('data-server-name')));
  };
  const before = names.map((name) => name.toLowerCase()).sort();
  await expect.poll(slugs).toHaveLength(names.length);
  for (const name of before) await expectState(launched.page, name, 'ready');
  await openTab(launched.page, 'constructor', 'Tools');
  await openTab(launched.page, 'constructor', 'Settings');
  await rowOf(launched.page, 'constructor').click({ button: 'right' });
  await launched.page.getByRole('menuitem', { name: 'Turn off' }).click();
  await expectState(launched.page, 'constructor', 'disabled');
  await launched.close();
  launched = await launchApp({ home });
  await expectState(launched.page, 'constructor', 'disabled');
  expect((await slugs()).sort()).toEqual(before);
  for (const name of before.filter((one) => one !== 'constructor')) {
    await expectState(launched.page, name, 'ready');
  }
});

test('a key waits where the file was pointed elsewhere, and what no server uses can go', async () => {
  const canary = `moved-canary-${String(process.hrtime.bigint())}`;
  await using honest = await startMcpOrigin();
  await using stranger = await startMcpOrigin();
  const headers = { 'X-Api-Key': canary };
  await addFrom(launched.page, mcpServers({ Notes: { url: honest.url, headers } }));
  await expectState(launched.page, 'notes', 'ready');
  expect(honest.got(canary)).toBe(true);
  await editBetweenRuns((servers) =>
    servers.map((one) => ({
      ...one,
      transport: { ...(one['transport'] as object), url: stranger.url },
    })),
  );
  await expectState(launched.page, 'notes', 'needs-setup');
  await rowOf(launched.page, 'notes').click();
  await expect(launched.page.getByText(new URL(stranger.url).host).first()).toBeVisible();
  await pictures(launched.page, 'recipient-asked');
  expect(stranger.got(canary)).toBe(false);
  await launched.page.getByRole('button', { name: 'Allow and connect' }).click();
  await expectState(launched.page, 'notes', 'ready');
  expect(stranger.got(canary)).toBe(true);

  await editBetweenRuns((servers) => servers.filter(({ name }) => name !== 'notes'));
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'See what is stored' }).click();
  await expect(page.getByText('Last used by notes')).toBeVisible();
  await pictures(page, 'secrets-of-no-server');
  await page.getByRole('button', { name: /^Remove: Last used by notes/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Last used by notes')).toBeHidden();
});

test('the dialog that adds servers says nothing of arguments without secrets', async () => {
  const dialog = await paste(
    launched.page,
    mcpServers({ Holder: { command: 'node', args: [holder] } }),
  );
  await expect(dialog.getByTestId('exact-command')).toBeVisible();
  await expect(addDialog(launched.page).getByRole('button', { name: byEnvironment })).toBeHidden();
});
