import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const marker = 'PATCHBAY_E2E_APP';
const exitGraceMs = 5_000;

/** How to start the app for one test. */
export interface LaunchOptions {
  /** The data folder to use, kept afterwards; without it a fresh one that `close` removes. */
  readonly home?: string;
  /** Arguments after the app's folder, such as a `patchbay://` link. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The running app, its first window and its data folder. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  /** Quits the app and throws when it left a process behind. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts the built app in the real Electron that `scripts/prepare.mjs` chose and waits for its
 * first window. Chromium's own sandbox stays on, except for root, who cannot have it.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'patchbay-e2e-')));
  const mark = `${process.pid}-${process.hrtime.bigint()}`;
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: await preparedElectron(),
    args: [...(isRoot ? ['--no-sandbox'] : []), root, ...(options.args ?? [])],
    chromiumSandbox: !isRoot,
    cwd: root,
    env: { ...inheritedEnv(), ...options.env, PATCHBAY_HOME: home, [marker]: mark },
  });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await app.close();
    await expectNothingLeft(mark);
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  const page = await app.firstWindow();
  return { app, page, home, close: () => (closing ??= close()) };
}

/** Stores a picture of the window as `test-results/screenshots/<name>.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, 'test-results', 'screenshots', `${name}.png`) });
}

async function preparedElectron(): Promise<string> {
  const text = await readFile(join(root, '.cache', 'electron.json'), 'utf8');
  const runtime = JSON.parse(text) as { executable: string };
  return runtime.executable;
}

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Chromium's helper processes end a moment after the app; whatever stays longer is a leak. */
async function expectNothingLeft(mark: string): Promise<void> {
  const patientUntil = Date.now() + exitGraceMs;
  let left = await markedProcesses(mark);
  while (left.length > 0 && Date.now() < patientUntil) {
    await new Promise((done) => setTimeout(done, 50));
    left = await markedProcesses(mark);
  }
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  if (left.length > 0) {
    const commands = left.map(({ pid, command }) => `${pid} ${command}`).join('\n');
    throw new Error(`The app left processes behind:\n${commands}`);
  }
}

/** Processes started with our mark in their environment. Linux only; elsewhere none are seen. */
async function markedProcesses(mark: string): Promise<{ pid: number; command: string }[]> {
  if (process.platform !== 'linux') return [];
  const marked: { pid: number; command: string }[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const environment = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\0').includes(`${marker}=${mark}`)) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    marked.push({ pid: Number(entry), command: command.replaceAll('\0', ' ').trim() });
  }
  return marked;
}
