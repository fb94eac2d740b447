import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { CodexApp } from '../support/ai-apps/codex.ts';
import { throughBridge } from '../support/ai-apps/entry.ts';
import { allFetched } from '../support/ai-apps/fetched.ts';
import { runGemini } from '../support/ai-apps/gemini.ts';
import type { GeminiRun } from '../support/ai-apps/gemini.ts';
import { inspectorCalls } from '../support/ai-apps/one-shot.ts';
import { compiledBridge, scriptBridge, untilDoorIsOpen } from '../support/bridge.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { livingDescendants } from '../support/processes.ts';
import { allowed } from './support/approving.ts';
import { expectState, openTab, addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const tool = 'memory_read_graph';
let programs: Exclude<Awaited<ReturnType<typeof fetchAll>>, string>;
let home: string;
let folder: string;
let launched: LaunchedApp;
let codex: CodexApp | undefined;
let gemini: Promise<GeminiRun> | undefined;
/** Lets the model of Gemini want one more call, or nothing more. */
let goOn: (call: { tool: string; args: object } | undefined) => void = () => undefined;

const fetchAll = () => allFetched('codex', 'gemini', 'inspector', 'node');
const entry = (app: string) => throughBridge(compiledBridge ?? scriptBridge, home, app);
const homeOf = (app: string) => mkdtemp(join(folder, app));
const inspect = async () =>
  inspectorCalls(programs, await homeOf('inspector'), entry('Inspector'), { tool, args: {} });
/** The processes of the server below the window's own. */
async function memories(): Promise<readonly number[]> {
  const below = await livingDescendants(launched.app.process().pid);
  const commands = await Promise.all(
    below.map(({ pid }) => readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '')),
  );
  return below.map(({ pid }) => pid).filter((_, at) => commands[at]?.includes('server-memory'));
}
const linesOf = (app: string) =>
  launched.page.getByRole('list', { name: 'Calls' }).getByRole('button').filter({ hasText: app });
const openActivity = () =>
  launched.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();

test.beforeAll(async () => {
  test.setTimeout(10 * 60_000);
  const fetched = await fetchAll();
  test.skip(typeof fetched === 'string', typeof fetched === 'string' ? fetched : '');
  if (typeof fetched === 'string') return;
  programs = fetched;
  folder = await mkdtemp(join(tmpdir(), 'patchbay-ai-apps-'));
  home = await createHome();
  launched = await launchApp({ home });
  await addMemory(launched.page);
  await untilDoorIsOpen(home);
});
test.afterAll(async () => {
  goOn(undefined);
  await Promise.all([codex?.close(), gemini]);
  await launched.close();
  await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

test('Codex, Gemini and the Inspector stand side by side in Activity, and share one process', async () => {
  test.setTimeout(4 * 60_000);
  const { page } = launched;
  codex = await CodexApp.start(programs.codex, await homeOf('codex'), entry('Codex'));
  expect(await allowed(page, codex.call(tool, {}))).toContain('entities');
  let isFirst = true;
  gemini = runGemini(programs.gemini, await homeOf('gemini'), entry('Gemini CLI'), () => {
    if (!isFirst) return new Promise((resolve) => (goOn = resolve));
    isFirst = false;
    return Promise.resolve({ tool, args: {} });
  });
  await openActivity();
  await allowed(page, expect(linesOf('Gemini CLI')).toHaveCount(1, { timeout: 90_000 }));
  expect(await allowed(page, inspect())).toContain('entities');
  for (const app of ['Codex', 'Gemini CLI', 'Inspector']) {
    await expect(linesOf(app)).toHaveCount(1, { timeout: 90_000 });
  }
  expect(await memories()).toHaveLength(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await screenshot(page, `ai-apps-activity-${colorScheme}`);
  }
  await page.getByRole('navigation').getByRole('button', { name: 'Servers' }).click();
  await openTab(page, 'memory', 'Overview');
  await expect(page.getByText(/Codex \(1 call\)/)).toBeVisible();
});

test('killed under them and started again, Patchbay serves the same sessions', async () => {
  test.setTimeout(4 * 60_000);
  launched.app.process().kill('SIGKILL');
  await launched.close().catch(() => undefined);
  launched = await launchApp({ home });
  const { page } = launched;
  // Which page was the last to be noted down depends on the moment of the kill.
  await page.getByRole('navigation').getByRole('button', { name: 'Servers' }).click();
  await expectState(page, 'memory', 'ready');
  // The same processes of the apps, which nobody started anew.
  expect(await codex?.call(tool, {})).toContain('entities');
  goOn({ tool, args: {} });
  await openActivity();
  await expect(linesOf('Codex')).toHaveCount(2);
  await expect(linesOf('Gemini CLI')).toHaveCount(2, { timeout: 60_000 });
  goOn(undefined);
  const { answers } = (await gemini) ?? { answers: [] };
  expect(answers).toHaveLength(2);
  expect(answers.every((answer) => answer.includes('entities'))).toBe(true);
  expect(await memories()).toHaveLength(1);
  await screenshot(page, 'ai-apps-healed');
});
