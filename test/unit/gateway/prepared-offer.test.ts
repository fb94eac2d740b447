import { expect, test } from 'vitest';

import { prepareOffer } from '../../../src/main/gateway/prepared-offer.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

/** Begins to prepare; `made` is how long it takes. */
function preparing(hasAny: boolean, made: () => Promise<void>, isOn = true) {
  const clock = new FakeClock();
  const logger = createSilentLogger();
  const seen = { asked: 0, read: 0, isOver: false };
  const gateway = {
    readAhead() {
      seen.read += 1;
      return made();
    },
    prepare() {
      seen.asked += 1;
      return made();
    },
  };
  const over = prepareOffer({
    isOn: () => isOn,
    hasAny: () => Promise.resolve(hasAny),
    gateway,
    clock,
    logger,
  });
  void over.then(() => (seen.isOver = true));
  return { clock, logger, seen };
}

test('what apps are offered is made before they come, where some came before', async () => {
  let isMade = (): void => undefined;
  const { seen } = preparing(true, () => new Promise((resolve) => (isMade = resolve)));
  await settle();
  expect(seen).toEqual({ asked: 1, read: 0, isOver: false });
  isMade();
  await settle();
  expect(seen.isOver).toBe(true);
});

test('where no app ever came it is read, and nothing counts as given to one', async () => {
  const { seen } = preparing(false, () => Promise.resolve());
  await settle();
  expect(seen).toEqual({ asked: 0, read: 1, isOver: true });
});

test('where no app may come nothing is read', async () => {
  for (const hasAny of [true, false]) {
    const { seen } = preparing(hasAny, () => Promise.resolve(), false);
    await settle();
    expect(seen).toEqual({ asked: 0, read: 0, isOver: true });
  }
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
