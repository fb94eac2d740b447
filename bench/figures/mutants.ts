import { mutants } from './mutants/all-mutants.ts';
import { isApplicable, runWith } from './mutants/try-mutants.ts';
import type { Outcome } from './outcome.ts';

/** Every line that decides trust broken once, and whether the test named for it fails. */
export async function mutantsKilled(): Promise<readonly Outcome[]> {
  const sound = new Set<string>();
  for (const test of new Set(mutants.map((one) => one.test))) {
    const { failed, hasRun } = await runWith(undefined, test);
    if (hasRun && failed.length === 0) sound.add(test);
    else process.stdout.write(`  fails as it is: ${test}\n`);
  }
  let killed = 0;
  for (const mutant of mutants) {
    const isFair = sound.has(mutant.test) && (await isApplicable(mutant));
    const { failed } = isFair ? await runWith(mutant, mutant.test) : { failed: [] };
    killed += failed.length > 0 ? 1 : 0;
    const line = `${mutant.file}: ${mutant.find.replace(/\s+/g, ' ')} → ${mutant.replace.replace(/\s+/g, ' ')}`;
    const [by] = failed;
    process.stdout.write(
      `  ${by === undefined ? 'SURVIVED' : 'killed'} ${line}\n    ${by ?? mutant.test}\n`,
    );
  }
  return [
    {
      figure:
        'single-line mutants of what decides trust (agreements, recipients, seals, profiles, approvals, rights of apps): killed by the test named for each',
      ours: `${String(killed)} of ${String(mutants.length)}`,
      goal: 'all of at least 60',
      isMet: killed === mutants.length && mutants.length >= 60,
      others: '',
      script: 'bench/figures/mutants.ts',
    },
  ];
}
