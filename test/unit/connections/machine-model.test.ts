import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Effect, MachineEvent } from '../../../src/main/connections/machine-events.ts';
import { initialMachineState, toPublicState } from '../../../src/main/connections/machine-state.ts';
import type { MachineState } from '../../../src/main/connections/machine-state.ts';
import { transition } from '../../../src/main/connections/machine.ts';
import { connectionStateSchema } from '../../../src/shared/domain/connection-state.ts';
import { eventsOf, factsAt } from './machine-samples.ts';

/** A world that obeys the effects: what lives, and which timer runs. */
class World {
  state: MachineState = initialMachineState({ enabled: true });
  readonly alive = new Set<number>();
  readonly ending = new Set<number>();
  timer: MachineEvent | undefined;
  starts = 0;

  send(event: MachineEvent, now: number, jitter: number): void {
    const before = this.state;
    const { state, effects } = transition(before, event, factsAt(now, jitter));
    this.state = state;
    expect(state.generation).toBeGreaterThanOrEqual(before.generation);
    connectionStateSchema.parse(toPublicState(state));
    for (const effect of effects) this.#obey(effect);
    const { kind } = state.situation;
    // The green light: only with a live session that nobody is ending.
    if (kind === 'ready') {
      expect(this.alive.has(state.generation) && !this.ending.has(state.generation)).toBe(true);
    }
    if (kind === 'waiting' || kind === 'cooling') expect(this.timer?.kind).toBe('retry-due');
    if (this.timer !== undefined) {
      expect(['waiting', 'cooling', 'ready', 'offline']).toContain(kind);
    }
    // Without a network nothing but a person makes an attempt.
    for (const effect of effects) {
      if (effect.kind === 'start-attempt')
        expect(state.isOnline || effect.by === 'user').toBe(true);
    }
  }

  #obey(effect: Effect): void {
    switch (effect.kind) {
      case 'start-attempt':
        this.starts += 1;
        // What ended by itself may still be cleaned up; nothing else may live.
        for (const generation of this.alive) expect(this.ending.has(generation)).toBe(true);
        expect(this.alive.has(effect.generation)).toBe(false);
        this.alive.add(effect.generation);
        return;
      case 'abort-attempt':
      case 'close-session':
        this.ending.add(effect.generation);
        return;
      case 'raise-priority':
        expect(this.alive.has(effect.generation)).toBe(true);
        return;
      case 'schedule-retry':
        this.timer = { kind: 'retry-due', generation: effect.generation };
        return;
      case 'schedule-stable':
        this.timer = { kind: 'stable', generation: effect.generation };
        return;
      case 'cancel-timer':
        this.timer = undefined;
        return;
      case 'check-session':
        expect(this.alive.has(this.state.generation)).toBe(true);
    }
  }

  /** Turns a wish of the generator into an event that can happen in this world. */
  happen(choice: { event: number; target: number }, now: number, jitter: number): void {
    // Late news of earlier attempts is part of life; news of attempts that never began is not.
    const newest = this.state.generation;
    const generation = choice.target % 3 === 0 ? Math.min(choice.target % 4, newest) : newest;
    const all = eventsOf(generation);
    const event = all[choice.event % all.length];
    if (event === undefined) return;
    switch (event.kind) {
      case 'attempt-failed':
      case 'setup-missing':
        // Nothing of a failed attempt lives.
        if (this.state.situation.kind === 'connecting' && generation === this.state.generation) {
          this.alive.delete(generation);
        }
        break;
      case 'stopped':
        if (!this.ending.has(generation)) return;
        this.alive.delete(generation);
        this.ending.delete(generation);
        break;
      case 'retry-due':
      case 'stable': {
        const due = this.timer;
        if (due?.kind !== event.kind) return;
        this.timer = undefined;
        this.send(due, now, jitter);
        return;
      }
      default:
    }
    this.send(event, now, jitter);
  }

  finishStopping(): void {
    for (const generation of [...this.ending]) {
      this.alive.delete(generation);
      this.ending.delete(generation);
      this.send({ kind: 'stopped', generation }, 0, 0);
    }
  }
}

const choices = fc.array(
  fc.record({
    event: fc.nat(200),
    target: fc.nat(20),
    jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  { maxLength: 80 },
);

test('whatever happens, at most one attempt or session lives, and a disconnect ends it', () => {
  fc.assert(
    fc.property(choices, (sequence) => {
      const world = new World();
      let now = 1_000;
      for (const choice of sequence) {
        now += 10;
        world.happen(choice, now, choice.jitter);
        const free = [...world.alive].filter((generation) => !world.ending.has(generation));
        expect(free.length).toBeLessThanOrEqual(1);
      }
      world.send({ kind: 'disconnect-requested' }, now, 0);
      world.finishStopping();
      expect(['idle', 'disabled']).toContain(world.state.situation.kind);
      expect(world.alive.size).toBe(0);
      expect(world.timer).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});
