import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import { expectState, rowOf } from './support/window.ts';

test('a file edited by hand shows at once, and one that cannot be read says where', async () => {
  const { page, home, close } = await launchApp({ args: ['--patchbay-seed-sample'] });
  await expectState(page, 'sample', 'ready');
  const path = join(home, 'data', 'servers.json');
  const good = await readFile(path, 'utf8');

  await writeFile(path, good.replace('"title":"Sample"', '"title":"By hand"'));
  await expect(rowOf(page, 'sample')).toContainText('By hand');
  await expectState(page, 'sample', 'ready');
  await expect(page.getByText('servers.json was changed outside Patchbay')).toBeVisible();

  await writeFile(path, good.replace('"value":', '"value"'));
  const notice = page.getByRole('alert').filter({ hasText: 'cannot be used' });
  await expect(notice).toContainText('line 1, column');
  await expect(rowOf(page, 'sample')).toContainText('By hand');
  await expect(notice).toBeInViewport({ ratio: 1 });
  await screenshot(page, 'outside-change');
  await writeFile(path, good);
  await expect(rowOf(page, 'sample')).toContainText('Sample');
  await expect(notice).toBeHidden();
  await close();
});
