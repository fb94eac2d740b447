import { expect, test } from 'vitest';

import { NewTokenWatch } from '../../../src/main/oauth/new-token.ts';

test('everybody whose new token is refused waits for the same moment, once', () => {
  let now = 1_000;
  const watch = new NewTokenWatch({ monotonicNow: () => now });
  watch.begin('token', 'sign-in');
  expect(watch.waitMs('token', 2_000)).toBe(2_000);
  now += 500;
  expect(watch.waitMs('token', 2_000)).toBe(1_500);
  expect(watch.waitMs('other', 2_000)).toBe(0);
  now += 1_500;
  expect(watch.waitMs('token', 2_000)).toBe(0);
  watch.begin('renewed', 'refusal');
  expect(watch.waitMs('renewed', 2_000)).toBe(0);
  expect(watch.of('renewed')).toMatchObject({ isOfSignIn: true, isLastTry: true });
  watch.proved('renewed');
  expect(watch.of('renewed')).toBeUndefined();
});
