import { expect, test } from 'vitest';

import { afterThisTurn } from '../../../../src/main/node/kernel/after-this-turn.ts';

test('what can wait is done in its order, after what is to leave now and before what comes next', async () => {
  const done: string[] = [];
  const note = afterThisTurn((what: string) => void done.push(what));
  note('one');
  note('two');
  // Where streams that gather let go of what was written.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  expect(done).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(['one', 'two']);
});
