import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { savedGroups } from '../../test/faults/saved-rows.ts';
import type { FaultRow } from '../../test/faults/fault-row.ts';
import type { Figure } from '../figure.ts';
import { savedResults } from '../results.ts';
import type { LeftOut } from '../results.ts';

/** A row of docs/FIGURES.md, as it stands there. */
export interface FigureRow {
  readonly figure: string;
  readonly ours: string;
  readonly goal: string;
  readonly isMet: boolean;
  readonly others: string;
}

/** What was measured, wherever that is kept. */
export interface ProofSources {
  readonly bench: readonly Figure[];
  /** Peers that could not be measured. */
  readonly leftOut: readonly LeftOut[];
  readonly faults: readonly FaultRow[];
  readonly figures: readonly FigureRow[];
  /** docs/CONFORMANCE.md. */
  readonly conformance: string;
}

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const page = (name: string): Promise<string> => readFile(join(root, 'docs', name), 'utf8');

/** Reads all of them as the last runs left them. */
export async function readProofSources(): Promise<ProofSources> {
  const results = await savedResults();
  return {
    bench: results.flatMap(({ figures }) => figures),
    leftOut: results.flatMap(({ leftOut = [] }) => leftOut),
    faults: (await savedGroups()).flatMap(({ rows }) => rows),
    figures: figureRows(await page('FIGURES.md')),
    conformance: await page('CONFORMANCE.md'),
  };
}

/** The rows of docs/FIGURES.md. */
function figureRows(text: string): readonly FigureRow[] {
  return text.split('\n').flatMap((line) => {
    const [, figure, ours, goal, met, others] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (figure === undefined || ours === undefined || goal === undefined) return [];
    return met === 'yes' || met === '**no**'
      ? [{ figure, ours, goal, isMet: met === 'yes', others: others ?? '' }]
      : [];
  });
}
