import schemas from '../../test/fixtures/schemas/real-like.json' with { type: 'json' };
import { tryForm } from '../../test/support/form-trial.ts';
import type { Outcome } from './outcome.ts';

// What is needed cannot be told from the fields, so that a person has to choose or to add something.
const wantsMore = new Set(['hand-required-unknown', 'hand-if-then']);

/** Forms of a stored set of schemas as real servers write them, with only what is needed filled in. */
export function formsOfRealSchemas(): Promise<readonly Outcome[]> {
  const trials = Object.entries(schemas).map(([name, schema]) => ({
    name,
    trial: tryForm(schema),
  }));
  const jsonOnly = trials.filter(({ trial }) => trial.kind === 'json-only');
  const refused = trials.filter(
    ({ name, trial }) => trial.kind === 'refused' && !wantsMore.has(name),
  );
  return Promise.resolve([
    {
      figure: `tools that cannot be run with only what is needed filled in, over ${String(trials.length)} schemas as real servers write them`,
      ours: `${String(refused.length)} not runnable, ${String(jsonOnly.length)} JSON only (one that takes any fields at all)`,
      goal: '0 not runnable, JSON only where there are no fields',
      isMet: refused.length === 0 && jsonOnly.length <= 1,
      others: '',
      script: 'bench/figures/forms.ts',
    },
  ]);
}
