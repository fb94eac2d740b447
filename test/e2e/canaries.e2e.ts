import { expect, test } from '@playwright/test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { startLoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import type { LoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import { killAll, waitForExit } from '../support/processes.ts';
import { startOAuthServer } from '../support/oauth-server.ts';
import type { OAuthServer } from '../support/oauth-server.ts';
import { newCanary, scanForCanaries } from './support/canary-scan.ts';
import { fixtureFile } from './support/machine.ts';
import {
  addNotes,
  clickSignIn,
  enterClient,
  expectNotInWindow,
  knownClient,
  readNote,
  setScene,
} from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import {
  addFrom,
  addShown,
  expectState,
  mcpServers,
  openTab,
  paste,
  rowOf,
} from './support/window.ts';

// How often Patchbay is killed; the figure in docs/FIGURES.md is taken with more.
const kills = Number(process.env['PATCHBAY_CANARY_KILLS'] ?? '3');
const maxKillDelayMs = 2_500;

test.describe.configure({ mode: 'serial', timeout: 120_000 + kills * 20_000 });

const planted = {
  dyingEnv: newCanary('dying-env'),
  workingEnv: newCanary('working-env'),
  repeatedEnv: newCanary('repeated-env'),
  header: newCanary('header'),
  key: newCanary('key'),
  variable: newCanary('variable'),
  clientSecret: newCanary('client-secret'),
  argument: newCanary('argument'),
  argumentVariable: newCanary('argument-variable'),
};
const echoSecrets = fixtureFile('stdio', 'echo-secrets.mjs');
const byEnvironment = 'Keep it in the vault and pass it by the environment';
let scene: Scene;
let named: OAuthServer;
let echo: LoopbackServer;
let temporary: string;
const said: Buffer[] = [];
const seen = { places: 0, scans: 0, hits: [] as string[] };

test.beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'patchbay-canaries-'));
  // Short-lived, so that each start renews and saves them.
  scene = await setScene({ accessTokenSeconds: 5 });
  named = await startOAuthServer({
    withoutRegistration: true,
    clients: [knownClient(planted.clientSecret)],
  });
  // As a careless service would: whatever is asked wrongly comes back in the answer.
  echo = await startLoopbackServer((request, response) => {
    request.resume();
    const told = JSON.stringify(request.headers);
    const status = request.url === '/refuses' ? 401 : 500;
    response.writeHead(status, {
      'content-type': 'application/json',
      'www-authenticate': `Bearer error="invalid_token", error_description=${JSON.stringify(String(request.headers.authorization))}`,
    });
    response.end(JSON.stringify({ error: { message: told }, error_description: told }));
  });
  named.intercept = (request, response) => {
    if (request.url !== '/token') return false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const told = `${String(request.headers.authorization)} ${Buffer.concat(chunks).toString('utf8')}`;
      response.writeHead(400, { 'content-type': 'application/json' });
      // The secret as it is, too: a service knows it.
      const description = `${told} ${planted.clientSecret}`;
      response.end(JSON.stringify({ error: 'invalid_request', error_description: description }));
    });
    return true;
  };
  await start();
});
test.afterAll(async () => {
  await scene.end();
  await named[Symbol.asyncDispose]();
  await echo.close();
  await rm(temporary, { recursive: true, force: true });
});

async function start(): Promise<void> {
  await scene.start([], { TMPDIR: temporary });
  const { stdout, stderr } = scene.launched.app.process();
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
}

const canaries = () => [...Object.values(planted), ...scene.secrets()];

async function scan(): Promise<void> {
  await writeFile(join(temporary, 'said.txt'), Buffer.concat(said));
  const found = await scanForCanaries({
    canaries: canaries(),
    folders: [scene.home, temporary, homedir()],
    mark: `PATCHBAY_HOME=${scene.home}`,
    mayKnow: /(echo|repeats)-secrets/,
  });
  seen.places += found.places;
  seen.scans += 1;
  seen.hits.push(...found.hits);
  expect(found.hits).toEqual([]);
}

test('what a scan would find is found where it is planted', async () => {
  const folder = await mkdtemp(join(temporary, 'planted-'));
  const canary = newCanary('found');
  const forms = [
    canary,
    Buffer.from(`x${canary}`).toString('base64'),
    Buffer.from(canary, 'utf16le'),
    Buffer.from(canary).toString('hex'),
  ];
  for (const [index, form] of forms.entries()) await writeFile(join(folder, String(index)), form);
  const options = { folders: [folder], mark: 'NOBODY=1', mayKnow: /^$/ };
  const { hits } = await scanForCanaries({ ...options, canaries: [canary, newCanary('absent')] });
  expect(hits).toHaveLength(forms.length);
  await rm(folder, { recursive: true });
});

test('servers are trusted with secrets, and fail while they repeat them', async () => {
  const { page } = scene;
  const program = (mode: string, env: Record<string, string>) => ({
    command: 'node',
    args: [echoSecrets, mode],
    env,
  });
  await addFrom(
    page,
    mcpServers({
      Dying: program('die', { API_KEY: planted.dyingEnv }),
      Working: program('work', { SERVICE_TOKEN: planted.workingEnv }),
      Repeating: {
        command: 'node',
        args: [fixtureFile('stdio', 'repeats-secrets.mjs')],
        env: { SERVICE_TOKEN: planted.repeatedEnv },
      },
      Headers: { url: echo.url, headers: { 'X-Api-Key': planted.header } },
      Keys: {
        url: echo.url.replace('/mcp', '/refuses'),
        headers: { Authorization: `Bearer ${planted.key}` },
      },
    }),
  );
  await expectState(page, 'working', 'ready');
  await expectState(page, 'repeating', 'ready');
  await expect(rowOf(page, 'keys')).not.toHaveAttribute('data-state', /connecting|idle/);
  await expect
    .poll(() => echo.seen.map(({ headers }) => headers['x-api-key']))
    .toContain(planted.header);
  await expect
    .poll(() => echo.seen.map(({ headers }) => headers.authorization))
    .toContain(`Bearer ${planted.key}`);
  for (const name of ['dying', 'working', 'headers', 'keys']) {
    for (const tab of ['Overview', 'Logs', 'Settings']) {
      await openTab(page, name, tab);
      await expectNotInWindow(scene.page, canaries());
    }
  }
  for (const tab of ['Overview', 'Tools', 'Resources', 'Prompts', 'Logs']) {
    await openTab(page, 'repeating', tab);
    await expectNotInWindow(scene.page, canaries());
  }
  await scan();
});

test('what repeats its key still works under the names that are shown', async () => {
  const { page } = scene;
  await openTab(page, 'repeating', 'Tools');
  const panel = page.getByRole('tabpanel');
  await panel.getByText('tool-•••').first().click();
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.getByText(/right •••/).first()).toBeVisible();
  await expectNotInWindow(scene.page, canaries());
  await scan();
});

test('a key typed among arguments is said before anything is decided, and one button keeps it off every command line', async () => {
  const { page } = scene;
  const args = [echoSecrets, 'work', '--api-key', planted.argument];
  const dialog = await paste(page, mcpServers({ Argument: { command: 'node', args } }));
  await expect(dialog).toContainText(
    'Part 5 looks like a secret. It is kept in plain text and passed on the command line',
  );
  await scan();
  await dialog.getByRole('button', { name: byEnvironment }).click();
  await expect(dialog.getByTestId('exact-environment')).toHaveText('API_KEY = from the vault');
  await scan();
  await addShown(page, dialog);
  await expectState(page, 'argument', 'ready');
  await expectGotByEnvironment('argument', 'API_KEY');
});

test('a sensitive variable among arguments is said before it is agreed to or entered, and the same button keeps it off', async () => {
  const { page } = scene;
  const input = { id: 'SERVICE_TOKEN', type: 'promptString', password: true };
  const args = [echoSecrets, 'work', '--token', '${input:SERVICE_TOKEN}'];
  const servers = { Variable: { command: 'node', args } };
  const dialog = await paste(page, JSON.stringify({ inputs: [input], servers }));
  await expect(dialog).toContainText(/The secret \w+ is passed on the command line/);
  await dialog.getByRole('button', { name: byEnvironment }).click();
  await expect(dialog).not.toContainText('is passed on the command line');
  await addShown(page, dialog);
  await expectState(page, 'variable', 'needs-setup');
  await openTab(page, 'variable', 'Overview');
  const panel = page.getByRole('tabpanel');
  await panel.locator('input[type=password]').fill(planted.argumentVariable);
  await panel.getByRole('button', { name: 'Save and connect' }).click();
  await expectState(page, 'variable', 'ready');
  await expectGotByEnvironment('variable', 'SERVICE_TOKEN');
});

/** Its program says what it was trusted with; that is covered where it is kept, and not lost. */
async function expectGotByEnvironment(server: string, name: string): Promise<void> {
  const { page } = scene;
  await openTab(page, server, 'Logs');
  await expect(page.getByRole('tabpanel')).toContainText(`${name}=•••`);
  await expectNotInWindow(page, canaries());
  await scan();
}

test('a client secret comes back in what a token endpoint says', async () => {
  const { page } = scene;
  await addFrom(page, mcpServers({ Named: { url: named.mcpUrl } }));
  await expectState(page, 'named', 'needs-sign-in');
  await openTab(page, 'named', 'Settings');
  await enterClient(page, named.issuer, planted.clientSecret);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectState(page, 'named', 'needs-sign-in');
  await openTab(page, 'named', 'Overview');
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /^Sign in/ })
    .first()
    .click();
  await expect.poll(() => named.count('/token')).toBeGreaterThan(0);
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNotInWindow(scene.page, canaries());
  await scan();
});

test('somebody signs in, and Patchbay is killed while it saves and renews', async () => {
  const { page } = scene;
  await addNotes(scene);
  await expectState(page, 'notes', 'needs-sign-in');
  await openTab(page, 'notes', 'Overview');
  await clickSignIn(page);
  await expectState(page, 'notes', 'ready');
  await readNote(scene);
  await expectNotInWindow(scene.page, canaries());
  await scan();
  for (let round = 0; round < kills; round += 1) {
    await kill('SIGKILL', Math.random() * maxKillDelayMs);
    await scan();
    await start();
    // A token that was renewed but not yet saved is gone with its family: then somebody signs in.
    const row = rowOf(scene.page, 'notes');
    await expect(row).toHaveAttribute('data-state', /ready|needs-sign-in/, { timeout: 60_000 });
    if ((await row.getAttribute('data-state')) === 'ready') continue;
    await openTab(scene.page, 'notes', 'Overview');
    await clickSignIn(scene.page, 'Sign in again');
  }
});

test('a crash leaves nothing either', async () => {
  const { app } = scene.launched;
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await kill('SIGABRT', 500);
  await scan();
  await report();
});

async function kill(signal: 'SIGKILL' | 'SIGABRT', afterMs: number): Promise<void> {
  const { launched } = scene;
  const family = await launched.family();
  await delay(afterMs);
  process.kill(launched.pid, signal);
  await waitForExit(family).catch(() => killAll(family));
  await launched.close();
}

/** For the page of figures. */
async function report(): Promise<void> {
  const folder = join(import.meta.dirname, '../../test-results');
  await mkdir(folder, { recursive: true });
  const { places, scans, hits } = seen;
  const text = JSON.stringify({
    planted: canaries().length,
    places,
    scans,
    kills,
    hits: hits.length,
  });
  await writeFile(join(folder, 'canaries.json'), text);
}
