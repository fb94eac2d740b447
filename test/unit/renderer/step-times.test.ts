import { describe, expect, test } from 'vitest';

import { noteStep, stepsOf } from '../../../src/renderer/src/features/add-server/step-times.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';

const connecting = (
  phase: 'starting' | 'handshake' | 'listing',
  startedAt = 100,
): ConnectionState => ({ kind: 'connecting', attempt: 1, startedAt, phase });
const ready: ConnectionState = {
  kind: 'ready',
  since: 0,
  era: 'modern',
  protocolVersion: '2026-07-28',
  serverInfo: { name: 'x', version: '1' },
  connectedInMs: 1,
};

describe('the steps of a first try', () => {
  test('times each step from when the last one ended', () => {
    let times = noteStep({ starting: 90 }, connecting('starting'), 100);
    times = noteStep(times, connecting('handshake'), 500);
    times = noteStep(times, connecting('listing'), 600);
    expect(stepsOf(times)).toEqual([
      { status: 'done', tookMs: 400 },
      { status: 'done', tookMs: 100 },
      { status: 'running' },
    ]);
    times = noteStep(times, ready, 650);
    expect(stepsOf(times)[2]).toEqual({ status: 'done', tookMs: 50 });
  });

  test('fills in steps that were too quick to be seen', () => {
    expect(stepsOf(noteStep({ starting: 100 }, ready, 130))).toEqual([
      { status: 'done', tookMs: 30 },
      { status: 'done', tookMs: 0 },
      { status: 'done', tookMs: 0 },
    ]);
  });

  test('begins anew with a new attempt, and stays put on a failure', () => {
    const failedAt = noteStep({ starting: 100 }, connecting('handshake'), 200);
    expect(noteStep(failedAt, { kind: 'idle' }, 300)).toBe(failedAt);
    expect(stepsOf(noteStep(failedAt, connecting('starting', 400), 400))).toEqual([
      { status: 'running' },
      { status: 'ahead' },
      { status: 'ahead' },
    ]);
  });
});
