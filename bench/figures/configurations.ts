import expected from '../../test/fixtures/config-cases/expected.json' with { type: 'json' };
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { caseFaults } from '../../test/support/config-cases/case-faults.ts';
import { configCaseSchema } from '../../test/support/config-cases/case.ts';
import { corpusTexts } from '../../test/support/config-corpus/corpus.ts';
import { compareDoors } from '../../test/support/config-corpus/doors.ts';
import type { Outcome } from './outcome.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** Configurations as people have them: each case through its door, each text through every door. */
export async function configurations(): Promise<readonly Outcome[]> {
  const cases = expected.map((one) => configCaseSchema.parse(one));
  const faults = await Promise.all(
    cases.map((one) =>
      caseFaults(one, readFileSync(join(root, 'test/fixtures/config-cases', one.file), 'utf8')),
    ),
  );
  const right = faults.filter((one) => one.length === 0).length;
  const texts = corpusTexts();
  const compared = await Promise.all(texts.map(compareDoors));
  const readings = compared.reduce((sum, { doors }) => sum + doors, 0);
  const differences = compared.flatMap((one) => one.differences).length;
  return [
    {
      figure: 'configurations as people have them, each read through the door it is meant for',
      ours: `${String(right)} of ${String(cases.length)} right`,
      goal: 'all right',
      isMet: right === cases.length,
      others: '',
      script: 'test/support/check-cases.ts',
    },
    {
      figure: `READMEs, their blocks and files of a stored corpus (${String(texts.length)} texts), read pasted, as a file, dropped and as a link`,
      ours: `${String(differences)} differences between doors in ${String(readings)} readings`,
      goal: '0 differences, at least 200 texts',
      isMet: differences === 0 && texts.length >= 200,
      others: '',
      script: 'test/support/config-corpus/doors.ts',
    },
  ];
}
