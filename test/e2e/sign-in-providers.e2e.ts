import { expect, test } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import { allProviders } from '../support/providers/all-providers.ts';
import type { Provider } from '../support/providers/provider.ts';
import {
  enterHandMadeClient,
  runWhoami,
  setProviderScene,
  showWanting,
  tokensEnd,
} from './support/provider-scene.ts';
import type { ProviderScene } from './support/provider-scene.ts';
import { clickSignIn } from './support/sign-in-scene.ts';
import { addFrom, expectState, mcpServers, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

const wanted = ['entra-many', 'google', 'atlassian', 'slack', 'salesforce'];
const providers = allProviders.filter(({ id }) => wanted.includes(id));
let scene: ProviderScene;

test.beforeAll(async () => {
  scene = await setProviderScene(providers);
  await scene.start();
});
test.afterAll(() => scene.end());

/** What a person sees now, in the light and in the dark. */
async function picture(name: string): Promise<void> {
  const { page } = scene;
  await screenshot(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Decides, where the window asks, and only there. */
async function decideOnce({ id, verdict }: Provider): Promise<void> {
  const { page } = scene;
  if (verdict !== 'in after one decision') return;
  const agree = page.getByRole('alert').getByRole('button', { name: 'Go on and sign in' });
  await expect(agree).toBeVisible({ timeout: 60_000 });
  await picture(`provider-${id}-decision`);
  await agree.click();
}

/** Where the service does not know Patchbay, the window leads to the fields for a client. */
async function becomeKnown(provider: Provider): Promise<void> {
  const { page } = scene;
  const { id } = provider;
  const alert = page.getByRole('alert').filter({ hasText: 'does not know Patchbay' });
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await picture(`provider-${id}-unknown`);
  await alert.getByRole('button', { name: 'Settings' }).click();
  await enterHandMadeClient(page, provider);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await showWanting(page, id);
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /^Sign in/ })
    .first()
    .click();
}

for (const provider of providers) {
  const { id, name, clicks = 1 } = provider;
  test(`somebody signs in to ${name}`, async () => {
    const { page, person } = scene;
    const { hosts, path, client } = provider;
    const before = person.asked.length;
    await addFrom(page, mcpServers({ [id]: { url: `https://${hosts.resource}${path}` } }));
    await showWanting(page, id);
    await clickSignIn(page);
    await decideOnce(provider);
    if (client !== undefined) await becomeKnown(provider);
    for (let more = 1; more < clicks; more += 1) {
      const alert = page
        .getByRole('alert')
        .filter({ hasText: 'Sign in again', hasNotText: 'does not know Patchbay' });
      await expect(alert).toBeVisible({ timeout: 60_000 });
      await picture(`provider-${id}-again`);
      await alert.getByRole('button', { name: 'Sign in again' }).click();
    }
    await expectState(page, id, 'ready');
    await picture(`provider-${id}-ready`);
    await runWhoami(page, id, scene.serviceOf(provider));
    expect(person.asked).toHaveLength(before + clicks);
  });
}

test('their tokens end twice, and nobody is asked anything', async () => {
  const { page, person } = scene;
  const before = person.asked.length;
  for (let ends = 0; ends < 2; ends += 1) {
    for (const provider of providers) await tokensEnd(scene.serviceOf(provider));
    for (const one of providers) await runWhoami(page, one.id, scene.serviceOf(one));
  }
  for (const provider of providers) {
    expect(scene.serviceOf(provider).seen.refresh).toBeGreaterThanOrEqual(2);
    await expectState(page, provider.id, 'ready');
  }
  expect(person.asked).toHaveLength(before);
});

test('after a restart they are all still in', async () => {
  const { person } = scene;
  const before = person.asked.length;
  await scene.close();
  for (const provider of providers) await tokensEnd(scene.serviceOf(provider));
  await scene.start();
  const { page } = scene;
  for (const provider of providers) {
    await expectState(page, provider.id, 'ready');
    await runWhoami(page, provider.id, scene.serviceOf(provider));
  }
  await openTab(page, 'google', 'Overview');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'provider-after-restart-dark');
  expect(person.asked).toHaveLength(before);
});
