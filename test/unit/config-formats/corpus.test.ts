import { expect, test } from 'vitest';

import { corpusTexts } from '../../support/config-corpus/corpus.ts';
import { compareDoors } from '../../support/config-corpus/doors.ts';

const texts = corpusTexts();

test('the corpus is large, and every door is gone through', async () => {
  expect(texts.length).toBeGreaterThanOrEqual(200);
  expect(new Set(texts.map(({ name }) => name)).size).toBe(texts.length);
  const doors = await Promise.all(texts.map(compareDoors));
  expect(doors.some((one) => one.doors > 3)).toBe(true);
});

test.each(texts.map((one) => [one.name, one] as const))(
  '%s reads the same pasted, as a file, dropped and as a link',
  async (_, one) => {
    expect((await compareDoors(one)).differences).toEqual([]);
  },
);
