import { expect, test } from 'vitest';

import { createAppSightings } from '../../../src/main/connected-apps/app-sightings.ts';

function kit() {
  const seen = { kept: 0, told: 0 };
  const sightings = createAppSightings(() => (seen.kept += 1));
  sightings.onChange(() => (seen.told += 1));
  return { sightings, seen };
}

test('a first sighting and a first call are told and kept at once', () => {
  const { sightings, seen } = kit();
  sightings.note('codex', 1_000, false);
  expect(seen).toEqual({ kept: 1, told: 1 });
  sightings.note('codex', 1_001, true);
  expect(seen).toEqual({ kept: 2, told: 2 });
  expect(sightings.get('codex')).toEqual({ lastSeenAt: 1_001, lastCallAt: 1_001 });
});

test('of a thousand calls a second one is told, and none kept before a minute is over', () => {
  const { sightings, seen } = kit();
  for (let at = 0; at <= 60_000; at += 1) sightings.note('codex', at, true);
  expect(seen).toEqual({ kept: 2, told: 61 });
  expect(sightings.get('codex')).toEqual({ lastSeenAt: 60_000, lastCallAt: 60_000 });
  expect(sightings.all()).toEqual([['codex', { lastSeenAt: 60_000, lastCallAt: 60_000 }]]);
});

test('a call is told though a list was asked for just before, and so is a list after a minute', () => {
  const { sightings, seen } = kit();
  sightings.note('codex', 0, true);
  sightings.note('codex', 61_000, false);
  sightings.note('codex', 61_100, true);
  expect(seen.told).toBe(3);
  sightings.note('codex', 61_200, true);
  sightings.note('codex', 62_050, false);
  expect(seen.told).toBe(3);
});

test('what was restored is news when the app comes again, and apps do not share their time', () => {
  const { sightings, seen } = kit();
  sightings.restore([['codex', { lastSeenAt: 5, lastCallAt: null }]]);
  sightings.note('gemini', 10, true);
  sightings.note('codex', 11, true);
  expect(seen).toEqual({ kept: 2, told: 2 });
});
