import { expect, test } from '@playwright/test';

import { openDesktopServices } from '../support/desktop-services.ts';
import type { DesktopServices } from '../support/desktop-services.ts';
import { screenshot } from '../support/electron-app.ts';
import { addTrayPanel } from '../support/tray-panel.ts';
import type { TrayPanel } from '../support/tray-panel.ts';
import { makeProfile, profileButton } from './support/profiles.ts';
import {
  addNotes,
  clickSignIn,
  expectNoSecretAnywhere,
  readNote,
  setScene,
} from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { onPanel } from './support/tray.ts';
import { expectState, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

let desktop: DesktopServices;
let panel: TrayPanel;
let scene: Scene;
test.beforeAll(async () => {
  desktop = await openDesktopServices();
  panel = await addTrayPanel(desktop);
  scene = await setScene();
  await scene.start(onPanel.args, onPanel.env);
  await expect.poll(() => panel.count()).toBe(1);
});
test.afterAll(async () => {
  await scene.end();
  desktop.close();
});

const profileLines = async () =>
  (await panel.menu())
    .filter(({ label }) => label.startsWith('Profile: '))
    .map(({ label, isChosen }) => `${isChosen ? '●' : '○'} ${label.slice('Profile: '.length)}`);

async function switchInTray(title: string): Promise<void> {
  await panel.click(new RegExp(`^Profile: ${title}$`));
  await expect(profileButton(scene.page)).toContainText(title);
}

async function signInAs(account: string): Promise<void> {
  scene.server.account = account;
  await openTab(scene.page, 'notes', 'Overview');
  await clickSignIn(scene.page);
  await expectState(scene.page, 'notes', 'ready');
}

/** Uses the tool and says with whose token that was. */
async function readsAs(): Promise<string | undefined> {
  scene.server.callers.length = 0;
  await readNote(scene);
  expect(new Set(scene.server.callers).size).toBe(1);
  return scene.server.callers[0];
}

test('one profile signs in; with a second one the tray offers both', async () => {
  const { page } = scene;
  await addNotes(scene);
  await expectState(page, 'notes', 'needs-sign-in');
  await signInAs('rosa');
  expect(await readsAs()).toBe('rosa');
  expect(await profileLines()).toEqual([]);

  await makeProfile(page, 'Work');
  await expect.poll(profileLines).toEqual(['● Personal', '○ Work']);
});

test('switched in the tray, the same server asks for the other account', async () => {
  const { page, person } = scene;
  const before = person.asked.length;
  await switchInTray('Work');
  await expect.poll(profileLines).toEqual(['○ Personal', '● Work']);
  await expectState(page, 'notes', 'needs-sign-in');
  expect(person.asked).toHaveLength(before);
  await screenshot(page, 'profile-other-account');
  await signInAs('wally');
  expect(await readsAs()).toBe('wally');
});

test('each keeps its account over switches and over a restart, without a browser', async () => {
  const { page, person } = scene;
  const before = person.asked.length;
  await switchInTray('Personal');
  await expectState(page, 'notes', 'ready');
  expect(await readsAs()).toBe('rosa');
  await scene.launched.close();
  await scene.start(onPanel.args, onPanel.env);
  await expectState(scene.page, 'notes', 'ready');
  expect(await readsAs()).toBe('rosa');
  await switchInTray('Work');
  await expectState(scene.page, 'notes', 'ready');
  expect(await readsAs()).toBe('wally');
  expect(person.asked).toHaveLength(before);
  await expectNoSecretAnywhere(scene);
});

test('kept for one profile it ends in the other; shared again it is back with its account', async () => {
  const { page } = scene;
  await openTab(page, 'notes', 'Access');
  await page.getByRole('radio', { name: 'Only these profiles' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await switchInTray('Personal');
  await expect(rowOf(page, 'notes')).toHaveCount(0);
  await switchInTray('Work');
  await expectState(page, 'notes', 'ready');
  await openTab(page, 'notes', 'Access');
  await page.getByRole('radio', { name: 'Every profile' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await switchInTray('Personal');
  await expectState(page, 'notes', 'ready');
  expect(await readsAs()).toBe('rosa');
});
