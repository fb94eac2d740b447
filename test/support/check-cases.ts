import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { configCaseSchema } from './config-cases/case.ts';
import { caseFaults } from './config-cases/case-faults.ts';

/**
 * Reads every case of a folder's `expected.json` through the door it names, prints each that comes
 * out wrong and last how many are right:
 *
 *     node scripts/run-ts.mjs test/support/check-cases.ts FOLDER [BEGINNING-OF-ID]
 */
const [folder = '.', prefix = ''] = process.argv.slice(2);
const listed = z
  .array(z.unknown())
  .parse(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')));
const cases = listed
  .map((one) => configCaseSchema.parse(one))
  .filter(({ id }) => id.startsWith(prefix));
let right = 0;
for (const one of cases) {
  const text = await readFile(join(folder, one.file), 'utf8');
  const faults = await caseFaults(one, text).catch((error: unknown) => [`threw ${String(error)}`]);
  if (faults.length === 0) right += 1;
  else process.stdout.write(`${one.id}: ${faults.slice(0, 4).join('; ')}\n`);
}
process.stdout.write(`${String(right)} of ${String(cases.length)} right\n`);
process.exitCode = right === cases.length ? 0 : 1;
