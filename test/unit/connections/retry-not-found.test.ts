import { expect, test } from 'vitest';
import { retryNotFound } from '../../../src/main/connections/retry-not-found.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';

const failed = (code: string) =>
  ({ kind: 'failed', attempts: 1, failure: { code, params: {}, action: 'none', at: 0 } }) as never;

function triedAgain(states: Record<string, ConnectionState>, isPaused = false) {
  const tried: string[] = [];
  const connect = (name: string) => {
    tried.push(name);
    return undefined;
  };
  retryNotFound({ statusAll: () => states, connect }, isPaused);
  return tried;
}

const states = {
  a: failed('COMMAND_NOT_FOUND'),
  b: failed('INTERPRETER_MISSING'),
  c: failed('COMMAND_NOT_EXECUTABLE'),
  d: failed('PROCESS_EXITED'),
  e: { kind: 'idle' } as const,
};

test('only servers whose program was not found are started again', () => {
  expect(triedAgain(states)).toEqual(['a', 'b', 'c']);
});

test('nothing is started while everything is paused', () => {
  expect(triedAgain(states, true)).toEqual([]);
});
