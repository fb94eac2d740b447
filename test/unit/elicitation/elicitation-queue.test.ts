import { beforeEach, describe, expect, test } from 'vitest';

import { createElicitationQueue } from '../../../src/main/elicitation/elicitation-queue.ts';
import type { ElicitationQueue } from '../../../src/main/elicitation/elicitation-queue.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { inlineJudge } from '../../support/inline-judge.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const schema = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 2 }, count: { type: 'integer', default: 2 } },
  required: ['name'],
};
const never = new AbortController().signal;
const form = (serverName = 'a') => ({ serverName, message: 'Who?', schema });

describe('the desk where questions wait', () => {
  let clock: FakeClock;
  let desk: ElicitationQueue;
  let opened: string[];
  let ids: number;
  let judging: () => Promise<void>;

  beforeEach(() => {
    clock = new FakeClock();
    opened = [];
    ids = 0;
    judging = () => Promise.resolve();
    desk = createElicitationQueue({
      clock,
      random: { id: () => `q${String((ids += 1))}` },
      logger: createSilentLogger(),
      judge: {
        ...inlineJudge,
        async judge(schema, value) {
          await judging();
          return inlineJudge.judge(schema, value);
        },
      },
      openPage(url) {
        opened.push(url);
        return Promise.resolve(url.startsWith('https:'));
      },
    });
  });

  test('lists them in order, and hands each its answer', async () => {
    const told: number[] = [];
    desk.onChange((pending) => told.push(pending.length));
    const first = desk.port.ask(form(), never);
    const second = desk.port.ask(form('b'), never);
    expect(desk.pending().map(({ id, serverName }) => [id, serverName])).toEqual([
      ['q1', 'a'],
      ['q2', 'b'],
    ]);
    await desk.answer('q2', { kind: 'declined' });
    await desk.answer('q1', { kind: 'accepted', values: { name: 'Ada' } });
    expect(await first).toEqual({ kind: 'accepted', values: { name: 'Ada' } });
    expect(await second).toEqual({ kind: 'declined' });
    expect(told).toEqual([1, 2, 1, 0]);
    expect(clock.pending).toBe(0);
  });

  test('refuses values that do not fit, and keeps the question', async () => {
    const asked = desk.port.ask(form(), never);
    expect(await desk.answer('q1', { kind: 'accepted', values: {} })).toMatchObject({
      error: { code: 'ANSWER_INVALID', problems: [{ path: ['name'], keyword: 'required' }] },
    });
    expect(await desk.answer('q1', { kind: 'accepted', values: { name: 'A' } })).toMatchObject({
      error: { problems: [{ path: ['name'], keyword: 'minLength' }] },
    });
    expect(desk.pending()).toHaveLength(1);
    await desk.answer('q1', { kind: 'cancelled' });
    expect(await asked).toEqual({ kind: 'cancelled' });
    expect(await desk.answer('q1', { kind: 'declined' })).toMatchObject({
      error: { code: 'QUESTION_GONE' },
    });
  });

  test('takes one answer only, and none once the server gave up, however long judging takes', async () => {
    const server = new AbortController();
    const asked = desk.port.ask(form(), server.signal);
    let judged = () => {};
    const wait = new Promise<void>((resolve) => (judged = resolve));
    judging = () => wait;
    const twice = [1, 2].map((count) =>
      desk.answer('q1', { kind: 'accepted', values: { name: 'Ada', count } }),
    );
    judged();
    expect(await Promise.all(twice)).toMatchObject([
      { ok: true },
      { error: { code: 'QUESTION_GONE' } },
    ]);
    expect(await asked).toEqual({ kind: 'accepted', values: { name: 'Ada', count: 1 } });
    const late = desk.port.ask(form(), server.signal);
    judging = () => Promise.resolve(server.abort());
    expect(await desk.answer('q2', { kind: 'accepted', values: { name: 'Ada' } })).toMatchObject({
      error: { code: 'QUESTION_GONE' },
    });
    expect(await late).toEqual({ kind: 'cancelled' });
  });

  test('opens a page for a yes only, and says when it may not', async () => {
    const page = (url: string) =>
      desk.port.askToOpen?.({ serverName: 'a', message: 'Pay', url }, never);
    const safe = page('https://pay.example/1');
    const unsafe = page('file:///etc/passwd');
    await desk.answer('q1', { kind: 'accepted', values: { smuggled: 1 } });
    expect(await safe).toEqual({ kind: 'accepted', values: {} });
    expect(await desk.answer('q2', { kind: 'accepted', values: {} })).toMatchObject({
      error: { code: 'ANSWER_INVALID', problems: [] },
    });
    await desk.answer('q2', { kind: 'declined' });
    expect(await unsafe).toEqual({ kind: 'declined' });
    expect(opened).toEqual(['https://pay.example/1', 'file:///etc/passwd']);
  });

  describe('a page that has to be visited', () => {
    const question = { serverName: 'a', message: 'Pay', url: 'https://pay.example/1' };
    const yes = { kind: 'accepted', values: {} } as const;
    const stages = () => desk.pending().map((one) => (one.mode === 'url' ? one.stage : one.mode));

    test('is opened by one yes, and was visited by the next', async () => {
      const visit = desk.port.askToVisit?.(question, never, never);
      expect(stages()).toEqual(['to-visit']);
      expect(await desk.reopen('q1')).toMatchObject({ error: { code: 'QUESTION_GONE' } });
      await desk.answer('q1', yes);
      expect([stages(), opened]).toEqual([['visiting'], [question.url]]);
      await desk.reopen('q1');
      expect(opened).toEqual([question.url, question.url]);
      await desk.answer('q1', yes);
      expect(await visit).toEqual(yes);
      expect([opened.length, stages(), clock.pending]).toEqual([2, [], 0]);
    });

    test('was visited when the server says so, opened or not', async () => {
      const [first, second] = [new AbortController(), new AbortController()];
      const visits = [first, second].map(({ signal }) =>
        Promise.resolve(desk.port.askToVisit?.(question, signal, never)),
      );
      await desk.answer('q1', yes);
      first.abort();
      second.abort();
      expect(await Promise.all(visits)).toEqual([yes, yes]);
      expect(await desk.port.askToVisit?.(question, first.signal, never)).toEqual(yes);
      expect([opened, stages()]).toEqual([[question.url], []]);
    });

    test('may be given up, cannot be opened when it may not, and has its patience anew', async () => {
      const visit = desk.port.askToVisit?.(question, never, never);
      await clock.advance(14 * 60_000);
      await desk.answer('q1', yes);
      await clock.advance(14 * 60_000);
      expect(stages()).toEqual(['visiting']);
      await desk.answer('q1', { kind: 'cancelled' });
      expect(await visit).toEqual({ kind: 'cancelled' });
      const unsafe = desk.port.askToVisit?.({ ...question, url: 'file:///etc' }, never, never);
      expect(await desk.answer('q2', yes)).toMatchObject({ error: { code: 'ANSWER_INVALID' } });
      expect(stages()).toEqual(['to-visit']);
      desk.dispose();
      expect(await unsafe).toEqual({ kind: 'cancelled' });
      const none = { ...question, url: 'no address' };
      expect(await desk.port.askToVisit?.(none, never, never)).toEqual({ kind: 'cancelled' });
    });
  });

  test('gives up with the server, after a quarter of an hour, and at the end', async () => {
    const server = new AbortController();
    const asked = [desk.port.ask(form(), server.signal), desk.port.ask(form(), never)];
    server.abort();
    expect(await asked[0]).toEqual({ kind: 'cancelled' });
    await clock.advance(15 * 60_000);
    expect(await asked[1]).toEqual({ kind: 'cancelled' });
    const last = desk.port.ask(form(), never);
    desk.dispose();
    expect(await last).toEqual({ kind: 'cancelled' });
    expect(await desk.port.ask(form(), never)).toEqual({ kind: 'cancelled' });
    await settle();
    expect(clock.pending).toBe(0);
  });

  test('lets no server fill the screen', async () => {
    const all = Array.from({ length: 9 }, () => desk.port.ask(form(), never));
    void desk.port.ask(form('b'), never);
    expect(desk.pending()).toHaveLength(6);
    expect(await all[8]).toEqual({ kind: 'cancelled' });
    const huge = { ...form('c'), schema: { title: 'x'.repeat(200_000) } };
    expect(await desk.port.ask(huge, never)).toEqual({ kind: 'cancelled' });
  });
});
