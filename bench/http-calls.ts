import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPassingServerOverHttp } from '../test/support/real-servers.ts';
import { median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { appAt, echoOf } from './http-client.ts';
import { startHttpHost } from './http-host.ts';
import { inTurns, perThousand } from './in-turns.ts';
import type { Deed } from './in-turns.ts';

/** How many calls are under way at once where that is measured. */
export const callers = 16;
const callsOfCaller = 60;
const often = { turns: 30, inTurn: 20, warmUps: 50 };

/** What calls a second may cost against the bare SDK server, which has no program behind it. */
const throughputGoal = { modern: 1 / 0.6, legacy: 1 } as const;

/** Calls over HTTP: through the gateway, and to a bare SDK server. */
export async function httpCalls(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-http-'));
  const host = await startHttpHost(folder);
  const bare = await startPassingServerOverHttp({ ERA: 'both' });
  const figures: Figure[] = [];
  for (const era of ['legacy', 'modern'] as const) {
    const ours = echoOf(await appAt({ ...host, era }), 'everything_echo');
    const reference = echoOf(await appAt({ ...bare, era }), 'echo');
    const goal = { median: 1.7, throughput: throughputGoal[era] };
    figures.push(
      ...(await callsAgainst(`an app's call over HTTP (${era})`, ours, reference, goal)),
    );
  }
  await bare.kill();
  await host.end();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

/** Two ways to make the same call, one at a time and many at once. */
export async function callsAgainst(
  label: string,
  ours: Deed,
  reference: Deed,
  goal: { readonly median: number; readonly throughput: number },
): Promise<Figure[]> {
  const times = await inTurns(ours, reference, often);
  return [
    ratioFigure(`${label}, median`, 'ms', median(times.ours), median(times.reference), goal.median),
    ratioFigure(
      `${label}, ${String(callers)} at once, for 1,000 calls`,
      'ms',
      await perThousand(ours, callers, callsOfCaller),
      await perThousand(reference, callers, callsOfCaller),
      goal.throughput,
    ),
  ];
}
