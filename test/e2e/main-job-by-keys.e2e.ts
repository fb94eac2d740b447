import { expect, test } from '@playwright/test';

import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { makeProfile, profileButton } from './support/profiles.ts';
import { addDialog, expectState, mcpServers } from './support/window.ts';

/** Presses of a fresh window: add a server, run a tool of it, switch the profile. */
const mostPresses = 15;

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('a server is added, its tool run and the profile switched in a few presses', async () => {
  const { app, page } = launched;
  let presses = 0;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      presses += 1;
      await page.keyboard.press(key);
    }
  };
  await makeProfile(page, 'Work');
  const text = mcpServers({ Every: { command: 'node', args: [referenceFile('everything')] } });
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);

  await press('Control+n');
  await expect(addDialog(page).getByRole('textbox', { name: 'What to add' })).toBeFocused();
  await press('Control+v');
  await expect(addDialog(page).getByRole('button', { name: 'Add server' })).toBeEnabled();
  await press('Control+Enter');
  await expect(addDialog(page).getByRole('button', { name: 'Done' })).toBeFocused();
  await press('Enter');
  await expectState(page, 'every', 'ready');

  await press('Control+k', 'e', 'c', 'h', 'o');
  await expect(page.getByRole('option', { selected: true })).toContainText('echo');
  await press('Enter');
  const message = page.getByRole('textbox', { name: /message/ });
  await expect(message).toBeFocused();
  // What is said to the tool is the person's own matter.
  await page.keyboard.type('hello');
  await press('Control+Enter');
  await expect(page.locator('.pb-tool-result')).toContainText('hello');

  await press('Control+Shift+P');
  await expect(profileButton(page)).toContainText('Work');
  expect(presses).toBeLessThanOrEqual(mostPresses);
});
