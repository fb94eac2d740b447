import { byHand } from '../test/support/by-hand.ts';
import type { Services } from '../src/main/host/services.ts';
import { everything } from './connecting.ts';
import { durationOf, limitFigure, median, percentile, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { hostWith } from './our-host.ts';
import { rawStdio } from './raw-sdk.ts';

/** The server whose tool is called. */
export const everythingDraft = {
  title: 'Everything',
  transport: { type: 'stdio' as const, command: process.execPath, args: [everything] },
};

const args = { message: 'hello' };
const turns = 200;
const callsInTurn = 25;

/** A tool call through the pool against the bare SDK, in turns, on the same kind of process. */
export async function toolCalls(): Promise<Figure[]> {
  const raw = await rawStdio(process.execPath, [everything]);
  const running = await hostWith([everythingDraft]);
  await running.startAll();
  const viaSdk = async () => void (await raw.client.callTool({ name: 'echo', arguments: args }));
  const viaPool = (signal: AbortSignal) => echoThrough(running.host, signal);
  const ours: number[] = [];
  const reference: number[] = [];
  for (let warmUp = 0; warmUp < 200; warmUp += 1)
    await viaSdk().then(() => viaPool(new AbortController().signal));
  // In short turns, whose order changes, so that whatever else the machine does meets both alike.
  const turnOfOurs = async () => {
    for (let call = 0; call < callsInTurn; call += 1) {
      // As in the app, each call has a signal of its own; whoever calls makes it.
      const { signal } = new AbortController();
      ours.push(await durationOf(() => viaPool(signal)));
    }
  };
  const turnOfReference = async () => {
    for (let call = 0; call < callsInTurn; call += 1) reference.push(await durationOf(viaSdk));
  };
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn % 2 === 0) await turnOfReference().then(turnOfOurs);
    else await turnOfOurs().then(turnOfReference);
  }
  await raw.close();
  await running.close();
  return [
    ratioFigure('a tool call, median', 'ms', median(ours), median(reference), 1.1),
    ratioFigure(
      'a tool call, 99th percentile',
      'ms',
      percentile(ours, 99),
      percentile(reference, 99),
      1.5,
    ),
  ];
}

/** How long calls through the pool took, milliseconds, after some that are not counted. */
export async function timesThroughPool(calls: number, warmUps: number): Promise<number[]> {
  const running = await hostWith([everythingDraft]);
  await running.startAll();
  const times: number[] = [];
  for (let call = 0; call < warmUps + calls; call += 1) {
    const { signal } = new AbortController();
    times.push(await durationOf(() => echoThrough(running.host, signal)));
  }
  await running.close();
  return times.slice(warmUps);
}

async function echoThrough({ pool }: Pick<Services, 'pool'>, signal: AbortSignal): Promise<void> {
  const session = await pool.acquire('everything', signal);
  if (!session?.ok) throw new Error('not ready');
  const answer = await byHand('everything', session.value).callTool({ name: 'echo', args }, signal);
  if (!answer.ok) throw new Error(answer.error.kind);
}

/** From the death of a server's process to its state being told. */
export async function noticingDeath(rounds: number): Promise<Figure[]> {
  const delays: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const running = await hostWith([everythingDraft]);
    await running.startAll();
    const state = running.host.pool.status('everything');
    if (state?.kind !== 'ready' || state.pid === undefined) throw new Error('not ready');
    const noticed = new Promise<number>((resolve) => {
      running.host.pool.onState((_name, next) => {
        if (next.kind !== 'ready') resolve(performance.now());
      });
    });
    const killedAt = performance.now();
    process.kill(state.pid, 'SIGKILL');
    delays.push((await noticed) - killedAt);
    await running.close();
  }
  return [
    limitFigure('a killed program is known to be gone, slowest', 'ms', Math.max(...delays), 100),
  ];
}
