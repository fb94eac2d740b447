import { existsSync } from 'node:fs';

import { expect, test } from 'vitest';

import { mutants } from '../../../bench/figures/mutants/all-mutants.ts';
import { isApplicable } from '../../../bench/figures/mutants/try-mutants.ts';

test('every line to be broken still stands once in its file, beside a test that is there', async () => {
  const places = await Promise.all(
    mutants.map(async (mutant) => ({
      line: `${mutant.file}: ${mutant.find}`,
      stands: await isApplicable(mutant).catch(() => false),
      hasTest: existsSync(`test/${mutant.test}`),
    })),
  );
  expect(places.filter(({ stands, hasTest }) => !stands || !hasTest)).toEqual([]);
  expect(places.length).toBeGreaterThanOrEqual(60);
});
