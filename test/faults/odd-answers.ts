import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

import fc from 'fast-check';

import { mayEndAs, playCancelRace } from '../support/cancel-race.ts';
import { createFaultPool, never, program } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

const group = 'Process / stdio';
const silentMs = 500;

/** What answers, cancellations and notices can do to us. */
export function oddAnswers(): Scenario[] {
  return [() => neverTakenWrongly(), () => changeStorm(10), () => cancelRaces(1_000)];
}

async function neverTakenWrongly(): Promise<FaultRow> {
  const kit = createFaultPool({ a: program('odd-answers') });
  kit.pool.startAll();
  await kit.reached('a', 'ready');
  const answers: string[] = [];
  const isRight = async (how: string, signal = never) => {
    const session = await kit.session('a');
    const request = { name: 'echo', args: { how }, timeoutMs: silentMs };
    const answer = await session.callTool(request, signal);
    const text = answer.ok ? JSON.stringify(answer.value) : answer.error.kind;
    answers.push(text);
    return text.includes('right');
  };
  const odd = [
    ...['no-content', 'not-an-object', 'result-and-error', 'no-version', 'other-id', 'id-as-text'],
    ...['id-of-earlier', 'null-id', 'no-id'],
  ];
  let right = 0;
  for (const how of odd) {
    await isRight(how);
    if (await isRight('plain')) right += 1;
  }
  if (await isRight('twice')) right += 1;
  await isRight('when-cancelled', AbortSignal.timeout(50));
  if (await isRight('late-then-right')) right += 1;
  const isReady = kit.pool.status('a')?.kind === 'ready';
  await kit.close();
  const wrong = answers.filter((answer) => answer.includes('wrong')).length;
  const cases = odd.length + 2;
  return {
    group,
    scenario: `answers that are JSON but break the schema, have a wrong, missing, unknown or repeated id, or come for a call that was cancelled (${cases} kinds)`,
    happened: `${wrong} taken wrongly; ${right}/${cases} calls right after them; ${isReady ? 'still ready' : 'not ready any more'}`,
    goal: 'none taken wrongly, the next call right each time',
    isMet: wrong === 0 && right === cases,
  };
}

async function changeStorm(seconds: number): Promise<FaultRow> {
  const kit = createFaultPool({ a: program('storm') }, { callMs: 60_000 });
  kit.pool.startAll();
  await kit.reached('a', 'ready');
  const session = await kit.session('a');
  const [quietMs] = await loopP99(() => delay(5_000));
  const storm = { name: 'storm', args: { seconds } };
  const [stormMs, answer] = await loopP99(() => session.callTool(storm, never));
  const text = answer.ok ? JSON.stringify(answer.value) : '';
  const fetches = Number(/"text":"(\d+)"/.exec(text)?.[1]);
  const isReady = kit.pool.status('a')?.kind === 'ready';
  await kit.close();
  return {
    group,
    scenario: `tells 1,000 times a second that its tools changed, for ${seconds} s`,
    happened: `${fetches} fetches; event loop p99 ${stormMs.toFixed(1)} ms (${quietMs.toFixed(1)} ms before); ${isReady ? 'still ready' : 'not ready any more'}`,
    goal: `1 to ${seconds} fetches, event loop p99 ≤ 50 ms, still ready`,
    isMet: fetches >= 1 && fetches <= seconds && stormMs <= 50 && isReady,
  };
}

/** The event loop's 99th percentile of delay while `work` runs, ms, and what that led to. */
async function loopP99<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const result = await work();
  loop.disable();
  return [loop.percentile(99) / 1e6, result];
}

async function cancelRaces(count: number): Promise<FaultRow> {
  let double = 0;
  let wrong = 0;
  const seed = Date.now();
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.scheduler(), async (hasEnd, scheduler) => {
      const race = await playCancelRace(scheduler, hasEnd);
      if (race.settled !== 1 || race.lateReports > 0) double += 1;
      if (!mayEndAs(race.order).includes(race.how) || race.isNextRight === false) wrong += 1;
    }),
    { numRuns: count, seed },
  );
  return {
    group,
    scenario: `a call's cancellation, its answer and the end of its server in any order, ${count} races (seed ${seed})`,
    happened: `${double} settled twice or heard of later; ${wrong} with another outcome than what came first allows`,
    goal: '0 and 0',
    isMet: double === 0 && wrong === 0,
  };
}
