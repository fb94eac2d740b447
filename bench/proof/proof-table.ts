import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { proofRows } from './proof-rows.ts';
import { readProofSources } from './proof-sources.ts';
import type { ProofSources } from './proof-sources.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const file = join(root, 'README.md');
const [begin, end] = ['<!-- proof: written by the runs it names -->', '<!-- end of proof -->'];

/** The table of the README, between the two marks. */
export function proofTable(sources: ProofSources): string {
  const lines = proofRows(sources).map(
    ({ what, ours, theirs, goal, isMet, command }) =>
      `| ${what} | ${ours} | ${theirs} | ${goal} | ${isMet ? 'yes' : '**no**'} | \`${command}\` |`,
  );
  const left = sources.leftOut.map(({ name, reason }) => `${name} (${reason})`).join(', ');
  return `| What | Patchbay | Others, same run | Goal | Met | Command |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
${left === '' ? '' : `\nNot measured: ${left}.\n`}`;
}

/** A README with the table as it is now. */
export async function withProof(readme: string, sources: ProofSources): Promise<string> {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('the README has no place for it');
  const text = `${before}${begin}\n\n${proofTable(sources)}\n${end}${after}`;
  return await format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
}

/** Writes the table into the README. */
export async function writeProof(): Promise<void> {
  await writeFile(file, await withProof(await readFile(file, 'utf8'), await readProofSources()));
}
