import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { serverCaseFaults } from './server-cases/case-faults.ts';
import { serverCaseSchema } from './server-cases/case.ts';
import { startTestHost } from './test-host.ts';

/**
 * Adds every server of a folder's `expected.json` to one whole host, prints each that is not seen as
 * its case wants and last how many are right. Another file may say what is expected:
 *
 *     node scripts/run-ts.mjs test/support/check-server-cases.ts FOLDER [EXPECTED.json]
 */
const [given = '.', expected = join(given, 'expected.json')] = process.argv.slice(2);
const folder = resolve(given);
const cases = z.array(serverCaseSchema).parse(JSON.parse(await readFile(expected, 'utf8')));
/** As many of them are under way at a time. */
const atOnce = 6;
const running = await startTestHost();
const left = [...cases];
let right = 0;

async function work(): Promise<void> {
  for (let one = left.shift(); one !== undefined; one = left.shift()) {
    const faults = await serverCaseFaults(running, folder, one).catch((error: unknown) => [
      `threw ${String(error)}`,
    ]);
    if (faults.length === 0) right += 1;
    else process.stdout.write(`${one.id}: ${faults.join('; ')}\n`);
  }
}

await Promise.all(Array.from({ length: atOnce }, work)).finally(() => running.remove());
process.stdout.write(`${String(right)} of ${String(cases.length)} right\n`);
process.exitCode = right === cases.length ? 0 : 1;
