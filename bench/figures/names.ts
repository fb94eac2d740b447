import {
  mirrorDifferences,
  profileDifferences,
  registryDifferences,
} from '../../test/support/names-models.ts';
import { oddNames } from '../../test/support/odd-names.ts';
import type { Outcome } from './outcome.ts';

/** Odd names in the registry, in profiles and in the window's mirror, each against a model. */
export async function oddNamesCompared(): Promise<readonly Outcome[]> {
  const found = [
    ...(await registryDifferences()),
    ...(await profileDifferences()),
    ...mirrorDifferences(),
  ];
  return [
    {
      figure: `${String(oddNames.length)} odd names (what every object has, other scripts, half characters, paths, 200 characters) in three models: registry, profiles, the window's mirror`,
      ours: `${String(found.length)} differences`,
      goal: '0 differences for at least 200 names',
      isMet: found.length === 0 && oddNames.length >= 200,
      others: '',
      script: 'bench/figures/names.ts',
    },
  ];
}
