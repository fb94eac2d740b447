import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { referenceFile } from './machine.ts';

/** A state word of a row: the state kind of the connection. */
export type StateKind = 'ready' | 'failed' | 'disabled' | 'idle' | 'waiting' | (string & {});

/** The list of servers. */
export function serverList(page: Page): Locator {
  return page.getByRole('grid', { name: 'Servers' });
}

/** The row of the server called `name`. */
export function rowOf(page: Page, name: string): Locator {
  return serverList(page).locator(`[role=row][data-server-name="${name}"]`);
}

/** Waits until a row shows a state. */
export async function expectState(page: Page, name: string, state: StateKind): Promise<void> {
  await expect(rowOf(page, name)).toHaveAttribute('data-state', state, { timeout: 90_000 });
}

/** The dialog that adds servers. */
export function addDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Add a server' });
}

/** Opens the dialog by its key and puts `text` into its one box. */
export async function paste(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('Control+n');
  const dialog = addDialog(page);
  await dialog.getByRole('textbox', { name: 'What to add' }).fill(text);
  return dialog;
}

/** The button that adds what the dialog understood. */
export function addButton(dialog: Locator): Locator {
  return dialog.getByRole('button', { name: /^Add (?:\d+ )?servers?$/ });
}

/** Pastes `text`, agrees to what is shown, and closes the dialog once it was saved. */
export async function addFrom(page: Page, text: string): Promise<void> {
  await addShown(page, await paste(page, text));
}

/** Agrees to what the dialog shows, and closes it once it was saved. */
export async function addShown(page: Page, dialog: Locator): Promise<void> {
  await addButton(dialog).click();
  // Its buttons change with the outcome; the key closes it whatever came of it.
  await expect(dialog.getByRole('textbox', { name: 'What to add' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** JSON as most READMEs have it. */
export function mcpServers(servers: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ mcpServers: servers }, null, 2);
}

/** Shows a server's tab. */
export async function openTab(page: Page, server: string, tab: string): Promise<void> {
  await rowOf(page, server).click();
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
}

/** Shows a tool of the server whose tab Tools is open. */
export async function openTool(page: Page, tool: string): Promise<void> {
  await page.getByRole('listbox', { name: 'Tools' }).getByText(tool, { exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: tool, exact: true })).toBeVisible();
}

/** Everything in the window a person could read or copy: markup and the values of its fields. */
export async function everythingIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
    return [document.documentElement.outerHTML, ...fields.map(({ value }) => value)].join('\n');
  });
}

/** Adds the reference server that remembers, and waits until it is ready. */
export async function addMemory(page: Page): Promise<void> {
  await addFrom(page, mcpServers({ Memory: { command: 'node', args: [referenceFile('memory')] } }));
  await expectState(page, 'memory', 'ready');
}
