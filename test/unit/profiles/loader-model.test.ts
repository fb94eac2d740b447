import { test } from 'vitest';

import { runLoaderModel } from '../../support/loader-model.ts';

test('a profile is seen whole or not at all, however fast it is switched', async () => {
  await runLoaderModel(60);
});
