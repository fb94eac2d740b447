import { test } from 'vitest';

import { runAccessModel } from '../../support/access-runs.ts';

test('who may use what is what a simple model says, whatever happens', async () => {
  await runAccessModel(60);
});
