import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hostileSchemas } from '../fixtures/schemas/hostile-schemas.mjs';
import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { fixtureFile } from './support/machine.ts';
import { watchStalls } from './support/stalls.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const parts = 4;
// All of them take minutes, which the figures have; the suite looks at one of each kind.
const isWhole = process.env['PATCHBAY_HOSTILE_SCHEMAS'] === 'all';
const some = new Set([
  'pattern: sixteen stars',
  'format: url',
  'twice a level, all of it wrong',
  '3,000 lists that differ at the end',
  '299 fields that are one list of 900',
  '299 fields',
  'descriptions that hide',
  'a preset list of 20,000',
]);
const chosen = hostileSchemas
  .map(({ name }, at) => ({ name, at }))
  .filter(({ name }) => isWhole || some.has(name));

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const file = fixtureFile('stdio', 'hostile-schemas.mjs');
  const servers = Array.from({ length: parts }, (_, at) => [
    `Hostile ${String(at + 1)}`,
    { command: 'node', args: [file, `${String(at + 1)}/${String(parts)}`] },
  ]);
  await addFrom(launched.page, mcpServers(Object.fromEntries(servers) as object as never));
});
test.afterAll(() => launched.close());

test('no schema holds up the window or main', async () => {
  test.setTimeout(isWhole ? 1_200_000 : 240_000);
  const { app, page } = launched;
  const stalls: { name: string; window: number; main: number; isHarmless?: true }[] = [];
  const watch = await watchStalls(app, page);
  const result = page.locator('.pb-tool-result');
  /** The longest stalls while a tool is opened and run; none where it is not in the list. */
  const stallsOf = async (tool: string) => {
    await page.getByPlaceholder(/^Filter/).fill(tool);
    await watch.read();
    // Main leaves out what cannot even be written down again, such as nesting without end.
    const listed = page.getByRole('listbox', { name: 'Tools' }).getByText(tool, { exact: true });
    await expect(listed.or(page.getByText('Nothing matches.'))).toBeVisible();
    if (!(await listed.isVisible())) return undefined;
    await openTool(page, tool);
    await page.getByRole('button', { name: 'Run' }).click();
    // Either the server got the call, or a person is told what is wrong.
    const called = result.getByText(`called ${tool}`);
    await expect(called.or(page.getByText('Some fields need another look.')).first()).toBeVisible({
      timeout: 60_000,
    });
    return watch.read();
  };
  let shown = '';
  for (const [turn, { name, at }] of chosen.entries()) {
    const server = `hostile-${String((at % parts) + 1)}`;
    if (server !== shown) {
      await expectState(page, server, 'ready');
      await openTab(page, server, 'Tools');
      shown = server;
    }
    // What the page and the machine take for any tool at all.
    const harmless = turn % parts === 0 ? await stallsOf('harmless') : undefined;
    if (harmless !== undefined) stalls.push({ name: 'harmless', ...harmless, isHarmless: true });
    const measured = await stallsOf(`schema_${String(at)}`);
    if (measured !== undefined) stalls.push({ name, ...measured });
  }
  await mkdir('test-results', { recursive: true });
  await writeFile(join('test-results', 'hostile-schemas.json'), JSON.stringify(stalls, null, 2));
});

test('what could not be judged is said, in light and dark', async () => {
  const { page } = launched;
  const at = hostileSchemas.findIndex(({ name }) => name === 'pattern: sixteen stars');
  await openTab(page, `hostile-${String((at % parts) + 1)}`, 'Tools');
  const tool = `schema_${String(at)}`;
  await page.getByPlaceholder(/^Filter/).fill(tool);
  await openTool(page, tool);
  const note = page.locator('.pb-unjudged');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(note).toContainText('The server decides.');
  await expect(page.locator('.pb-tool-result')).toContainText(`called ${tool}`);
  await screenshot(page, 'schema-unjudged-light');
  await page.keyboard.press('Control+,');
  await page.getByText('Dark', { exact: true }).click();
  await page.keyboard.press('Control+1');
  await expect(note).toBeVisible();
  await screenshot(page, 'schema-unjudged-dark');
  // Something else was typed: it is not known yet whether that can be judged.
  await page.getByRole('textbox', { name: /^a/ }).fill('aaa');
  await expect(note).toBeHidden();
});
