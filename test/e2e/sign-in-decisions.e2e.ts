import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { json, startOddService } from '../odd-services/service.ts';
import type { OddService } from '../odd-services/service.ts';
import { screenshot } from '../support/electron-app.ts';
import { clickSignIn, setScene, waitingPanel } from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { addFrom, expectState, mcpServers, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

let scene: Scene;
let honest: OddService;
let hostile: OddService;
/** The client that the honest service knows Patchbay as. */
let clientId: string;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.beforeAll(async () => {
  scene = await setScene();
  honest = await startOddService((service) => {
    service.scopes = ['openid'];
    service.issued = (tokens) => {
      const claims = { aud: [...service.clients.keys()], sub: '7', email: 'ana@example.com' };
      return json(200, { ...tokens, id_token: `${part({})}.${part(claims)}.x` });
    };
  });
  // Lends itself the page of the honest service, by a name that makes it another site.
  hostile = await startOddService((service) => {
    const { metadata } = service;
    const page = `${honest.authority.replace('127.0.0.1', 'localhost')}/authorize`;
    service.metadata = () => ({ ...metadata(), authorization_endpoint: page });
    service.register = (wish) => json(201, { ...wish, client_id: clientId });
  });
  await scene.start();
});
test.afterAll(async () => {
  await scene.end();
  await hostile[Symbol.asyncDispose]();
  await honest[Symbol.asyncDispose]();
});

async function inBothLights(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('an account is called as its service says, and as the person likes', async () => {
  const { page } = scene;
  await addFrom(page, mcpServers({ Honest: { url: honest.resource + honest.path } }));
  await expectState(page, 'honest', 'needs-sign-in');
  await openTab(page, 'honest', 'Overview');
  await clickSignIn(page);
  await expectState(page, 'honest', 'ready');
  [clientId = ''] = [...honest.clients.keys()].slice(-1);
  const account = page.getByRole('region', { name: 'Signed in as ana@example.com' });
  await account.getByLabel('Your name for this account').fill('Ana at work');
  await inBothLights(page, 'sign-in-account');
  await page.keyboard.press('Enter');
  const named = page.getByRole('region', { name: 'Signed in as Ana at work' });
  await expect(named).toContainText('ana@example.com');
});

test('a page of another site is a question, and nothing is opened without a yes', async () => {
  const { page, person } = scene;
  const before = { opened: person.asked.length, page: honest.seen.page };
  await addFrom(page, mcpServers({ Bait: { url: hostile.resource + hostile.path } }));
  await expectState(page, 'bait', 'needs-sign-in');
  await openTab(page, 'bait', 'Overview');
  await clickSignIn(page);
  const question = page.getByRole('alert', { name: 'Decide before you sign in' });
  await expect(question).toContainText(
    `Page you sign in on: ${new URL(honest.authority).host.replace('127.0.0.1', 'localhost')}`,
  );
  await expect(question).toContainText(`The answer goes to: ${new URL(hostile.authority).host}`);
  await inBothLights(page, 'sign-in-decision');
  await question.getByRole('button', { name: 'Do not sign in' }).click();
  await expect(question).toBeHidden();
  expect({ opened: person.asked.length, page: honest.seen.page }).toEqual(before);
  expect(hostile.seen).toMatchObject({ register: 0, exchange: 0 });
});

test('also after a yes, the answer of one service does not go to another', async () => {
  const { page, person } = scene;
  const before = person.stops.length;
  await clickSignIn(page);
  const question = page.getByRole('alert', { name: 'Decide before you sign in' });
  await question.getByRole('button', { name: 'Go on and sign in' }).click();
  const end = await person.stopAfter(before);
  expect(end.text).toContain('This redirect address is not known');
  expect(hostile.seen).toMatchObject({ exchange: 0 });
  expect(hostile.log.join('\n')).not.toMatch(/code_verifier|code=/);
  const panel = waitingPanel(page);
  await expect(panel).toContainText('localhost');
  await expect(panel.getByRole('status')).toContainText('Does the browser show an error', {
    timeout: 60_000,
  });
  await inBothLights(page, 'sign-in-waits-long');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expectState(page, 'bait', 'needs-sign-in');
  await expectState(page, 'honest', 'ready');
});
