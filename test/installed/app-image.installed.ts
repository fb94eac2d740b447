import { expect, test } from '@playwright/test';

import { addDialog } from '../e2e/support/window.ts';
import {
  endProgram,
  packageInside,
  putPackage,
  runningOf,
  windowOf,
} from './support/installed-app.ts';
import { makeRoot, whyNoRoot } from './support/throw-away-root.ts';
import type { ThrowAwayRoot } from './support/throw-away-root.ts';

// An AppImage is a program in one file that unpacks what is in it to another place at each start and
// says by a variable where the file lies. Its runtime cannot be had here, so that a script does what it
// does: everything that Patchbay sees of it is the same.
const unpacked = '/opt/unpacked/usr/lib/patchbay/patchbay';
const image = '/home/someone/Apps/Patch bay.AppImage';
const moved = '/home/someone/Patchbay.AppImage';
const entry = '/home/someone/.local/share/applications/patchbay.desktop';
const autostart = '/home/someone/.config/autostart/patchbay.desktop';
const link =
  'patchbay://v1/install?name=notes&config=%7B%22url%22%3A%22https%3A%2F%2Fnotes.invalid%2Fmcp%22%7D';
const withPort = '--remote-debugging-port=0';

let root: ThrowAwayRoot;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const reason = await whyNoRoot();
  test.skip(reason !== undefined, reason);
  root = await makeRoot();
  await putPackage(root);
  await root.asRoot('mkdir', '-p', '/opt/unpacked');
  await root.asRoot('dpkg-deb', '--extract', packageInside, '/opt/unpacked');
  await root.asPerson('mkdir', '-p', '/home/someone/Apps');
  await root.put(`#!/bin/sh\nAPPIMAGE="$0" exec ${unpacked} "$@"\n`, image);
  await root.asRoot('chmod', '755', image);
});
test.afterAll(async () => {
  await root?.[Symbol.asyncDispose]();
});

const textOf = async (path: string) => (await root.asPerson('cat', path)).stdout;
const end = () => endProgram(root, unpacked);

test('its links lead to the file and not to where it is unpacked', async () => {
  root.startAsPerson(image, withPort);
  await windowOf(root);
  await expect.poll(() => textOf(entry)).toContain(`Exec="${image}" %u\n`);
  for (const scheme of ['patchbay', 'app.patchbay'])
    await expect
      .poll(async () => (await root.asPerson('gio', 'mime', `x-scheme-handler/${scheme}`)).stdout)
      .toContain('patchbay.desktop');
});

test('a link opens in the window that is there', async () => {
  const page = await windowOf(root);
  await root.asPerson('xdg-open', link);
  await expect(addDialog(page).getByRole('textbox', { name: 'What to add' })).toHaveValue(link);
  await page.keyboard.press('Escape');
});

test('at sign-in the desktop starts the file, without a window', async () => {
  const page = await windowOf(root);
  await page.keyboard.press('Control+,');
  await page.getByText('Start when I sign in to this computer').click();
  await expect.poll(() => textOf(autostart)).toContain(`Exec="${image}" "--hidden"`);
  await end();
  root.startAsPerson('gio', 'launch', autostart);
  await expect.poll(() => runningOf(root, unpacked)).toBeGreaterThan(0);
  const { stdout } = await root.asPerson('pgrep', '-a', '-o', '-f', `^${unpacked}`);
  expect(stdout).toContain('--hidden');
});

test('a file that was moved is found again after its next start', async () => {
  await end();
  await root.asPerson('mv', image, moved);
  root.startAsPerson(moved, withPort);
  await windowOf(root);
  await expect.poll(() => textOf(entry)).toContain(`Exec="${moved}" %u\n`);
  await expect.poll(() => textOf(autostart)).toContain(`Exec="${moved}" "--hidden"`);
  await end();
});
