import { tryRandomEdits } from '../../test/support/edit-trial.ts';
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
const eachKind = 12;

/** Many random edits of `servers.json` under a real host, and what came of them without a click. */
export async function randomEdits(): Promise<readonly Outcome[]> {
  const { edits, spawned, sent, lost } = await tryRandomEdits(randomEditCount, 1, eachKind);
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
