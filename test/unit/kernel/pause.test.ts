import { expect, test } from 'vitest';

import { pause } from '../../../src/main/kernel/pause.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

function begun(signal: AbortSignal) {
  const clock = new FakeClock();
  const seen = { isOver: false };
  void pause(clock, 1_000, signal).then(() => (seen.isOver = true));
  return { clock, seen };
}

test('a pause takes its time', async () => {
  const { clock, seen } = begun(new AbortController().signal);
  await clock.advance(999);
  expect(seen.isOver).toBe(false);
  await clock.advance(1);
  expect(seen.isOver).toBe(true);
});

test('a pause ends with its signal, and does not begin after it', async () => {
  const ending = new AbortController();
  const { seen } = begun(ending.signal);
  ending.abort();
  await settle();
  expect(seen.isOver).toBe(true);
  const late = begun(ending.signal);
  await settle();
  expect(late.seen.isOver).toBe(true);
});
