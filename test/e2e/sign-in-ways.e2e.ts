import { expect, test } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import { startOAuthServer } from '../support/oauth-server.ts';
import {
  addNotes,
  clickSignIn,
  enterClient,
  expectNoSecretAnywhere,
  knownClient,
  readNote,
  setScene,
  waitingPanel,
} from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

const refusedTitle = 'An answer to a sign-in was not accepted';
let scene: Scene;
test.beforeAll(async () => {
  scene = await setScene();
  await scene.start();
});
test.afterAll(() => scene.end());

async function closeNotices(): Promise<void> {
  const { page } = scene;
  await expect(page.getByText(refusedTitle)).toBeVisible();
  await page.locator('.mantine-Notification-closeButton').first().click();
  await expect(page.getByText(refusedTitle)).toHaveCount(0);
}

test('the link comes back through what the app has registered with the desktop', async () => {
  const { page, person } = scene;
  await addNotes(scene);
  await expectState(page, 'notes', 'needs-sign-in');
  await openTab(page, 'notes', 'Overview');
  person.handling = 'desktop-entry';
  await clickSignIn(page);
  await expectState(page, 'notes', 'ready');
  expect(person.asked).toHaveLength(1);
  await readNote(scene);
});

test('a forged link is refused, said so, and changes nothing', async () => {
  const { page, person, server } = scene;
  const before = server.count('/token');
  person.handling = 'second-start';
  await person.follow('app.patchbay://oauth/callback?code=stolen&state=guessed');
  await expect(page.getByText(refusedTitle)).toBeVisible();
  await screenshot(page, 'sign-in-forged');
  await closeNotices();
  expect(server.count('/token')).toBe(before);
  await expectState(page, 'notes', 'ready');
});

test('a sign-in that is cancelled takes no late answer; another account stays as it was', async () => {
  const { page, person, server } = scene;
  await addNotes(scene, 'Notes at work');
  await expectState(page, 'notes-at-work', 'needs-sign-in');
  await expectState(page, 'notes', 'ready');
  await openTab(page, 'notes-at-work', 'Overview');
  person.isAway = true;
  const before = person.asked.length;
  await clickSignIn(page);
  const asked = await person.askedAfter(before);
  const panel = waitingPanel(page);
  await expect(panel).toContainText('Patchbay waits for another');
  await expect(panel).toBeFocused();
  await screenshot(page, 'sign-in-waiting');
  await panel.getByRole('button', { name: 'Copy the link' }).click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await scene.launched.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toBe(asked);

  const { url } = await person.visit(link);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expectState(page, 'notes-at-work', 'needs-sign-in');
  await expect(panel).toBeHidden();
  const tokens = server.count('/token');
  await person.follow(url);
  await closeNotices();
  expect(server.count('/token')).toBe(tokens);
  person.isAway = false;
});

test('an answer that got lost can be pasted', async () => {
  const { page, person } = scene;
  person.handling = 'lost';
  const before = person.stops.length;
  await clickSignIn(page);
  const { url } = await person.stopAfter(before);
  const panel = waitingPanel(page);
  await panel.getByRole('button', { name: 'Paste the answer' }).click();
  const field = panel.getByRole('textbox', { name: 'The address your browser shows' });
  await expect(field).toBeFocused();
  await field.fill('https://example.com/?code=1');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('This is not the address at the end of a sign-in.');
  await screenshot(page, 'sign-in-paste');
  await field.fill(url);
  await panel.getByRole('button', { name: 'Finish signing in' }).click();
  await expectState(page, 'notes-at-work', 'ready');
  person.handling = 'second-start';
  await readNote(scene, 'notes-at-work');
  await expectNoSecretAnywhere(scene);
});

test('of two accounts at one address, one signs out and the other stays', async () => {
  const { page } = scene;
  await openTab(page, 'notes-at-work', 'Overview');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expectState(page, 'notes-at-work', 'idle');
  await expectState(page, 'notes', 'ready');
  await readNote(scene);
});

test('what a provider says against it is shown as text', async () => {
  const { page, person, server } = scene;
  const words = '<img src=x onerror="document.title=1"> not today';
  server.intercept = (request, response) => {
    const url = new URL(request.url ?? '/', server.issuer);
    if (url.pathname !== '/auth') return false;
    const answer = new URLSearchParams({
      error: 'access_denied',
      error_description: words,
      state: url.searchParams.get('state') ?? '',
      iss: server.issuer,
    });
    const back = `${url.searchParams.get('redirect_uri') ?? ''}?${answer.toString()}`;
    response.writeHead(302, { location: back }).end();
    return true;
  };
  await openTab(page, 'notes-at-work', 'Overview');
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
  await expectState(page, 'notes-at-work', 'needs-sign-in');
  await clickSignIn(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Access was not granted.');
  await alert.getByRole('button', { name: 'Show the full error' }).click();
  await expect(alert).toContainText(words);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await screenshot(page, 'sign-in-denied');
  server.intercept = undefined;
  await clickSignIn(page, 'Sign in again');
  await expectState(page, 'notes-at-work', 'ready');
  expect(person.stops.at(-1)?.url).toMatch(/^app\.patchbay:/);
});

test('where the link is refused, a local address is used, and its page says what is next', async () => {
  const { page, person } = scene;
  await using strict = await startOAuthServer();
  let refusals = 0;
  strict.intercept = (request, response) => {
    if (request.url !== '/reg' || refusals > 0) return false;
    refusals += 1;
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'invalid_redirect_uri' }));
    return true;
  };
  await addFrom(page, mcpServers({ Strict: { url: strict.mcpUrl } }));
  await expectState(page, 'strict', 'needs-sign-in');
  await openTab(page, 'strict', 'Overview');
  const before = person.asked.length;
  person.isAway = true;
  await clickSignIn(page);
  const asked = await person.askedAfter(before);
  person.isAway = false;
  const { app } = scene.launched;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const end = await person.visit(asked);
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(true);
  expect(refusals).toBe(1);
  expect(end.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback/);
  expect(end.text).toContain('You are signed in');
  expect(end.text).toContain('Close this tab and go back to Patchbay');
  await expectState(page, 'strict', 'ready');
});

test('a tool that wants somebody signed in offers that in place', async () => {
  const { page, person } = scene;
  await using open = await startOAuthServer({ isOpen: true });
  await addFrom(page, mcpServers({ Open: { url: open.mcpUrl } }));
  await expectState(page, 'open', 'ready');
  await openTab(page, 'open', 'Overview');
  const account = page.getByRole('region', { name: 'Signing in' });
  await expect(account).toContainText('It works without signing in.');
  await expect(account.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await screenshot(page, 'sign-in-offered');

  await openTab(page, 'open', 'Tools');
  await openTool(page, 'read');
  await page.getByRole('button', { name: 'Run' }).click();
  const article = page.getByRole('article');
  await expect(article.getByText('The server asks you to sign in.')).toBeVisible();
  await screenshot(page, 'sign-in-for-tool');
  const before = person.asked.length;
  await article.getByRole('button', { name: 'Sign in', exact: true }).click();
  await person.askedAfter(before);
  await expectState(page, 'open', 'ready');
  await expect(article.getByRole('button', { name: 'Sign in', exact: true })).toHaveCount(0);
  await readNote({ page, server: open }, 'open');
});

test('a client id and secret are entered in its settings, for a service that wants them', async () => {
  const { page } = scene;
  const clientSecret = `secret-${String(process.hrtime.bigint())}`;
  await using named = await startOAuthServer({
    withoutRegistration: true,
    clients: [knownClient(clientSecret)],
  });
  await addFrom(page, mcpServers({ Named: { url: named.mcpUrl } }));
  await expectState(page, 'named', 'needs-sign-in');
  await openTab(page, 'named', 'Overview');
  await clickSignIn(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('does not know Patchbay');
  await alert.getByRole('button', { name: 'Copy http://127.0.0.1/callback' }).click();
  expect(await scene.launched.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
    'http://127.0.0.1/callback',
  );
  await screenshot(page, 'sign-in-client-unknown');
  await page.getByRole('alert').getByRole('button', { name: 'Settings' }).click();
  await enterClient(page, named.issuer, clientSecret);
  await expect(page.getByText('app.patchbay://oauth/callback').first()).toBeVisible();
  await page.getByText('More for this sign-in service').click();
  await page.getByRole('button', { name: 'Add a parameter' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('audience');
  await page.getByLabel('audience', { exact: true }).fill('https://api.example');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `sign-in-client-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectState(page, 'named', 'needs-sign-in');
  await openTab(page, 'named', 'Overview');
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /^Sign in/ })
    .first()
    .click();
  await expectState(page, 'named', 'ready');
  await openTab(page, 'named', 'Settings');
  await expect(page.getByLabel('Client id')).toHaveValue('patchbay-here');
  await expectNoSecretAnywhere(scene, [clientSecret]);
});

test('an app that was closed meanwhile is started by the link and finishes', async () => {
  const { page, person } = scene;
  await addNotes(scene, 'Notes later');
  await expectState(page, 'notes-later', 'needs-sign-in');
  await openTab(page, 'notes-later', 'Overview');
  person.isAway = true;
  const before = person.asked.length;
  await clickSignIn(page);
  const { url } = await person.visit(await person.askedAfter(before));
  await scene.launched.close();
  await scene.start([url]);
  await expectState(scene.page, 'notes-later', 'ready');
  await readNote(scene, 'notes-later');
  expect(person.asked).toHaveLength(before + 1);
});
