import { describe, expect, test } from 'vitest';

import { trustDoors } from '../../support/doors/all-doors.ts';
import { stakeKinds } from '../../support/trust-stakes.ts';
import { isCarried, tryDoor } from '../../support/trust-trial.ts';

describe.each(stakeKinds.map((kind) => [kind.name, kind] as const))(
  '%s by a click alone',
  (_, kind) => {
    test.each(trustDoors.map((door) => [door.name, door] as const))(
      'when it comes by %s',
      async (_name, door) => {
        const { asks, ...happened } = await tryDoor(door, kind);
        const isExpected = isCarried(door, kind);
        expect(happened).toEqual({ happenedWithoutClick: false, happenedAfterClick: isExpected });
        if (isExpected) expect(asks).toHaveLength(1);
      },
    );
  },
);
