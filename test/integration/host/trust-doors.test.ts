import { describe, expect, it } from 'vitest';

import { trustDoors } from '../../support/trust-doors.ts';
import { tryDoor } from '../../support/trust-trial.ts';

describe('a program that nobody agreed to', () => {
  it.each(trustDoors.map((door) => [door.name, door] as const))(
    'runs by a click alone when it comes by %s',
    async (_, door) => {
      const { asks, ...ran } = await tryDoor(door);
      const waits = door.isRefusing !== true;
      expect(ran).toEqual({ ranWithoutClick: false, ranAfterClick: waits });
      expect(asks).toHaveLength(waits ? 1 : 0);
    },
  );
});
