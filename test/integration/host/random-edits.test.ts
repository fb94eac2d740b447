import { expect, test } from 'vitest';

import { tryRandomEdits } from '../../support/edit-trial.ts';

test('no edit of servers.json starts a program, sends a secret or loses one without a click', async () => {
  const { edits, ...harm } = await tryRandomEdits(360, 20_260);
  expect(harm).toEqual({ spawned: [], sent: [], lost: [] });
  expect(edits).toBeGreaterThanOrEqual(360);
});
