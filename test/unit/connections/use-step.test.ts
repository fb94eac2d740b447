import { expect, test } from 'vitest';

import { useStep } from '../../../src/main/connections/use-step.ts';
import type { UseFacts, UseStep } from '../../../src/main/connections/use-step.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { connectionStateSchema } from '../../../src/shared/domain/connection-state.ts';

const stepOf = (state: object, facts: Partial<UseFacts> = {}): UseStep =>
  useStep({
    state: state as ConnectionState,
    hasSession: true,
    hasJoined: false,
    isHeldBack: false,
    isDueSoon: true,
    ...facts,
  });

test('a ready connection is used while there is a session, and never waited for without', () => {
  expect(stepOf({ kind: 'ready' })).toBe('use');
  expect(stepOf({ kind: 'ready' }, { hasSession: false })).toBe('give-up');
});

test('one that nobody has asked for is begun by use, unless it is held back or was just ended', () => {
  expect(stepOf({ kind: 'idle' })).toBe('connect');
  expect(stepOf({ kind: 'idle' }, { isHeldBack: true })).toBe('give-up');
  expect(stepOf({ kind: 'idle' }, { hasJoined: true })).toBe('give-up');
});

test('the first attempt is joined to its end, a later one for a moment', () => {
  expect(stepOf({ kind: 'connecting', attempt: 1 })).toBe('join');
  expect(stepOf({ kind: 'connecting', attempt: 1 }, { hasJoined: true })).toBe('join');
  expect(stepOf({ kind: 'connecting', attempt: 2 })).toBe('join-briefly');
});

test('what comes soon is waited for once, and what stops is waited for', () => {
  expect(stepOf({ kind: 'waiting' })).toBe('wait');
  expect(stepOf({ kind: 'waiting' }, { isDueSoon: false })).toBe('give-up');
  expect(stepOf({ kind: 'waiting' }, { hasJoined: true })).toBe('give-up');
  expect(stepOf({ kind: 'stopping' })).toBe('wait');
});

test('every other state says at once why there is no session, whatever else is so', () => {
  const led = new Set(['ready', 'idle', 'connecting', 'waiting', 'stopping']);
  const kinds = connectionStateSchema.options.map(({ shape }) => shape.kind.value);
  const others = kinds.filter((kind) => !led.has(kind));
  expect(others).toHaveLength(kinds.length - led.size);
  for (const kind of others) {
    for (const isDueSoon of [true, false]) expect(stepOf({ kind }, { isDueSoon })).toBe('give-up');
  }
});
