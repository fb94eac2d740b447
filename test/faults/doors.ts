import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startHttpDoor } from '../support/http-door.ts';
import type { HttpDoorHost } from '../support/http-door.ts';
import { tryHostileRequests } from '../support/hostile-requests.ts';
import { oddApps } from './door-callers.ts';
import { bodies, bytesOnSocket, idleConnections, linesOnSocket, slowOnes } from './door-bytes.ts';
import { anotherUser, portTaken, twoPatchbays } from './door-places.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

/** What happened at a door, without the group it is in. */
export type DoorRow = Omit<FaultRow, 'group'>;

/** Strangers, broken apps and other programs at both doors of a host. */
export function doorFaults(): Scenario[] {
  const atDoors = [hostile, bytesOnSocket, linesOnSocket, bodies, slowOnes, idleConnections];
  const atHost = [...atDoors, ...oddApps, anotherUser, twoPatchbays, portTaken];
  return atHost.map((play) => async () => {
    const running = await startHttpDoor({ folder: await mkdtemp(join(tmpdir(), 'pb-doors-')) });
    try {
      return { group: 'Doors for apps', ...(await play(running)) };
    } finally {
      await running.remove();
      await rm(running.folder, { recursive: true, force: true });
    }
  });
}

async function hostile(running: HttpDoorHost): Promise<DoorRow> {
  const { token, secret } = await running.client.gateway.createToken({ label: 'Gone' });
  await running.client.gateway.revokeToken({ id: token.id });
  const { tried, wrong, spawned } = await tryHostileRequests(running, secret);
  const refused = tried - wrong.length;
  return {
    scenario:
      'hostile requests to the HTTP door (no, wrong, revoked token and one in the query; Host by other names, forms and ports; foreign Origins; arrays; odd bodies; methods, addresses and sessions)',
    happened: `refused ${String(refused)} of ${String(tried)}, spawned ${String(spawned)}`,
    goal: 'all refused, spawned 0',
    isMet: refused === tried && spawned === 0,
  };
}
