import { describe, expect, test } from 'vitest';

import { createPageRecovery, maxReloads } from '../../../src/main/electron/page-recovery.ts';

describe('a page whose process ends', () => {
  test.each(['crashed', 'killed', 'oom', 'abnormal-exit', 'launch-failed', 'integrity-failure'])(
    'is loaded again after %s',
    (reason) => expect(createPageRecovery().ended(reason, 0)).toBe('reload'),
  );

  test('is left alone when it was meant to end', () => {
    expect(createPageRecovery().ended('clean-exit', 0)).toBe('leave');
  });

  test('is not loaded for ever when it ends each time', () => {
    const recovery = createPageRecovery();
    const steps = Array.from({ length: maxReloads + 1 }, (_, at) =>
      recovery.ended('crashed', at * 1_000),
    );
    expect(steps).toEqual([...Array.from({ length: maxReloads }, () => 'reload'), 'ask']);
    recovery.forgive();
    expect(recovery.ended('crashed', 5_000)).toBe('reload');
  });

  test('may end now and then', () => {
    const recovery = createPageRecovery();
    for (let hour = 0; hour < 50; hour += 1) {
      expect(recovery.ended('crashed', hour * 3_600_000)).toBe('reload');
    }
  });
});
