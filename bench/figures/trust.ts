import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { tryRandomEdits } from '../../test/support/edit-trial.ts';
import type { EditOutcome } from '../../test/support/edit-trial.ts';
import { trustDoors } from '../../test/support/doors/all-doors.ts';
import { stakeKinds } from '../../test/support/trust-stakes.ts';
import { countDoors } from '../../test/support/trust-trial.ts';
import type { Outcome } from './outcome.ts';

/** A changed or new server through every door of a real host, and what it did by itself. */
export async function doorsWithoutClick(): Promise<readonly Outcome[]> {
  const { tried, withoutClick, carried, afterClick } = await countDoors(trustDoors, stakeKinds);
  return [
    {
      figure: `doors a definition can come in by (files edited between and during runs, backups, imports, exports, forms, undo, profiles) × {program starts, secret handed to a program, secret sent to an address}: without a click`,
      ours: `${String(withoutClick)} of ${String(tried)}; by a click ${String(afterClick)} of the ${String(carried)} that leave something to agree to`,
      goal: '0',
      isMet: withoutClick === 0 && afterClick === carried,
      others: '',
      script: 'test/support/doors/all-doors.ts',
    },
  ];
}

const randomEditCount = 10_000;
const editsInPiece = 1_000;
const eachKind = 12;
const piecesFile = 'test-results/random-edits.json';

/** A part of the edits, on a home of its own, at one state of the code. */
interface Piece extends EditOutcome {
  readonly seed: number;
  readonly commit: string;
}

/** The pieces that were tried, those of before included where the code is the same: it takes long. */
async function piecesOfEdits(): Promise<readonly Piece[]> {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const before = await readFile(piecesFile, 'utf8').catch(() => '[]');
  const pieces = (JSON.parse(before) as Piece[]).filter((one) => one.commit === commit);
  const isTried = (seed: number) => pieces.some((one) => one.seed === seed);
  for (let seed = 1; seed <= randomEditCount / editsInPiece; seed += 1) {
    if (isTried(seed)) continue;
    pieces.push({ ...(await tryRandomEdits(editsInPiece, seed, eachKind)), seed, commit });
    await mkdir(dirname(piecesFile), { recursive: true });
    await writeFile(piecesFile, JSON.stringify(pieces, null, 2));
  }
  return pieces;
}

/** Many random edits of `servers.json` under a real host, and what came of them without a click. */
export async function randomEdits(): Promise<readonly Outcome[]> {
  const pieces = await piecesOfEdits();
  const edits = pieces.reduce((sum, piece) => sum + piece.edits, 0);
  const all = (what: 'spawned' | 'sent' | 'lost') => pieces.flatMap((piece) => piece[what]);
  const [spawned, sent, lost] = [all('spawned'), all('sent'), all('lost')];
  return [
    {
      figure: `random edits of servers.json, while Patchbay runs and between two runs: programs started and secrets sent without a click, and secrets lost`,
      ours: `${String(spawned.length)}, ${String(sent.length)} and ${String(lost.length)} in ${edits.toLocaleString('en')} edits`,
      goal: '0, 0 and 0',
      isMet: spawned.length + sent.length + lost.length === 0 && edits >= randomEditCount,
      others: '',
      script: 'test/support/edit-trial.ts',
    },
  ];
}
