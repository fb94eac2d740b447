import { describe, expect, test } from 'vitest';

import {
  HttpOutcomeError,
  lostAnswer,
  outcomeOf,
} from '../../../../src/main/node/http/http-outcome-error.ts';

const outcome = { kind: 'too-large', what: 'response', limitBytes: 5 } as const;

describe('outcomeOf', () => {
  test('finds the outcome in an error and in its causes', () => {
    const inner = new HttpOutcomeError(outcome);
    expect(outcomeOf(inner)).toEqual(outcome);
    expect(outcomeOf(new Error('a', { cause: new Error('b', { cause: inner }) }))).toEqual(outcome);
  });

  test('finds it in the error the SDK makes of our own answer', () => {
    const answer = JSON.parse(lostAnswer(7, outcome)) as { id: number; error: { data: unknown } };
    expect(answer.id).toBe(7);
    expect(outcomeOf(Object.assign(new Error('x'), { data: answer.error.data }))).toEqual(outcome);
  });

  test('does not believe a server that imitates it', () => {
    const data = { marker: 'guess', outcome: { kind: 'http-status', status: 401, url: '' } };
    expect(outcomeOf(Object.assign(new Error('x'), { data }))).toBeUndefined();
  });

  test('survives causes that go in circles, and things that are no errors', () => {
    const error = new Error('x');
    error.cause = error;
    expect(outcomeOf(error)).toBeUndefined();
    expect(outcomeOf('text')).toBeUndefined();
    expect(outcomeOf(undefined)).toBeUndefined();
  });
});

describe('HttpOutcomeError', () => {
  test('leaves what a server wrote out of its message', () => {
    const error = new HttpOutcomeError({
      kind: 'http-status',
      status: 401,
      url: 'https://example.com/',
      bodySnippet: 'hostile text',
      wwwAuthenticate: 'Bearer hostile',
    });
    expect(error.message).toBe('http-status status=401 url=https://example.com/');
  });
});
