import { _electron } from '@playwright/test';
import type { ElectronApplication, JSHandle, Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { ProcessRow } from '../../src/main/node/processes/process-tree-rows.ts';
import { watchFocus } from './focus-watch.ts';
import {
  findProcess,
  killAll,
  livingDescendants,
  processesWithEnvironment,
  survivorsOf,
  waitFor,
} from './processes.ts';

const root = resolve(import.meta.dirname, '../..');
const marker = 'PATCHBAY_E2E_APP';
const exitGraceMs = 30_000;

/** How to start the app for one test. */
export interface LaunchOptions {
  /** The data folder to use, kept afterwards; without it a fresh one that `close` removes. */
  readonly home?: string;
  /** Arguments after the app's folder, such as a `patchbay://` link. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The network namespace to run in; this computer's own network if absent. */
  readonly namespace?: string;
}

/** The running app, its first window and its data folder. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  /** The main process. */
  readonly pid: number;
  /** Errors nobody caught and what the security policy refused, in every page so far. */
  readonly complaints: readonly string[];
  /** The app's processes and every program below it, as they are now. */
  family(): Promise<readonly ProcessRow[]>;
  /**
   * Quits the app; throws when a process of it is left, when a page complained, or when nothing in a
   * page had the focus for a while. Safe to call twice, and after the app has ended by other means.
   */
  close(): Promise<void>;
}

/**
 * Starts the built app in the real Electron that `scripts/prepare.mjs` chose and waits for the
 * first paint of its window. Chromium's own sandbox stays on, except for root, who cannot have it.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? (await createHome());
  const mark = `${process.pid}-${process.hrtime.bigint()}`;
  const command = await launchCommand(options.args);
  const env = { ...inheritedEnv(), ...options.env, PATCHBAY_HOME: home, [marker]: mark };
  const app = await _electron.launch({
    ...command,
    chromiumSandbox: !isRoot,
    env,
    ...(options.namespace !== undefined && inNamespace(options.namespace, command, env)),
  });
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the app did not start');
  const complaints = listenForComplaints(app);
  const focusLosses = await watchFocus(app);
  const family = () => familyOf(pid);
  let closing: Promise<void> | undefined;
  const close = async () => {
    const before = await family();
    await app.close();
    await expectNothingLeft(before, mark);
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
    if (focusLosses.length > 0) throw new Error(`Focus was lost:\n${focusLosses.join('\n')}`);
    if (complaints.length > 0) throw new Error(`A page complained:\n${complaints.join('\n')}`);
  };
  const page = await app.firstWindow();
  await page.locator('.pb-app').waitFor();
  return { app, page, home, pid, complaints, family, close: () => (closing ??= close()) };
}

/** A fresh data folder that the caller removes. */
export function createHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'patchbay-e2e-'));
}

/** The program and arguments that start the app, to start it by other means. */
export async function launchCommand(
  args: readonly string[] = [],
): Promise<{ executablePath: string; args: string[]; cwd: string }> {
  const text = await readFile(join(root, '.cache', 'electron.json'), 'utf8');
  const { executable } = JSON.parse(text) as { executable: string };
  // Another build than the one in `out` can be tested by naming the folder it lies in.
  const app = process.env['PATCHBAY_E2E_BUILD'] ?? root;
  return {
    executablePath: executable,
    args: [...(isRoot ? ['--no-sandbox'] : []), app, ...args],
    cwd: root,
  };
}

/** Playwright puts its own arguments first, so the rest is told in the environment. */
function inNamespace(
  namespace: string,
  command: { readonly executablePath: string },
  env: Readonly<Record<string, string>>,
) {
  return {
    executablePath: join(import.meta.dirname, 'run-in-namespace.mjs'),
    env: { ...env, PATCHBAY_NAMESPACE: namespace, PATCHBAY_PROGRAM: command.executablePath },
  };
}

/** Stores a picture of the window as `test-results/screenshots/<name>.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, 'test-results', 'screenshots', `${name}.png`) });
}

/** Addresses the app asks the system to open from now on; none of them is opened. */
export function noteOpened(app: ElectronApplication): Promise<JSHandle<string[]>> {
  return app.evaluateHandle(({ shell }) => {
    const addresses: string[] = [];
    shell.openExternal = (address) => {
      addresses.push(address);
      return Promise.resolve();
    };
    return addresses;
  });
}

/** The size of the window's content, in pixels; at least 720 by 600. */
export async function resizeWindow(
  { app, page }: LaunchedApp,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
    [width, height] as [number, number],
  );
  await page.waitForFunction(
    ([wide, high]) => window.innerWidth === wide && window.innerHeight === high,
    [width, height],
  );
}

/** Shows the page larger or smaller, as the keys for that do. */
export function zoom({ app }: LaunchedApp, factor: number): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, wanted) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted),
    factor,
  );
}

const isRoot = process.getuid?.() === 0;

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function listenForComplaints(app: ElectronApplication): string[] {
  const complaints: string[] = [];
  const context = app.context();
  context.on('weberror', (event) => complaints.push(String(event.error().stack)));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

async function familyOf(pid: number): Promise<readonly ProcessRow[]> {
  const [self, below] = await Promise.all([findProcess(pid), livingDescendants(pid)]);
  return self === undefined ? below : [self, ...below];
}

/** Chromium's helper processes end a moment after the app; whatever stays longer is a leak. */
async function expectNothingLeft(before: readonly ProcessRow[], mark: string): Promise<void> {
  const remaining = async () => [
    ...(await survivorsOf(before)),
    ...(await processesWithEnvironment(`${marker}=${mark}`)),
  ];
  const isOver = async () => (await remaining()).length === 0;
  await waitFor('the app to end', isOver, exitGraceMs).catch(async () => {
    const left = await remaining();
    const commands = await Promise.all(left.map(({ pid }) => commandOf(pid)));
    await killAll(left);
    throw new Error(`The app left processes behind:\n${commands.join('\n')}`);
  });
}

async function commandOf(pid: number): Promise<string> {
  const command = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
  return `${String(pid)} ${command.replaceAll('\0', ' ').trim()}`;
}
