import { expect, test } from 'vitest';

import { soakOutcome } from '../../../bench/figures/soak.ts';

type Soaked = Parameters<typeof soakOutcome>[0];

const still = {
  ...{ heapMiB: 40, pageHeapMiB: 20, workingSetMiB: 500, handles: 60, files: 90 },
  ...{ listeners: 12, pageListeners: 300, pageNodes: 2_000, processes: 35, zombies: 0 },
};

/** An hour in which each sample is as `at` says for its minute. */
function hour(at: (minute: number) => Partial<typeof still>, tally = {}): Soaked {
  const samples = Array.from({ length: 60 }, (_, minute) => ({ ...still, ...at(minute), minute }));
  const counts = { calls: 100, answered: 90, refused: 10, hung: 0, replaced: 2, ...tally };
  return { minutes: 60, seed: 1, servers: 30, apps: 5, faults: ['kill'], tally: counts, samples };
}

test('an hour in which nothing grows is well, whatever the warming up took', () => {
  const soaked = hour((minute) => (minute < 10 ? { heapMiB: 30, handles: 10 } : {}));
  expect(soakOutcome(soaked, true)).toMatchObject({ isMet: true });
});

test.each([
  ['heapMiB', 0.3],
  ['pageHeapMiB', 0.3],
  ['handles', 0.3],
  ['files', 0.3],
  ['listeners', 0.05],
  ['pageListeners', 3],
  ['pageNodes', 10],
  ['processes', 0.3],
] as const)('%s that grows by %d a minute is seen', (what, by) => {
  const soaked = hour((minute) => ({ [what]: Math.floor(still[what] + minute * by) }));
  expect(soakOutcome(soaked, true)).toMatchObject({ isMet: false });
});

test.each<[string, Soaked, boolean]>([
  ['a call that hung', hour(() => ({}), { hung: 1 }), true],
  ['a zombie at the end', hour((minute) => ({ zombies: minute === 59 ? 1 : 0 })), true],
  ['a test that found something wrong', hour(() => ({})), false],
  ['a count that is missing', hour(() => ({ pageNodes: Number.NaN })), true],
  ['no samples at all', { ...hour(() => ({})), samples: [] }, true],
])('%s is not passed over', (_name, soaked, isPassed) => {
  expect(soakOutcome(soaked, isPassed).isMet).toBe(false);
});
