import { expect, test } from 'vitest';

import { createDriftWatch } from '../../../src/main/connected-apps/drift-watch.ts';
import type { ConnectionRecord } from '../../../src/main/connected-apps/connection-records.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const record = { id: 'a', place: '/a.json', after: 'hash' } as ConnectionRecord;

test('an app that writes all the time is looked at once in ten seconds', async () => {
  const clock = new FakeClock();
  let looks = 0;
  let changed: () => void = () => undefined;
  const drift = createDriftWatch({
    book: {
      all: () => Promise.resolve([record]),
      onChange: () => ({ [Symbol.dispose]: () => undefined }),
    },
    list: () => Promise.resolve(((looks += 1), [])),
    watch: (_place, onChange) => {
      changed = onChange;
      return { [Symbol.dispose]: () => undefined };
    },
    exists: () => Promise.resolve(true),
    hashOf: () => Promise.resolve('hash'),
    notices: { add: () => undefined, dismiss: () => undefined },
    tell: () => undefined,
    clock,
    logger: createSilentLogger(),
  });
  await drift.start();
  for (let second = 0; second < 60; second += 1) {
    changed();
    await clock.advance(1_000);
    await settle();
    await drift.settled();
  }
  expect(looks).toBeGreaterThanOrEqual(5);
  expect(looks).toBeLessThanOrEqual(7);
  drift[Symbol.dispose]();
});
