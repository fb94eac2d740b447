import { expect, test } from 'vitest';

import { indexTools } from '../../../src/main/gateway/find-tools/tool-index.ts';
import { labelledQueries } from '../../fixtures/find-tools/labelled-queries.ts';
import { recallAt, trialTools } from '../../support/find-tools-trial.ts';

test('what people ask for in their own words is found among the tools of real servers', async () => {
  const tools = await trialTools();
  const names = new Set(tools.map(({ name }) => name));
  expect(labelledQueries.filter(([, tool]) => !names.has(tool))).toEqual([]);
  expect(labelledQueries.length).toBeGreaterThanOrEqual(60);
  const index = await indexTools(tools);
  const [first, five] = [recallAt(index, 1), recallAt(index, 5)];
  expect(first.recall).toBeGreaterThanOrEqual(0.6);
  expect(five.recall).toBeGreaterThanOrEqual(0.88);
});
