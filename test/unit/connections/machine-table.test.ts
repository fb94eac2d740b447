import { describe, expect, test } from 'vitest';

import type { Effect, MachineEvent } from '../../../src/main/connections/machine-events.ts';
import { toPublicState } from '../../../src/main/connections/machine-state.ts';
import type { AfterStop, Situation } from '../../../src/main/connections/machine-state.ts';
import { transition } from '../../../src/main/connections/machine.ts';
import { connectionStateSchema } from '../../../src/shared/domain/connection-state.ts';
import { eventsOf, factsAt, situations, stateIn } from './machine-samples.ts';

const afterStops: readonly AfterStop[] = [
  'idle',
  'disabled',
  'offline',
  'connect',
  'connect-for-user',
];
const everySituation: readonly Situation[] = [
  ...Object.values(situations),
  { ...situations.failed, isRecoverable: false },
  ...afterStops.map((then): Situation => ({ kind: 'stopping', then })),
];
const label = (value: Situation | MachineEvent) => JSON.stringify(value);
const pairs = everySituation.flatMap((situation) =>
  [3, 2].flatMap((generation) =>
    eventsOf(generation).map(
      (event) => [label(situation), label(event), situation, event] as const,
    ),
  ),
);

const isRunning = ({ kind }: Situation) =>
  kind === 'connecting' || kind === 'ready' || kind === 'stopping';
const hasTimer = ({ kind }: Situation) =>
  kind === 'waiting' || kind === 'cooling' || kind === 'ready';

describe.each(['online', 'offline'])('%s', (network) => {
  test.each(pairs)('%s on %s', (_situation, _event, situation, event) => {
    const before = stateIn(situation, { isOnline: network === 'online' });
    const frozen = structuredClone(before);
    const { state, effects } = transition(before, event, factsAt(100));

    expect(before).toEqual(frozen);
    connectionStateSchema.parse(toPublicState(state));
    const kinds = effects.map(({ kind }) => kind);
    const starts = effects.filter(({ kind }) => kind === 'start-attempt');

    // An attempt starts only where nothing lives, except that a stop has just been completed.
    if (starts.length > 0) {
      expect(starts).toHaveLength(1);
      expect(isRunning(situation) && event.kind !== 'stopped').toBe(false);
      expect(state.situation.kind).toBe('connecting');
      expect(state.generation).toBe(before.generation + 1);
    } else {
      expect(state.generation).toBe(before.generation);
      if (state.situation.kind === 'connecting') expect(situation.kind).toBe('connecting');
    }
    // What is running is never left behind without being ended.
    if (situation.kind === 'connecting' && state.situation.kind === 'stopping') {
      expect(kinds).toContain('abort-attempt');
    }
    if (situation.kind === 'ready' && state.situation.kind !== 'ready') {
      expect(kinds).toContain('close-session');
    }
    // A timer runs exactly where a situation waits for one.
    const after = kinds.lastIndexOf('cancel-timer');
    const scheduled = kinds.some((kind, index) => kind.startsWith('schedule-') && index > after);
    if (state.situation !== situation) {
      expect(scheduled).toBe(hasTimer(state.situation));
      if (hasTimer(situation) && !scheduled) expect(kinds).toContain('cancel-timer');
    }
    // Ready only by a success of the newest attempt.
    if (state.situation.kind === 'ready' && situation.kind !== 'ready') {
      expect(event).toMatchObject({ kind: 'attempt-succeeded', generation: before.generation });
    }
    // A retry is never planned for the past, nor while the network is away.
    for (const effect of effects) {
      if (effect.kind === 'schedule-retry') {
        expect(effect.at).toBeGreaterThan(100);
        expect(state.isOnline).toBe(true);
      }
    }
  });
});

const ofAnAttempt = eventsOf(2).filter((event) => 'generation' in event);

test.each(ofAnAttempt.map((event) => [event.kind, event] as const))(
  'a late %s changes nothing and starts nothing',
  (_kind, event) => {
    for (const situation of everySituation) {
      const before = stateIn(situation);
      const { state, effects } = transition(before, event, factsAt(100));
      expect(state).toEqual(before);
      const allowed: Effect[] =
        event.kind === 'attempt-succeeded' ? [{ kind: 'close-session', generation: 2 }] : [];
      expect(effects).toEqual(allowed);
    }
  },
);
