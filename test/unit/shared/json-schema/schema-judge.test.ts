import { beforeEach, describe, expect, test } from 'vitest';

import {
  createSchemaJudge,
  judgeBudgetMs,
} from '../../../../src/shared/json-schema/schema-judge.ts';
import type {
  DisposableJudge,
  JudgeJob,
  JudgeWord,
  Verdict,
} from '../../../../src/shared/json-schema/schema-judge.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';

/** A worker that does what a test says. */
interface Puppet {
  readonly jobs: JudgeJob[];
  isTerminated: boolean;
  say(word: JudgeWord): void;
  end(): void;
}

const right: JudgeWord = { kind: 'found', problems: [] };
const judged: Verdict = { kind: 'judged', problems: [] };
const notJudged: Verdict = { kind: 'not-judged' };

describe('a judge with a budget', () => {
  let clock: FakeClock;
  let workers: Puppet[];
  let judge: DisposableJudge;
  let refuses: boolean;

  beforeEach(() => {
    clock = new FakeClock();
    workers = [];
    refuses = false;
    judge = createSchemaJudge({
      schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
      startWorker({ word, end }) {
        const puppet: Puppet = { jobs: [], isTerminated: false, say: word, end };
        workers.push(puppet);
        return {
          post: (job) => {
            if (refuses) throw new Error('cannot be cloned');
            puppet.jobs.push(job);
          },
          terminate: () => {
            puppet.isTerminated = true;
          },
        };
      },
    });
  });

  const schema = { type: 'object' };
  const at = (index: number): Puppet => {
    const worker = workers[index];
    if (worker === undefined) throw new Error('no such worker');
    return worker;
  };

  test('starts no worker before it is needed, and hands over one job at a time', async () => {
    expect(workers).toHaveLength(0);
    const both = [judge.judge(schema, 1), judge.judge(schema, 2)];
    expect(workers).toHaveLength(1);
    expect(at(0).jobs).toEqual([]);
    at(0).say({ kind: 'ready' });
    expect(at(0).jobs).toEqual([{ schema, value: 1 }]);
    at(0).say({ kind: 'found', problems: [{ path: ['a'], keyword: 'type', message: 'no' }] });
    at(0).say(right);
    expect(await Promise.all(both)).toEqual([
      { kind: 'judged', problems: [{ path: ['a'], keyword: 'type', message: 'no' }] },
      judged,
    ]);
    expect(workers).toHaveLength(1);
  });

  test('does not count the start of a worker against the budget', async () => {
    const asked = judge.judge(schema, 1);
    await clock.advance(2_000);
    at(0).say({ kind: 'ready' });
    await clock.advance(judgeBudgetMs - 20);
    at(0).say(right);
    expect(await asked).toEqual(judged);
  });

  test('ends what takes longer than its budget, and judges the next with a new worker', async () => {
    const slow = judge.judge(schema, 1);
    const next = judge.judge({ type: 'string' }, 2);
    at(0).say({ kind: 'ready' });
    await clock.advance(judgeBudgetMs);
    expect(await slow).toEqual(notJudged);
    expect(at(0).isTerminated).toBe(true);
    expect(workers).toHaveLength(2);
    at(1).say({ kind: 'ready' });
    // What the old one still says belongs to nobody.
    at(0).say({ kind: 'found', problems: [{ path: [], keyword: 'type', message: 'late' }] });
    at(0).end();
    at(1).say(right);
    expect(await next).toEqual(judged);
  });

  test('counts only time in which this process runs', async () => {
    const asked = judge.judge(schema, 1);
    at(0).say({ kind: 'ready' });
    // Nine steps of ten; the last comes late, as after a sleep.
    await clock.advance(judgeBudgetMs - 1);
    at(0).say(right);
    expect(await asked).toEqual(judged);
  });

  test('does not try a schema again that used up its budget three times', async () => {
    for (let time = 0; time < 3; time += 1) {
      const slow = judge.judge(schema, time);
      at(time).say({ kind: 'ready' });
      await clock.advance(judgeBudgetMs);
      expect(await slow).toEqual(notJudged);
    }
    expect(await judge.judge(schema, 4)).toEqual(notJudged);
    expect(workers).toHaveLength(3);
    const other = judge.judge({ type: 'object' }, 4);
    at(3).say({ kind: 'ready' });
    at(3).say(right);
    expect(await other).toEqual(judged);
  });

  test('leaves what is too large alone', async () => {
    const wide = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`k${String(i)}`, 1]));
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
    for (const odd of [wide, deep, { title: 'x'.repeat(3_000_000) }]) {
      expect(await judge.judge(odd, 1)).toEqual(notJudged);
    }
    expect(await judge.judge(schema, deep)).toEqual(notJudged);
    expect(workers).toHaveLength(0);
  });

  test('goes on after a worker that ended, a job that cannot be handed over, and no finding', async () => {
    const first = judge.judge(schema, 1);
    const second = judge.judge(schema, 2);
    at(0).say({ kind: 'ready' });
    at(0).end();
    expect(await first).toEqual(notJudged);
    at(1).say({ kind: 'ready' });
    at(1).say({ kind: 'found', problems: null });
    expect(await second).toEqual(notJudged);
    refuses = true;
    expect(await judge.judge(schema, 3)).toEqual(notJudged);
    refuses = false;
    const last = judge.judge(schema, 4);
    at(1).say(right);
    expect(await last).toEqual(judged);
  });

  test('does not start workers for ever when none comes up', async () => {
    const ended = [judge.judge(schema, 1), judge.judge(schema, 2)];
    at(0).end();
    expect(await Promise.all(ended)).toEqual([notJudged, notJudged]);
    const silent = judge.judge(schema, 3);
    await clock.advance(60_000);
    expect(await silent).toEqual(notJudged);
    expect(workers).toHaveLength(2);
    expect(at(1).isTerminated).toBe(true);
  });

  test('lets nobody fill the queue', async () => {
    const all = Array.from({ length: 400 }, (_, value) => judge.judge(schema, value));
    expect(await all[399]).toEqual(notJudged);
    judge[Symbol.dispose]();
    expect(new Set((await Promise.all(all)).map(({ kind }) => kind))).toEqual(
      new Set(['not-judged']),
    );
  });

  test('is warm before the first job, and ends a worker that nobody needs', async () => {
    judge.warm();
    judge.warm();
    expect(workers).toHaveLength(1);
    at(0).say({ kind: 'ready' });
    await clock.advance(120_000);
    expect(at(0).isTerminated).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test('leaves nothing behind', async () => {
    const asked = [judge.judge(schema, 1), judge.judge(schema, 2)];
    at(0).say({ kind: 'ready' });
    judge[Symbol.dispose]();
    expect(await Promise.all(asked)).toEqual([notJudged, notJudged]);
    expect(await judge.judge(schema, 3)).toEqual(notJudged);
    judge.warm();
    await settle();
    expect(workers).toHaveLength(1);
    expect(at(0).isTerminated).toBe(true);
    expect(clock.pending).toBe(0);
  });
});
