import { expect, test } from 'vitest';

import {
  mirrorDifferences,
  profileDifferences,
  registryDifferences,
} from '../../support/names-models.ts';
import { oddNames } from '../../support/odd-names.ts';

test('there are enough odd names', () => {
  expect(oddNames.length).toBeGreaterThanOrEqual(200);
});

test('the registry keeps servers of every name as a simple model does', async () => {
  expect(await registryDifferences()).toEqual([]);
});

test('profiles keep choices of every name as a simple model does', async () => {
  expect(await profileDifferences()).toEqual([]);
});

test('the window’s mirror knows servers of every name as a simple model does', () => {
  expect(mirrorDifferences()).toEqual([]);
});
