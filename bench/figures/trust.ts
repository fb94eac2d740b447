import { trustDoors } from '../../test/support/trust-doors.ts';
import { tryDoor } from '../../test/support/trust-trial.ts';
import type { Outcome } from './outcome.ts';

/** A changed or new program through every door of a real host, and how often it ran by itself. */
export async function doorsWithoutClick(): Promise<readonly Outcome[]> {
  let started = 0;
  let startedByClick = 0;
  for (const door of trustDoors) {
    const { ranWithoutClick, ranAfterClick } = await tryDoor(door);
    started += Number(ranWithoutClick);
    startedByClick += Number(ranAfterClick);
  }
  const waiting = trustDoors.filter(({ isRefusing }) => isRefusing !== true).length;
  return [
    {
      figure: `doors a definition can come in by (files edited between and during runs, backups, imports, exports, forms, undo, profiles): programs started without a click`,
      ours: `${String(started)} of ${String(trustDoors.length)}; by a click ${String(startedByClick)} of the ${String(waiting)} that leave something to agree to`,
      goal: '0',
      isMet: started === 0 && startedByClick === waiting,
      others: '',
      script: 'test/support/trust-doors.ts',
    },
  ];
}
