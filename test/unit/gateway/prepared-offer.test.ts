import { expect, test } from 'vitest';

import { prepareOffer } from '../../../src/main/gateway/prepared-offer.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

/** Begins to prepare; `made` is how long it takes. */
function preparing(isUsed: boolean, made: () => Promise<void>) {
  const clock = new FakeClock();
  const logger = createSilentLogger();
  const seen = { asked: 0, isOver: false };
  const gateway = {
    prepare() {
      seen.asked += 1;
      return made();
    },
  };
  const over = prepareOffer({ isUsed: () => Promise.resolve(isUsed), gateway, clock, logger });
  void over.then(() => (seen.isOver = true));
  return { clock, logger, seen };
}

test('what apps are offered is made before they come, where some came before', async () => {
  let isMade = (): void => undefined;
  const { seen } = preparing(true, () => new Promise((resolve) => (isMade = resolve)));
  await settle();
  expect(seen).toEqual({ asked: 1, isOver: false });
  isMade();
  await settle();
  expect(seen.isOver).toBe(true);
});

test('where no app ever came nothing is read', async () => {
  const { seen } = preparing(false, () => Promise.resolve());
  await settle();
  expect(seen).toEqual({ asked: 0, isOver: true });
});

test('a disk that does not answer keeps apps out for two seconds, and no longer', async () => {
  const { clock, seen } = preparing(true, () => new Promise(() => undefined));
  await settle();
  await clock.advance(1_999);
  await settle();
  expect(seen.isOver).toBe(false);
  await clock.advance(1);
  await settle();
  expect(seen.isOver).toBe(true);
});

test('what cannot be prepared is logged, and made when an app asks', async () => {
  const { logger, seen } = preparing(true, () => Promise.reject(new Error('no')));
  await settle();
  expect(seen.isOver).toBe(true);
  expect(logger.lines).toHaveLength(1);
});
