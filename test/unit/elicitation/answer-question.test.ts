import { describe, expect, test } from 'vitest';

import { checkedQuestions } from '../../../src/main/elicitation/answer-question.ts';
import type { Answer, Question } from '../../../src/main/elicitation/question.ts';
import { inlineJudge, undecidedJudge } from '../../support/inline-judge.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'Ada' },
    age: { type: 'integer', minimum: 0, default: 30 },
    isSure: { type: 'boolean', default: false },
    note: { type: 'string' },
  },
  required: ['name'],
};
const question: Question = { serverName: 'notes', message: 'Who?', schema };
const never = new AbortController().signal;

const answered = (answer: Answer, about: Question = question, judge = inlineJudge) =>
  checkedQuestions({ ask: () => Promise.resolve(answer) }, judge).ask(about, never);

describe('an answer to a question', () => {
  test('has the defaults where a field was left alone, false and all', async () => {
    expect(await answered({ kind: 'accepted', values: { name: 'Bo', note: '' } })).toEqual({
      kind: 'accepted',
      values: { name: 'Bo', age: 30, isSure: false, note: '' },
    });
  });

  test('is cancelled when it does not fit what was asked for', async () => {
    const answer = { kind: 'accepted', values: { age: -1 } } as const;
    expect(await answered(answer)).toEqual({ kind: 'cancelled' });
    const nameless = { type: 'object', properties: { name: { type: 'string' } } };
    const needed = { ...question, schema: { ...nameless, required: ['name'] } };
    expect(await answered({ kind: 'accepted', values: {} }, needed)).toEqual({
      kind: 'cancelled',
    });
  });

  test('is the server’s to look at where it cannot be judged', async () => {
    const answer = { kind: 'accepted', values: { name: 'Bo', age: -1, isSure: true } } as const;
    expect(await answered(answer, question, undecidedJudge)).toEqual(answer);
  });

  test.each([{ kind: 'declined' }, { kind: 'cancelled' }] as const)('stays %o', async (answer) => {
    expect(await answered(answer)).toEqual(answer);
  });

  test('takes what makes no sense as a question without fields', async () => {
    const odd = { ...question, schema: { properties: 7 } };
    expect(await answered({ kind: 'accepted', values: {} }, odd)).toEqual({
      kind: 'accepted',
      values: {},
    });
  });

  test('is not asked for when nobody waits for it', async () => {
    const port = { ask: () => Promise.reject(new Error('asked')) };
    const asked = checkedQuestions(port, inlineJudge).ask(question, AbortSignal.abort());
    expect(await asked).toEqual({ kind: 'cancelled' });
  });
});
