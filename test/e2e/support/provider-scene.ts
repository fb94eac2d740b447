import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { browse } from '../../odd-services/browser.ts';
import type { OddService } from '../../odd-services/service.ts';
import { createHome, launchApp } from '../../support/electron-app.ts';
import type { LaunchedApp } from '../../support/electron-app.ts';
import { startPerson, untilLinksAreOurs } from '../../support/person.ts';
import type { Person } from '../../support/person.ts';
import { nameHosts } from '../../support/providers/named-hosts.ts';
import { addressesOf, serveProvider } from '../../support/providers/play-provider.ts';
import type { Provider } from '../../support/providers/provider.ts';
import { expectState, openTab, openTool } from './window.ts';

/** Tokens of the providers live this long, seconds: short enough to see them end. */
const lifetimeS = 12;

/** A computer on which modelled providers are reached by their own names. */
export interface ProviderScene {
  readonly page: Page;
  readonly person: Person;
  serviceOf(provider: Provider): OddService;
  /** Starts the app, also once more. */
  start(): Promise<void>;
  close(): Promise<void>;
  end(): Promise<void>;
}

/** Starts the providers and sits somebody down at the computer; the app is not started yet. */
export async function setProviderScene(providers: readonly Provider[]): Promise<ProviderScene> {
  const home = await createHome();
  const person = await startPerson(home);
  const services = new Map<Provider, OddService>();
  const addresses: Record<string, string> = {};
  for (const provider of providers) {
    const service = await serveProvider(provider, Date.now);
    service.lifetimeS = lifetimeS;
    services.set(provider, service);
    Object.assign(addresses, addressesOf(provider, service));
  }
  const hosts = await nameHosts(addresses);
  person.visit = (address) => browse(address, hosts.reach);
  let launched: LaunchedApp | undefined;
  return {
    person,
    get page() {
      if (launched === undefined) throw new Error('the app was not started');
      return launched.page;
    },
    serviceOf(provider) {
      const service = services.get(provider);
      if (service === undefined) throw new Error('the provider was not started');
      return service;
    },
    async start() {
      launched = await launchApp({ home, env: { ...person.env, ...hosts.env } });
      await untilLinksAreOurs(home);
    },
    close: async () => launched?.close(),
    async end() {
      await launched?.close();
      await person[Symbol.asyncDispose]();
      await hosts[Symbol.asyncDispose]();
      for (const service of services.values()) await service[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Runs the tool of a server, for which it wants somebody signed in, and sees its answer. */
export async function runWhoami(
  page: Page,
  name: string,
  { seen }: Pick<OddService, 'seen'>,
): Promise<void> {
  await openTab(page, name, 'Tools');
  await openTool(page, 'whoami');
  const before = seen.call;
  await page.getByRole('button', { name: 'Run' }).click();
  // The result of an earlier run may still be on screen.
  await expect.poll(() => seen.call, { timeout: 60_000 }).toBeGreaterThan(before);
  await expect(page.locator('.pb-tool-result')).toContainText('ana', { timeout: 60_000 });
}

/** Enters the client that was made by hand, where the window says to. */
export async function enterHandMadeClient(page: Page, provider: Provider): Promise<void> {
  const { client } = provider;
  if (client === undefined) throw new Error('there is no client made by hand');
  await page.getByRole('combobox', { name: 'Access' }).click();
  await page.getByRole('option', { name: 'Always signed in' }).click();
  await page.getByRole('textbox', { name: 'Client id', exact: true }).fill(client.id);
  if (client.secret === undefined) return;
  await page.getByRole('textbox', { name: 'Client secret', exact: true }).fill(client.secret);
  await page
    .getByRole('textbox', { name: 'Sign-in service they belong to' })
    .fill(client.issuer ?? '');
}

/** Waits until every token the service has given out so far has ended. */
export async function tokensEnd(service: OddService): Promise<void> {
  const given = [...service.live.values()];
  await expect
    .poll(() => given.every(({ until }) => Date.now() >= until), { timeout: 60_000 })
    .toBe(true);
}

/** Waits until a server wants somebody to sign in, and shows it. */
export async function showWanting(page: Page, name: string): Promise<void> {
  await expectState(page, name, 'needs-sign-in');
  await openTab(page, name, 'Overview');
}
