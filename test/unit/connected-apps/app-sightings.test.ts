import { expect, test } from 'vitest';

import { createAppSightings, maxCalls } from '../../../src/main/connected-apps/app-sightings.ts';
import {
  appSightingsFileSchema,
  createKeptSightings,
} from '../../../src/main/connected-apps/kept-sightings.ts';
import type { AppSightingsFile } from '../../../src/main/connected-apps/kept-sightings.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

function kit() {
  const seen = { kept: 0, told: 0 };
  const clock = new FakeClock();
  const sightings = createAppSightings({ keep: () => (seen.kept += 1), clock });
  sightings.onChange(() => (seen.told += 1));
  return { sightings, seen, clock };
}

test('a first sighting and a first call are told and kept at once', () => {
  const { sightings, seen } = kit();
  sightings.note('codex', 1_000, false);
  expect(seen).toEqual({ kept: 1, told: 1 });
  sightings.note('codex', 1_001, true);
  expect(seen).toEqual({ kept: 2, told: 2 });
  expect(sightings.get('codex')).toEqual({ lastSeenAt: 1_001, lastCallAt: 1_001, calls: 1 });
});

test('of a thousand calls a second one is told, and none kept before a minute is over', () => {
  const { sightings, seen } = kit();
  for (let at = 0; at <= 60_000; at += 1) sightings.note('codex', at, true);
  expect(seen).toEqual({ kept: 2, told: 61 });
  const all = { lastSeenAt: 60_000, lastCallAt: 60_000, calls: 60_001 };
  expect(sightings.get('codex')).toEqual(all);
  expect(sightings.all()).toEqual([['codex', all]]);
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
  sightings.restore([['codex', { lastSeenAt: 5, lastCallAt: null, calls: 0 }]]);
  sightings.note('gemini', 10, true);
  sightings.note('codex', 11, true);
  expect(seen).toEqual({ kept: 2, told: 2 });
});

test('the last of many calls are told after a second and kept after a minute, though none follows', async () => {
  const { sightings, seen, clock } = kit();
  for (const at of [0, 1, 2]) sightings.note('codex', at, true);
  sightings.note('codex', 3, false);
  expect(seen).toEqual({ kept: 1, told: 1 });
  await clock.advance(999);
  expect(seen).toEqual({ kept: 1, told: 1 });
  await clock.advance(1);
  expect(seen).toEqual({ kept: 1, told: 2 });
  await clock.advance(59_000);
  expect(seen).toEqual({ kept: 2, told: 2 });
  expect([sightings.get('codex')?.calls, clock.pending]).toEqual([3, 0]);
});

test('only calls are counted, for each app by itself, and a count ends where it may', () => {
  const { sightings } = kit();
  sightings.note('codex', 1, false);
  expect(sightings.get('codex')?.calls).toBe(0);
  sightings.note('codex', 2, true);
  sightings.note('gemini', 3, true);
  sightings.note('codex', 4, true);
  expect(sightings.all().map(([app, { calls }]) => [app, calls])).toEqual([
    ['gemini', 1],
    ['codex', 2],
  ]);
  sightings.restore([['codex', { lastSeenAt: 0, lastCallAt: 0, calls: maxCalls - 1 }]]);
  expect(sightings.get('codex')).toEqual({ lastSeenAt: 4, lastCallAt: 4, calls: maxCalls });
  sightings.note('codex', 5, true);
  expect(sightings.get('codex')?.calls).toBe(maxCalls);
});

function keptKit(document = createMemoryDocument<AppSightingsFile>()) {
  const clock = new FakeClock();
  return { document, clock, kept: createKeptSightings(document, createSilentLogger(), clock) };
}

test('every call of a run is in the count of the next, also those that came before it was read', async () => {
  const first = keptKit();
  for (const at of [1, 2, 3]) first.kept.note('codex', at, true);
  await first.kept.close();
  expect(first.clock.pending).toBe(0);
  const second = keptKit(first.document);
  second.kept.note('codex', 4, true);
  second.kept.note('codex', 5, true);
  await second.kept.close();
  const third = keptKit(first.document);
  await third.kept.load();
  expect(third.kept.get('codex')).toEqual({ lastSeenAt: 5, lastCallAt: 5, calls: 5 });
  const { saves } = first.document;
  await third.kept.close();
  expect(first.document.saves).toBe(saves);
  third.kept.note('codex', 6, true);
  third.kept.note('codex', 7, true);
  await settle();
  expect(third.clock.pending).toBe(0);
});

test.each([undefined, -1, 1.5, 1e300, '7', null])('a kept count of %j is none', (calls) => {
  const app = ['codex', { lastSeenAt: 1, lastCallAt: 1, calls }];
  expect(appSightingsFileSchema.parse({ apps: [app] })).toEqual({
    apps: [['codex', { lastSeenAt: 1, lastCallAt: 1, calls: 0 }]],
  });
});
