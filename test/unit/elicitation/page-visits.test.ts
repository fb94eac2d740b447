import { describe, expect, test } from 'vitest';

import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { createPageVisits } from '../../../src/main/elicitation/page-visits.ts';
import type { Answer, PageQuestion } from '../../../src/main/elicitation/question.ts';
import { requiredPages } from '../../../src/main/elicitation/required-pages.ts';
import { settle } from '../../support/fake-clock.ts';

const never = new AbortController().signal;
const yes: Answer = { kind: 'accepted', values: {} };
const page = (id: string) => ({ id, message: `Visit ${id}`, url: `https://a.example/${id}` });

/** Visits with a person who answers when the test does. */
function setUp() {
  const asked: { question: PageQuestion; answer: (answer: Answer) => void; isOver: boolean }[] = [];
  const visits = createPageVisits('shop', {
    ask: () => Promise.resolve({ kind: 'cancelled' }),
    askToVisit: (question, visited, signal) =>
      new Promise((resolve) => {
        const one = { question, answer: resolve, isOver: false };
        asked.push(one);
        visited.addEventListener('abort', () => resolve(yes));
        signal.addEventListener('abort', () => {
          one.isOver = true;
          resolve({ kind: 'cancelled' });
        });
      }),
  });
  return { visits, asked };
}

describe('the pages a server wants visited', () => {
  test('are asked for together, and all of them are needed', async () => {
    const { visits, asked } = setUp();
    const visit = visits.visit([page('a'), page('b')], never);
    expect(asked.map(({ question }) => question)).toEqual([
      { serverName: 'shop', message: 'Visit a', url: 'https://a.example/a' },
      { serverName: 'shop', message: 'Visit b', url: 'https://a.example/b' },
    ]);
    asked[0]?.answer(yes);
    await settle();
    visits.over('b');
    expect(await visit).toBe(true);
    expect(asked.map(({ isOver }) => isOver)).toEqual([false, false]);
  });

  test('are given up together', async () => {
    const { visits, asked } = setUp();
    const visit = visits.visit([page('a'), page('b')], never);
    asked[1]?.answer({ kind: 'declined' });
    expect(await visit).toBe(false);
    expect(asked[0]?.isOver).toBe(true);
    const caller = new AbortController();
    const another = visits.visit([page('c')], caller.signal);
    caller.abort();
    expect(await another).toBe(false);
    expect(await visits.visit([page('d')], caller.signal)).toBe(false);
    expect(asked).toHaveLength(3);
  });

  test('need nobody once the server has spoken, but only once', async () => {
    const { visits, asked } = setUp();
    visits.over('a');
    expect(await visits.visit([page('a')], never)).toBe(true);
    expect(asked).toEqual([]);
    const again = visits.visit([page('a')], never);
    expect(asked).toHaveLength(1);
    visits.over('a');
    expect(await again).toBe(true);
    // What was heard long ago is forgotten.
    visits.over('old');
    for (let n = 0; n < 50; n += 1) visits.over(String(n));
    void visits.visit([page('old')], never);
    expect(asked).toHaveLength(2);
  });

  test('end two calls that wait for the same one', async () => {
    const { visits, asked } = setUp();
    const both = [visits.visit([page('a')], never), visits.visit([page('a')], never)];
    expect(asked).toHaveLength(2);
    visits.over('a');
    expect(await Promise.all(both)).toEqual([true, true]);
  });

  test('are not visited where nobody can be asked', async () => {
    expect(await createPageVisits('shop', undefined).visit([page('a')], never)).toBe(false);
  });
});

describe('the error that wants pages visited', () => {
  const refusal = (data: unknown, rpcCode = -32_042): SessionOutcome => ({
    kind: 'rpc-error',
    rpcCode,
    message: 'Pay first.',
    data,
  });
  const entry = { mode: 'url', elicitationId: 'e', url: 'https://a.example/e', message: 'Visit e' };

  test('is read with what it must have', () => {
    const read = requiredPages(refusal({ elicitations: [entry], more: 1 }));
    expect(read).toEqual([{ id: 'e', url: 'https://a.example/e', message: 'Visit e' }]);
    const silent = { ...entry, message: undefined };
    expect(requiredPages(refusal({ elicitations: [silent] }))?.[0]?.message).toBe('');
  });

  test.each([
    ['another code', refusal({ elicitations: [entry] }, -32_000)],
    ['no data', refusal(undefined)],
    ['no pages', refusal({ elicitations: [] })],
    ['a form among them', refusal({ elicitations: [entry, { ...entry, mode: 'form' }] })],
    ['no name', refusal({ elicitations: [{ ...entry, elicitationId: '' }] })],
    ['too many', refusal({ elicitations: Array.from({ length: 6 }, () => entry) })],
    ['no error of a server', { kind: 'aborted' } as const],
  ])('is none with %s', (_, outcome) => {
    expect(requiredPages(outcome)).toBeUndefined();
  });
});
