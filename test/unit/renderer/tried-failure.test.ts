import { expect, test } from 'vitest';

import { triedFailure } from '../../../src/renderer/src/features/add-server/tried-failure.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';

const failure = { code: 'TIMEOUT', detail: 'no answer' } as unknown as Failure;
const untried = { inspection: { status: 'never' } } as unknown as Parameters<
  typeof triedFailure
>[2];
const failed = { kind: 'failed', failure } as unknown as ConnectionState;
const connecting: ConnectionState = {
  kind: 'connecting',
  attempt: 2,
  startedAt: 0,
  phase: 'handshake',
};
const ready = { kind: 'ready' } as unknown as ConnectionState;

test('a failure stays while the next try goes on by itself, and goes when that succeeds', () => {
  expect(triedFailure(null, connecting, untried)).toBeNull();
  const first = triedFailure(null, failed, untried);
  expect(first).toEqual({ kind: 'failed', failure });
  expect(triedFailure(first, connecting, untried)).toBe(first);
  expect(triedFailure(first, ready, untried)).toBeNull();
});

test('the same failure told again is the same one', () => {
  const first = triedFailure(null, failed, untried);
  expect(triedFailure(first, failed, untried)).toBe(first);
});

test('a server at rest whose last look failed has failed', () => {
  const idle = { kind: 'idle' } as unknown as ConnectionState;
  const looked = { inspection: { status: 'failed', failure } } as unknown as typeof untried;
  expect(triedFailure(null, idle, looked)).toEqual({ kind: 'failed', failure });
});
