import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { startKeyringSession } from '../support/keyring-session.ts';
import type { KeyringSession } from '../support/keyring-session.ts';
import { filesWith, fixtureFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, rowOf } from './support/window.ts';

const key = `key-${String(process.hrtime.bigint())}`;
let home: string;
let session: KeyringSession;
let launched: LaunchedApp | undefined;

test.beforeAll(async () => {
  home = await createHome();
  session = await startKeyringSession();
});
test.afterAll(async () => {
  await launched?.close();
  await session[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

async function launch(): Promise<Page> {
  launched = await launchApp({ home, env: session.env });
  return launched.page;
}

const panel = (page: Page, state: string) => page.locator(`[data-vault-state="${state}"]`);

const holding = (title: string, token: string) =>
  mcpServers({
    [title]: {
      command: 'node',
      args: [fixtureFile('stdio', 'token-holder.mjs')],
      env: { TOKEN: token },
    },
  });

test('a keyring that goes away while the app runs takes nothing along', async () => {
  const page = await launch();
  await addFrom(page, holding('Holder', key));
  await expectState(page, 'holder', 'ready');
  await session.restart('locked');
  const later = `later-${key}`;
  await addFrom(page, holding('Later', later));
  await expectState(page, 'later', 'ready');
  await rowOf(page, 'holder').click();
  await page.getByRole('button', { name: 'Reconnect' }).click();
  await expectState(page, 'holder', 'ready');
  expect(await filesWith(home, later)).toEqual([]);
  await launched?.close();
  const again = await launch();
  await again.getByRole('button', { name: 'Where are my secrets?' }).click();
  await expect(panel(again, 'locked')).toBeVisible();
  await expect(again.getByRole('listitem')).toHaveCount(2);
  await session.restart('unlocked');
  await again.getByRole('button', { name: 'Try again' }).click();
  await expect(panel(again, 'ready')).toBeVisible();
  await again.keyboard.press('Control+1');
  for (const name of ['holder', 'later']) await expectState(again, name, 'ready');
});
