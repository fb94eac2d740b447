import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { fixtureFile } from './support/machine.ts';
import {
  addFrom,
  expectState,
  mcpServers,
  openTab,
  openTool as chooseTool,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const args = [fixtureFile('stdio', 'schemas-server.mjs')];
  await addFrom(launched.page, mcpServers({ Forms: { command: 'node', args } }));
  await expectState(launched.page, 'forms', 'ready');
  await openTab(launched.page, 'forms', 'Tools');
});
test.afterAll(() => launched.close());

const result = () => launched.page.locator('.pb-tool-result');
const field = (name: string) => launched.page.locator('.pb-arguments').getByLabel(name).first();
const run = () => launched.page.getByRole('button', { name: 'Run', exact: true }).click();

/** Finds a tool in the long list, as a person does, and opens it. */
async function openTool(page: Page, tool: string): Promise<void> {
  await page.getByPlaceholder(/^Filter/).fill(tool);
  await chooseTool(page, tool);
}

/** Opens a tool and runs it; it answers with the arguments it got. */
async function sent(tool: string, fill: () => Promise<unknown>): Promise<unknown> {
  await openTool(launched.page, tool);
  await fill();
  await run();
  await expect(result()).toContainText(`"tool": "${tool}"`);
  const text = await result().locator('pre').first().innerText();
  return (JSON.parse(text) as { args: unknown }).args;
}

test('bounds of draft-04 are understood', async () => {
  expect(await sent('oas-exclusive-true', () => field('timeout').fill('1'))).toEqual({
    timeout: 1,
  });
  await openTool(launched.page, 'oas-exclusive-true');
  await field('timeout').fill('0');
  await run();
  await expect(launched.page.getByText('More than 0.')).toBeVisible();
});

test('optional groups that nobody touched stay out', async () => {
  const org = () => field('org').fill('x');
  expect(await sent('hand-report', org)).toEqual({ org: 'x' });
  expect(await sent('zod-optional-variants', () => field('name').fill('n'))).toEqual({ name: 'n' });
  expect(await sent('py-optional-map', () => field('Query').fill('q'))).toEqual({ query: 'q' });
});

test('variants are called by their constant, which goes with them', async () => {
  const { page } = launched;
  const args = await sent('zod-discriminated', async () => {
    await expect(page.locator('.pb-form-options')).toBeVisible();
    await screenshot(page, 'form-variants');
    await page.locator('.pb-form-options').getByRole('combobox').first().click();
    await page.getByRole('option', { name: 'wait' }).click();
    await field('ms').fill('5');
  });
  expect(args).toEqual({ step: { kind: 'wait', ms: 5 } });
});

test('a whole number beyond 2^53 arrives as it was typed, from the form and from JSON', async () => {
  const { page } = launched;
  await openTool(page, 'hand-big-number');
  await field('id').fill('9007199254740993');
  await run();
  await expect(result()).toContainText('9007199254740993');
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  await page.getByLabel('Arguments as JSON').fill('{ "id": -9007199254740995 }');
  await run();
  await expect(result()).toContainText('-9007199254740995');
});

test('what is needed has a field, also where the schema does not say what it is', async () => {
  const { page } = launched;
  await openTool(page, 'hand-required-unknown');
  await field('a').fill('x');
  await run();
  await expect(page.getByText('This is needed.')).toHaveCount(1);
  await field('b').fill('y');
  await run();
  await expect(result()).toContainText('"b": "y"');
});

test('a refusal that no field shows stands above Run, and the tool can be run anyway', async () => {
  const { page } = launched;
  await openTool(page, 'oas-one-of-exclusive');
  await field('org').fill('o');
  await field('id').fill('1');
  await field('slug').fill('s');
  await run();
  const refused = page.getByRole('group', { name: 'What is not right yet' });
  await expect(refused.getByRole('listitem')).not.toHaveCount(0);
  await expect(refused).toBeFocused();
  await screenshot(page, 'form-refused');
  await refused.getByRole('button', { name: 'Run anyway' }).click();
  await expect(result()).toContainText('"tool": "oas-one-of-exclusive"');
  await expect(result()).toContainText('"slug": "s"');
});
