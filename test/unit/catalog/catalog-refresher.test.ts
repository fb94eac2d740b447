import { afterEach, expect, test } from 'vitest';

import { createCatalogRefresher } from '../../../src/main/catalog/catalog-refresher.ts';
import type { CatalogRefresher } from '../../../src/main/catalog/catalog-refresher.ts';
import type { CatalogKind } from '../../../src/shared/domain/catalog.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const created: { refresher: CatalogRefresher; clock: FakeClock }[] = [];

afterEach(() => {
  for (const { refresher, clock } of created.splice(0)) {
    refresher[Symbol.dispose]();
    expect(clock.pending).toBe(0);
  }
});

function kitOf(fetchMs = 0, isOther = () => true) {
  const clock = new FakeClock();
  const fetches: (readonly CatalogKind[])[] = [];
  let running = 0;
  const signals: AbortSignal[] = [];
  const refresher = createCatalogRefresher({
    clock,
    async refetch(kinds, signal) {
      fetches.push(kinds);
      signals.push(signal);
      running += 1;
      expect(running).toBe(1);
      if (fetchMs > 0) await new Promise<void>((resolve) => clock.schedule(fetchMs, resolve));
      running -= 1;
      return isOther();
    },
  });
  created.push({ refresher, clock });
  return { clock, fetches, refresher, signals };
}

test('a burst is one fetch, after it has been quiet', async () => {
  const { clock, fetches, refresher } = kitOf();
  refresher.changed('tools');
  await clock.advance(200);
  refresher.changed('prompts');
  refresher.changed('tools');
  await clock.advance(299);
  expect(fetches).toEqual([]);
  await clock.advance(1);
  expect(fetches).toEqual([['tools', 'prompts']]);
  await clock.advance(10_000);
  expect(fetches).toHaveLength(1);
});

test('one notification of resources stands for both of their lists', async () => {
  const { clock, fetches, refresher } = kitOf();
  refresher.changed('resources');
  await clock.advance(300);
  expect(fetches).toEqual([['resources', 'resourceTemplates']]);
});

test('a storm of a thousand a second is a fetch every two seconds', async () => {
  const { clock, fetches, refresher } = kitOf(50);
  for (let ms = 0; ms < 10_000; ms += 10) {
    for (let time = 0; time < 10; time += 1) refresher.changed('tools');
    await clock.advance(10);
  }
  await clock.advance(2_000);
  expect(fetches.length).toBeGreaterThanOrEqual(4);
  expect(fetches.length).toBeLessThanOrEqual(6);
});

test('what changes during a fetch is fetched once more after it', async () => {
  const { clock, fetches, refresher } = kitOf(5_000);
  refresher.changed('tools');
  await clock.advance(300);
  refresher.changed('tools');
  refresher.changed('prompts');
  await clock.advance(4_000);
  expect(fetches).toHaveLength(1);
  await clock.advance(1_500);
  expect(fetches).toEqual([['tools'], ['tools', 'prompts']]);
  await clock.advance(5_000);
});

test('disposing ends the fetch and forgets what is waiting', async () => {
  const { clock, fetches, refresher, signals } = kitOf(1_000);
  refresher.changed('tools');
  await clock.advance(300);
  refresher.changed('tools');
  refresher[Symbol.dispose]();
  expect(signals[0]?.aborted).toBe(true);
  refresher.changed('prompts');
  await clock.advance(10_000);
  expect(fetches).toHaveLength(1);
});

test('a server that announces a change after every list is listed ever more slowly', async () => {
  const { clock, fetches, refresher } = kitOf(0, () => false);
  refresher.changed('tools');
  for (let second = 0; second < 600; second += 1) {
    const before = fetches.length;
    await clock.advance(1_000);
    if (fetches.length > before) refresher.changed('tools');
  }
  expect(fetches.length).toBeLessThan(14);
  expect(fetches.length).toBeGreaterThan(6);
});

test('what really changes is fetched as quickly as ever, and so is what comes much later', async () => {
  let isOther = false;
  const { clock, fetches, refresher } = kitOf(0, () => isOther);
  for (let n = 0; n < 4; n += 1) {
    refresher.changed('tools');
    await clock.advance(5_000);
  }
  expect(fetches).toHaveLength(4);
  isOther = true;
  refresher.changed('tools');
  await clock.advance(10_000);
  refresher.changed('tools');
  await clock.advance(300);
  expect(fetches).toHaveLength(6);
  isOther = false;
  refresher.changed('tools');
  await clock.advance(300);
  await clock.advance(20_000);
  refresher.changed('tools');
  await clock.advance(300);
  expect(fetches).toHaveLength(8);
});
