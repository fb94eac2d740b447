import fc from 'fast-check';
import { expect, test } from 'vitest';

import { mayEndAs, playCancelRace } from '../../../support/cancel-race.ts';

test('a call is settled once, and answered only when nothing came before the answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.scheduler(), async (hasEnd, scheduler) => {
      const race = await playCancelRace(scheduler, hasEnd);
      expect(race).toMatchObject({ settled: 1, lateReports: 0 });
      expect(race.isNextRight).toBe(hasEnd ? undefined : true);
      expect(mayEndAs(race.order)).toContain(race.how);
    }),
    { numRuns: 200 },
  );
});
