import { expect, test } from 'vitest';

import { quietMinutesLeft } from '../../../src/main/shell/quiet-hours.ts';

const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const night = { isOn: true, fromMinutes: at(22), toMinutes: at(8) };

test.each([
  [at(21, 59), 0],
  [at(22), 600],
  [at(23, 30), 510],
  [at(0), 480],
  [at(7, 59), 1],
  [at(8), 0],
])('across midnight, at minute %i %i minutes are left', (minute, left) => {
  expect(quietMinutesLeft(night, minute)).toBe(left);
});

test('knows hours within a day, none, and those that are off', () => {
  const noon = { isOn: true, fromMinutes: at(12), toMinutes: at(13) };
  expect(quietMinutesLeft(noon, at(12, 15))).toBe(45);
  expect(quietMinutesLeft(noon, at(13))).toBe(0);
  expect(quietMinutesLeft({ ...noon, toMinutes: at(12) }, at(12))).toBe(0);
  expect(quietMinutesLeft({ ...night, isOn: false }, at(23))).toBe(0);
});
