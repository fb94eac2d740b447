import { expect, test } from 'vitest';

import {
  fromTimeOfDay,
  toTimeOfDay,
} from '../../../../src/renderer/src/features/preferences/time-of-day.ts';

test('turns minutes into what a time field holds, and back', () => {
  expect(toTimeOfDay(0)).toBe('00:00');
  expect(toTimeOfDay(425)).toBe('07:05');
  expect(fromTimeOfDay('23:59')).toBe(1439);
  for (const minutes of [0, 1, 59, 60, 1439]) {
    expect(fromTimeOfDay(toTimeOfDay(minutes))).toBe(minutes);
  }
});

test.each(['', '24:00', '7:05', '12:60', 'noon'])('takes %j for no time', (text) => {
  expect(fromTimeOfDay(text)).toBeUndefined();
});
