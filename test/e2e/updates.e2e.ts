import { createServer } from 'node:http';

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { createHome, launchApp, noteOpened, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { listen, stop } from '../support/oauth-server.ts';

const page = 'https://forge.example/patchbay/releases/v99.10.0';
const notes = '- Servers start sooner\n- <img src="https://tracker.example/x.png"> stays text';
const release = { tag_name: 'v99.10.0', html_url: page, body: notes };

let body: string;
let asked: number;
let feed: string;
let launched: LaunchedApp;

const forge = createServer((_request, response) => {
  asked += 1;
  response.end(body);
});
test.beforeAll(async () => {
  feed = `${await listen(forge)}/latest`;
});
test.afterAll(() => stop(forge));
test.beforeEach(() => {
  body = JSON.stringify(release);
  asked = 0;
});
test.afterEach(() => launched.close());

async function openSettings({ page: window }: LaunchedApp) {
  await window.keyboard.press('Control+,');
  const section = window.locator('section.pb-setting', {
    has: window.getByRole('heading', { name: 'Updates' }),
  });
  await section.scrollIntoViewIfNeeded();
  return section;
}

async function pictures(window: Page, name: string): Promise<void> {
  await screenshot(window, name);
  await window.emulateMedia({ colorScheme: 'dark' });
  await screenshot(window, `${name}-dark`);
  await window.emulateMedia({ colorScheme: 'light' });
}

test('a newer version is looked for by a click, shown as text, and its page opens', async () => {
  launched = await launchApp({ env: { PATCHBAY_FEED: feed } });
  const opened = await noteOpened(launched.app);
  const section = await openSettings(launched);
  await expect(section.getByRole('status')).toHaveText('Nobody has looked yet.');
  expect(asked).toBe(0);

  body = '<html>Please sign in to this network</html>';
  await section.getByRole('button', { name: 'Check for updates' }).click();
  await expect(section.getByRole('status')).toContainText('names no version of Patchbay');
  body = JSON.stringify({ ...release, tag_name: 'v0.0.1' });
  await section.getByRole('button', { name: 'Check for updates' }).click();
  await expect(section.getByRole('status')).toContainText('This is the newest version.');

  body = JSON.stringify(release);
  await section.getByRole('button', { name: 'Check for updates' }).click();
  await expect(section.getByRole('status')).toContainText('Patchbay 99.10.0 is there.');
  await expect(section.getByLabel('What is new in 99.10.0')).toContainText('<img src=');
  await section.getByRole('button', { name: 'Open its page' }).click();
  await expect.poll(() => opened.jsonValue()).toEqual([page]);
  await section.scrollIntoViewIfNeeded();
  await pictures(launched.page, 'updates');
});

test('who wants it is told by a notice that leads there, and nobody else is', async () => {
  const home = await createHome();
  launched = await launchApp({ home, env: { PATCHBAY_FEED: feed } });
  const section = await openSettings(launched);
  await section.getByText('Look for a newer version once a day').click();
  const notice = launched.page.getByRole('alert').filter({ hasText: 'Patchbay 99.10.0 is there' });
  await expect(notice).toBeVisible();
  expect(asked).toBe(1);
  await launched.page.keyboard.press('Control+1');
  await notice.getByRole('button', { name: 'See what is new' }).click();
  await expect(section.getByRole('status')).toContainText('Patchbay 99.10.0 is there.');

  // The choice is kept, and a start comes before any question.
  await launched.close();
  launched = await launchApp({ home, env: { PATCHBAY_FEED: feed } });
  const later = await openSettings(launched);
  await expect(later.getByRole('switch')).toBeChecked();
  expect(asked).toBe(1);
});

test('a build that knows no feed says so and asks nobody', async () => {
  launched = await launchApp({ env: { PATCHBAY_FEED: '' } });
  const section = await openSettings(launched);
  await expect(section.getByRole('status')).toContainText('made from its sources');
  await expect(section.getByRole('button')).toHaveCount(0);
});
