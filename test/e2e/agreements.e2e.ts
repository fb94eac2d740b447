import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, rowOf } from './support/window.ts';

let home: string;
let launched: LaunchedApp;

test.beforeEach(async () => {
  home = await createHome();
  launched = await launchApp({ home });
});
test.afterEach(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

test('a program that was agreed to runs again without a question, a changed one waits and shows what is new', async () => {
  const sign = `sign-${String(process.hrtime.bigint())}`;
  await addFrom(
    launched.page,
    mcpServers({
      Everything: {
        command: 'node',
        args: [referenceFile('everything'), 'stdio', sign],
        env: { LEVEL: 'quiet' },
      },
    }),
  );
  await expectState(launched.page, 'everything', 'ready');
  await launched.close();
  launched = await launchApp({ home });
  await expectState(launched.page, 'everything', 'ready');
  await launched.close();

  const path = join(home, 'data', 'servers.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"text":"quiet"', '"text":"loud\\u202e value"'));
  launched = await launchApp({ home });
  const { page } = launched;
  await expectState(page, 'everything', 'needs-setup');
  expect(await commandsWith(sign)).toEqual([]);
  await rowOf(page, 'everything').click();
  const panel = page.getByRole('region', { name: 'This runs a program with your rights' });
  await expect(panel.getByTestId('exact-environment')).toHaveText('LEVEL = loud\\u{202E} value');
  await expect(panel).toContainText('It also gets the usual settings of your system');
  await screenshot(page, 'agreement-asked-again');
  await page.emulateMedia({ colorScheme: 'dark' });
  await panel.locator('xpath=..').getByRole('button', { name: 'Allow and start' }).click();
  await expectState(page, 'everything', 'ready');
  expect(await commandsWith(sign)).toHaveLength(1);
});
