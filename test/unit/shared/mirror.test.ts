import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { HostEvent } from '../../../src/shared/domain/events.ts';
import { applyEvent, foldBatch } from '../../../src/shared/domain/mirror.ts';
import { emptySnapshot } from '../../support/empty-snapshot.ts';

const empty = emptySnapshot({ vault: { state: 'not-opened', backend: '' } });

const anyEvent: fc.Arbitrary<HostEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('connection-changed' as const),
    name: fc.constantFrom('a', 'b', 'c'),
    state: fc.constantFrom({ kind: 'idle' as const }, { kind: 'disabled' as const }),
  }),
  fc.record({
    kind: fc.constant('server-removed' as const),
    name: fc.constantFrom('a', 'b', 'c'),
  }),
);

test('a mirror fed in batches, some of them twice, equals the host', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyEvent, { minLength: 1 })), (batches) => {
      const host = batches.flat().reduce(applyEvent, empty);
      let mirror = empty;
      let seq = 0;
      for (const events of batches) {
        seq += events.length;
        for (const _time of [1, 2]) {
          const result = foldBatch(mirror, { seq, events });
          if (result.kind === 'folded') mirror = result.snapshot;
        }
      }
      expect(mirror).toEqual({ ...host, seq });
    }),
  );
});

test('a batch that overlaps the snapshot only adds what is new', () => {
  const removed: HostEvent = { kind: 'server-removed', name: 'a' };
  const added: HostEvent = { kind: 'connection-changed', name: 'b', state: { kind: 'idle' } };
  const at1 = { ...empty, seq: 1, states: { a: { kind: 'idle' as const } } };
  const result = foldBatch(at1, { seq: 2, events: [removed, added] });
  expect(result).toMatchObject({
    kind: 'folded',
    snapshot: { seq: 2, states: { a: { kind: 'idle' }, b: { kind: 'idle' } } },
  });
});

test('a missing event is a gap, an old batch is stale', () => {
  const event: HostEvent = { kind: 'server-removed', name: 'a' };
  expect(foldBatch(empty, { seq: 2, events: [event] })).toEqual({ kind: 'gap' });
  expect(foldBatch({ ...empty, seq: 5 }, { seq: 5, events: [event] })).toEqual({ kind: 'stale' });
});
