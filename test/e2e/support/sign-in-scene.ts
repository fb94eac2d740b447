import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFile, rm } from 'node:fs/promises';

import { createHome, launchApp } from '../../support/electron-app.ts';
import type { LaunchedApp } from '../../support/electron-app.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import type { OAuthServer, OAuthServerOptions } from '../../support/oauth-server.ts';
import { startPerson, untilLinksAreOurs } from '../../support/person.ts';
import type { Person } from '../../support/person.ts';
import { filesWith } from './machine.ts';
import { addFrom, everythingIn, expectState, mcpServers, openTab, openTool } from './window.ts';

/** A protected server, a data folder and somebody with a browser; the app comes and goes. */
export interface Scene {
  readonly home: string;
  readonly server: OAuthServer;
  readonly person: Person;
  readonly launched: LaunchedApp;
  readonly page: Page;
  /** Starts the app; waits until links come back to it, which is what decides how people sign in. */
  start(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<void>;
  /** Every token, code and verifier there was so far. */
  secrets(): readonly string[];
  end(): Promise<void>;
}

/** Sets the scene; the app is not started yet. */
export async function setScene(options: OAuthServerOptions = {}): Promise<Scene> {
  const home = await createHome();
  const server = await startOAuthServer(options);
  const person = await startPerson(home);
  const saved: string[] = [];
  for (const kind of ['access_token', 'refresh_token', 'authorization_code']) {
    server.provider.on(`${kind}.saved`, (token) => {
      saved.push((token as { readonly jti: string }).jti);
    });
  }
  let launched: LaunchedApp | undefined;
  const running = (): LaunchedApp => {
    if (launched === undefined) throw new Error('the app was not started');
    return launched;
  };
  return {
    home,
    server,
    person,
    get launched() {
      return running();
    },
    get page() {
      return running().page;
    },
    async start(args = [], env = {}) {
      launched = await launchApp({ home, args, env: { ...person.env, ...env } });
      await untilLinksAreOurs(home);
    },
    secrets: () => [
      ...saved,
      ...server.seen.flatMap(({ parameters }) => parameters.get('code_verifier') ?? []),
    ],
    async end() {
      await launched?.close();
      await person[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Adds the protected server under a title; it then waits for somebody to sign in. */
export async function addNotes({ page, server }: Scene, title = 'Notes'): Promise<void> {
  await addFrom(page, mcpServers({ [title]: { url: server.mcpUrl } }));
}

/** Clicks the one button that signs in, of the server that is shown. */
export async function clickSignIn(page: Page, name = 'Sign in'): Promise<void> {
  await page.getByRole('tabpanel').getByRole('button', { name, exact: true }).first().click();
}

/** The panel that is shown while a browser is open. */
export function waitingPanel(page: Page) {
  return page.getByRole('region', { name: 'Go on in your browser' });
}

/** Uses the tool of the protected server, for which it wants somebody signed in. */
export async function readNote(
  { page, server }: Pick<Scene, 'page' | 'server'>,
  name = 'notes',
): Promise<void> {
  await openTab(page, name, 'Tools');
  await openTool(page, 'read');
  const before = server.mcpStatuses.length;
  await page.getByRole('button', { name: 'Run' }).click();
  // The result of an earlier run may still be on screen.
  await expect.poll(() => server.mcpStatuses.slice(before)).toContain(200);
  await expect(page.locator('.pb-tool-result')).toContainText('a note', { timeout: 60_000 });
}

/** Adds the server, signs in, and is back. */
export async function signInOnce(scene: Scene): Promise<void> {
  const { page } = scene;
  await addNotes(scene);
  await expectState(page, 'notes', 'needs-sign-in');
  await openTab(page, 'notes', 'Overview');
  await clickSignIn(page);
  await expectState(page, 'notes', 'ready');
}

/** Fills in, in its open settings, the client that a service has made for us; saving is left. */
export async function enterClient(page: Page, issuer: string, clientSecret: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Access' }).click();
  await page.getByRole('option', { name: 'Always signed in' }).click();
  await page.getByLabel('Client id').fill('patchbay-here');
  await page.getByRole('textbox', { name: 'Client secret', exact: true }).fill(clientSecret);
  await page.getByLabel('Address for signing in').fill(`${issuer}/auth`);
  await page.getByLabel('Address for tokens').fill(`${issuer}/token`);
}

/** The client of {@link enterClient}, as the authorization server knows it beforehand. */
export function knownClient(clientSecret: string) {
  return {
    client_id: 'patchbay-here',
    client_secret: clientSecret,
    application_type: 'native',
    redirect_uris: ['app.patchbay://oauth/callback', 'http://127.0.0.1/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'client_secret_basic',
  };
}

/** None of these is in the window. */
export async function expectNotInWindow(page: Page, secrets: readonly string[]): Promise<void> {
  const text = await everythingIn(page);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** Nothing secret is in the window, in the data folder, or where any program can read it. */
export async function expectNoSecretAnywhere(scene: Scene, more: readonly string[] = []) {
  const secrets = [...scene.secrets(), ...more];
  expect(secrets.length).toBeGreaterThan(0);
  await expectNotInWindow(scene.page, secrets);
  const commands = await commandLines(scene.launched);
  for (const secret of secrets) {
    expect(commands).not.toContain(secret);
    expect(await filesWith(scene.home, secret)).toEqual([]);
  }
}

async function commandLines(launched: LaunchedApp): Promise<string> {
  const family = await launched.family();
  const lines = family.map(({ pid }) =>
    readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(lines)).join('\n');
}
