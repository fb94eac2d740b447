import { describe, expect, test } from 'vitest';

import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import { healthOf, overallHealth } from '../../../src/shared/domain/health.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';

const failure: Failure = { code: 'TIMED_OUT', params: {}, detail: '', action: 'retry', at: 0 };
const connecting = { kind: 'connecting', startedAt: 0, phase: 'starting' } as const;
const states = {
  ready: {
    kind: 'ready',
    since: 0,
    era: 'modern',
    protocolVersion: '2026-07-28',
    serverInfo: { name: 'x', version: '1' },
    connectedInMs: 1,
  },
  failed: { kind: 'failed', failure, attempts: 3 },
  waiting: { kind: 'waiting', attempt: 1, of: 8, nextAttemptAt: 9, failure },
  signIn: { kind: 'needs-sign-in', failure },
  setup: { kind: 'needs-setup', missing: [{ kind: 'consent' }] },
  offline: { kind: 'offline', since: 0 },
  first: { ...connecting, attempt: 1 },
  again: { ...connecting, attempt: 2 },
  idle: { kind: 'idle' },
} satisfies Record<string, ConnectionState>;

const levelOfAll = (...some: readonly (keyof typeof states)[]) =>
  overallHealth(
    some.map((name) => states[name]),
    false,
  ).level;

describe('healthOf', () => {
  test('puts level, group, sentence and action of one state together', () => {
    const facts = { summary: undefined, nowMs: null, isPaused: false } as const;
    const server = { start: 'on-launch', inspection: { status: 'never' } } as const;
    expect(healthOf({ ...facts, server, state: states.waiting })).toEqual({
      level: 'retrying',
      group: 'hand',
      sentence: {
        key: 'sentence.waiting.soon',
        params: { attempt: 1, of: 8, reason: { key: 'failure.short.TIMED_OUT' } },
      },
      action: { kind: 'retry', label: { key: 'action.retryNow' } },
    });
    expect(healthOf({ ...facts, server, state: states.ready }).action).toBeNull();
  });
});

describe('overallHealth', () => {
  test('is the worst of all, whatever their order', () => {
    expect(levelOfAll()).toBe('off');
    expect(levelOfAll('idle', 'ready')).toBe('ready');
    expect(levelOfAll('ready', 'first', 'idle')).toBe('connecting');
    expect(levelOfAll('first', 'offline')).toBe('offline');
    expect(levelOfAll('waiting', 'offline', 'ready')).toBe('retrying');
    expect(levelOfAll('ready', 'setup', 'waiting')).toBe('needs-you');
    expect(levelOfAll('signIn', 'failed', 'waiting')).toBe('failed');
    expect(levelOfAll('failed', 'signIn', 'ready')).toBe('failed');
  });

  test('stays at retrying while an attempt of an outage runs', () => {
    expect(levelOfAll('again', 'ready')).toBe('retrying');
  });

  test('says that all are paused, but only when there is something to pause', () => {
    const line = (some: readonly ConnectionState[]) =>
      translate(en, 'en', overallHealth(some, true).sentence);
    expect(line([states.idle])).toBe('All servers paused');
    expect(line([])).toBe('No servers yet');
  });
});
