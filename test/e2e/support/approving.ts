import type { Page } from '@playwright/test';

/** Says yes, for every tool of that server from that app, to a call that is under way. */
export async function allowed<T>(page: Page, calling: Promise<T>): Promise<T> {
  await page.getByRole('button', { name: /^Always…: / }).click();
  const choice = 'Always for every tool of this server from this app';
  await page.getByRole('menuitem', { name: choice }).click();
  return calling;
}
