import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { CodexApp } from '../support/ai-apps/codex.ts';
import { allFetched } from '../support/ai-apps/fetched.ts';
import { geminiSettings, runGemini } from '../support/ai-apps/gemini.ts';
import { opencodeLists } from '../support/ai-apps/one-shot.ts';
import { untilDoorIsOpen } from '../support/bridge.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { allowed } from './support/approving.ts';
import { addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const tool = 'memory_read_graph';
const fetchAll = () => allFetched('codex', 'gemini', 'opencode');
let programs: Exclude<Awaited<ReturnType<typeof fetchAll>>, string>;
let home: string;
let person: string;
let launched: LaunchedApp;

/** Settings as people have them: comments, tabs, other line ends, servers of their own. */
const files = {
  codex: [
    '.codex/config.toml',
    '# mine\r\nmodel = "o"   # why\r\n\r\n[tui]\r\nanimations = false\r\n',
  ],
  'gemini-cli': [
    '.gemini/settings.json',
    `{\n\t// mine\n${JSON.stringify(geminiSettings, undefined, '\t').slice(2, -2)} /* all */\n}`,
  ],
  opencode: [
    '.config/opencode/opencode.jsonc',
    '{\n  "$schema": "https://opencode.ai/config.json", // mine\n  "autoupdate": false,\n  "share": "disabled",\n  "mcp": {},\n}\n',
  ],
} as const;
type AppId = keyof typeof files;

const row = (id: AppId): Locator => launched.page.locator(`[data-app="${id}"]`);
const bytesOf = (id: AppId): Promise<Buffer> => readFile(join(person, files[id][0]));

async function write(button: string, id: AppId): Promise<void> {
  await row(id).getByRole('button', { name: button }).click();
  await launched.page.getByRole('button', { name: 'Write it' }).click();
  await expect(launched.page.getByRole('dialog')).toHaveCount(0);
}

test.beforeAll(async () => {
  test.setTimeout(10 * 60_000);
  const fetched = await fetchAll();
  test.skip(typeof fetched === 'string', typeof fetched === 'string' ? fetched : '');
  if (typeof fetched === 'string') return;
  programs = fetched;
  home = await createHome();
  person = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  for (const [place, text] of Object.values(files)) {
    await mkdir(dirname(join(person, place)), { recursive: true });
    await writeFile(join(person, place), text);
  }
  launched = await launchApp({
    home,
    env: { HOME: person, XDG_CONFIG_HOME: join(person, '.config'), CODEX_HOME: '' },
  });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await addMemory(launched.page);
  await untilDoorIsOpen(home);
});
test.afterAll(async () => {
  await launched.close();
  await Promise.all([home, person].map((one) => rm(one, { recursive: true, force: true })));
});

test('three apps that others wrote are connected by the button, and not seen yet', async () => {
  await launched.page.getByRole('button', { name: 'Connected apps' }).click();
  for (const id of Object.keys(files) as AppId[]) {
    await expect(row(id)).toHaveAttribute('data-state', 'not-connected');
    await write('Connect…', id);
    await expect(row(id)).toHaveAttribute('data-state', 'not-seen');
  }
});

test('Codex lists our tools and calls one', async () => {
  test.setTimeout(3 * 60_000);
  const codex = await CodexApp.start(programs.codex, person);
  try {
    await expect.poll(() => codex.tools(), { timeout: 60_000 }).toContain(tool);
    expect(await allowed(launched.page, codex.call(tool, {}))).toContain('entities');
  } finally {
    await codex.close();
  }
  await expect(row('codex')).toHaveAttribute('data-state', 'connected');
  await expect(row('codex')).toContainText('Last call');
});

test('Gemini CLI gives its model our tools and calls one', async () => {
  test.setTimeout(3 * 60_000);
  let isFirst = true;
  const run = runGemini(programs.gemini, person, undefined, () => {
    const next = isFirst ? { tool, args: {} } : undefined;
    isFirst = false;
    return Promise.resolve(next);
  });
  const { answers, tools, output } = await allowed(launched.page, run);
  expect(
    tools.some((name) => name.endsWith(tool)),
    output,
  ).toBe(true);
  expect(answers.join()).toContain('entities');
  await expect(row('gemini-cli')).toHaveAttribute('data-state', 'connected');
});

test('opencode comes by what stands in its file', async () => {
  test.setTimeout(3 * 60_000);
  expect(await opencodeLists(programs.opencode, person)).toMatch(/patchbay.*connected/);
  await expect(row('opencode')).toHaveAttribute('data-state', 'connected');
  for (const colorScheme of ['light', 'dark'] as const) {
    await launched.page.emulateMedia({ colorScheme });
    await screenshot(launched.page, `real-apps-connected-${colorScheme}`);
  }
});

test('disconnected by undo, each file is byte for byte what it was', async () => {
  for (const id of (Object.keys(files) as AppId[]).reverse()) {
    const [place, text] = files[id];
    await launched.page.keyboard.press('Control+z');
    await expect(row(id)).toHaveAttribute('data-state', 'not-connected');
    expect((await bytesOf(id)).toString('utf8'), place).toBe(text);
    const beside = await readdir(dirname(join(person, place)));
    expect(beside.filter((name) => name.includes('patchbay'))).toEqual([]);
  }
});
