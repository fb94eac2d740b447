import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginRound } from './states/begin-round.ts';
import { referenceFile } from './support/machine.ts';
import { makeProfile, profileButton } from './support/profiles.ts';
import {
  addFrom,
  expectState,
  mcpServers,
  openTab,
  openTool,
  paste,
  rowOf,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const round = beginRound('dialogs');
let home: string;
let launched: LaunchedApp;
let page: Page;

test.beforeAll(async () => {
  home = await createHome();
  await mkdir(join(home, '.cursor'));
  await writeFile(
    join(home, '.cursor', 'mcp.json'),
    mcpServers({ Notes: { command: 'notes-mcp', env: { KEY: 's3cret-value' } } }),
  );
  launched = await launchApp({ home, env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') } });
  page = launched.page;
  await round.begin?.(launched);
  await addFrom(
    page,
    mcpServers({
      Everything: { command: 'node', args: [referenceFile('everything'), 'stdio'] },
      Absent: { command: 'no-such-program-anywhere' },
    }),
  );
  await expectState(page, 'everything', 'ready');
  await expectState(page, 'absent', 'failed');
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});
test.afterEach(async () => {
  for (let tries = 0; tries < 5 && (await openDialog().count()) > 0; tries += 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
  await page.keyboard.press('Control+1');
});

const openDialog = (): Locator => page.locator('[role=dialog], [role=menu]');
const goTo = (name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

async function findNothingIn(state: string, shown: Locator): Promise<void> {
  await expect(shown.first()).toBeVisible();
  await round.look(page, state);
}

test('adding', async () => {
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'Add a server' });
  await findNothingIn('add-empty', dialog);
  await dialog.getByRole('textbox', { name: 'What to add' }).fill('not ! a ? thing');
  await findNothingIn('add-not-understood', dialog);
  await page.keyboard.press('Escape');
  const pasted = await paste(
    page,
    mcpServers({ Keyed: { command: 'npx', args: ['-y', 'some-server'], env: { API_TOKEN: 'x' } } }),
  );
  await findNothingIn('add-understood', pasted.getByText('some-server').first());
  await dialog.getByRole('textbox', { name: 'What to add' }).fill('');
  await dialog.getByRole('button', { name: /by hand/ }).click();
  await findNothingIn('add-by-hand', dialog.getByRole('textbox', { name: 'Name', exact: true }));
});

test('importing', async () => {
  await goTo('Settings');
  await page.getByRole('button', { name: 'Import from other apps' }).click();
  await findNothingIn('import', page.getByRole('heading', { name: 'Cursor' }));
});

test('menus', async () => {
  await rowOf(page, 'everything').click({ button: 'right' });
  await findNothingIn('menu-row', page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filter' }).click();
  await findNothingIn('menu-filter', page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await profileButton(page).click();
  await findNothingIn('menu-profile', page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await rowOf(page, 'everything').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await findNothingIn('menu-server', page.getByRole('menu'));
});

test('the palette and the keys', async () => {
  await page.keyboard.press('Control+k');
  await findNothingIn('palette', page.getByPlaceholder(/^(Type|Search)/));
  await page.keyboard.type('everything');
  await findNothingIn('palette-found', page.getByText('Everything').first());
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await findNothingIn('keys', page.getByRole('dialog', { name: 'Keys' }));
});

test('profiles', async () => {
  await makeProfile(page, 'Work');
  await profileButton(page).click();
  await page.getByRole('menuitem', { name: 'Manage profiles…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Profiles' });
  await findNothingIn('profiles', dialog);
  await dialog.getByRole('button', { name: 'New profile' }).click();
  await findNothingIn('profile-new', dialog.getByRole('textbox', { name: 'Name' }));
});

test('moving', async () => {
  await goTo('Settings');
  await page.getByRole('button', { name: 'Export…' }).click();
  await findNothingIn('export', page.getByRole('dialog', { name: 'Export everything' }));
});

test('connecting an app', async () => {
  await goTo('Connected apps');
  await findNothingIn('page-apps', page.locator('[data-app="cursor"]'));
  await page.getByRole('button', { name: 'Connect… Cursor' }).click();
  await findNothingIn('connect-app', page.getByRole('list', { name: 'What changes' }));
});

test('the doctor, a removal and what is offered after it', async () => {
  await openTab(page, 'absent', 'Overview');
  await page.getByRole('alert').getByRole('button', { name: 'Doctor' }).click();
  const doctor = page.getByRole('dialog', { name: /^Doctor: / });
  await findNothingIn('doctor', doctor.getByRole('listitem'));
  await page.keyboard.press('Escape');
  await expect(doctor).toBeHidden();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  const removal = page.getByRole('dialog', { name: /^Remove/ });
  await findNothingIn('remove', removal);
  await removal.getByRole('button', { name: 'Remove' }).click();
  await findNothingIn('undo-offer', page.getByRole('button', { name: 'Undo' }));
});

test('a call, and a question of a server', async () => {
  await openTab(page, 'everything', 'Tools');
  await openTool(page, 'trigger-elicitation-request');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Everything asks you something' });
  await findNothingIn('question', question);
  await question.getByRole('button', { name: 'Decline' }).click();
  await expect(question).toBeHidden();
  await goTo('Activity');
  await findNothingIn('activity-calls', page.getByRole('list', { name: 'Calls' }));
  await page.getByRole('list', { name: 'Calls' }).getByRole('button').first().click();
  await findNothingIn('call', page.getByRole('dialog'));
});

test('nothing was found in any of them', () => {
  round.expectNone(20);
});
