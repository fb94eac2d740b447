import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { figuresPage, type Outcome } from './outcome.ts';
import { cachedToken, callsAtExpiry, randomCallbacks, tokenEndpointDown } from './sign-in.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const outcomes: Outcome[] = [];
for (const measure of [callsAtExpiry, tokenEndpointDown, cachedToken, randomCallbacks]) {
  process.stdout.write(`measuring ${measure.name}\n`);
  for (const outcome of await measure()) {
    outcomes.push(outcome);
    process.stdout.write(`  ${JSON.stringify(outcome)}\n`);
  }
}
const memoryGiB = Math.round(totalmem() / 2 ** 30);
const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(memoryGiB)} GiB, Node ${process.version}, ${process.platform}`;
await writeFile(join(root, 'docs/FIGURES.md'), figuresPage(outcomes, machine));
process.exit(0);
