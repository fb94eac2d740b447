import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';

import { errorsPage } from './errors-page.ts';

test('docs/errors.md says what the code does', async () => {
  const path = fileURLToPath(new URL('../../../docs/errors.md', import.meta.url));
  const options = await resolveConfig(path);
  const page = await format(errorsPage(), { ...options, parser: 'markdown' });
  await expect(page).toMatchFileSnapshot(path);
});
