import schemas from '../../test/fixtures/schemas/real-like.json' with { type: 'json' };
import { tryForm } from '../../test/support/form-trial.ts';
import type { Outcome } from './outcome.ts';

/** Forms of a stored set of schemas as real servers write them, with only what is needed filled in. */
export function formsOfRealSchemas(): Promise<readonly Outcome[]> {
  const trials = Object.entries(schemas).map(([name, schema]) => ({
    name,
    trial: tryForm(schema),
  }));
  const jsonOnly = trials.filter(({ trial }) => trial.kind === 'json-only');
  const stuck = trials.filter(
    ({ trial }) => trial.kind === 'refused' || (trial.kind === 'json-only' && !trial.runs),
  );
  return Promise.resolve([
    {
      figure: `tools that cannot be run with only what is needed filled in, over ${String(trials.length)} schemas as real servers write them`,
      ours: `${String(stuck.length)} not runnable, ${String(jsonOnly.length)} JSON only (one that takes any names at all; it runs untouched too)`,
      goal: '0 not runnable, JSON only where there are no fields',
      isMet: stuck.length === 0 && jsonOnly.length <= 1,
      others: '',
      script: 'bench/figures/forms.ts',
    },
  ]);
}
