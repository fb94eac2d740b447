import { expect, test } from 'vitest';

import { createFindings } from '../../../src/main/host/findings.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Inspection } from '../../../src/shared/domain/server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const saveFindings = () => Promise.resolve();

const failure = {
  code: 'TIMED_OUT',
  params: {},
  detail: '',
  at: 5,
} as unknown as Extract<ConnectionState, { kind: 'failed' }>['failure'];

const readyAt = (since: number) => ({ kind: 'ready', since }) as unknown as ConnectionState;

test('keeps what a verdict says, and nothing of a state that is none', async () => {
  const kept: [string, Inspection][] = [];
  const findings = createFindings(
    {
      recordInspections: (found) => Promise.resolve(kept.push(...found)),
      saveFindings,
    },
    new FakeClock(),
  );
  findings.record('a', { kind: 'idle' });
  findings.record('b', { kind: 'failed', failure } as unknown as ConnectionState);
  findings.record('c', readyAt(7));
  await findings.settled();
  expect(kept).toEqual([
    ['b', { status: 'failed', at: 5, failure }],
    ['c', { status: 'passed', at: 7 }],
  ]);
});

test('settled waits for what is recorded and saved, also where that fails', async () => {
  const ends: (() => void)[] = [];
  const clock = new FakeClock();
  const findings = createFindings(
    {
      recordInspections: (found) =>
        new Promise<void>((resolve, reject) =>
          ends.push(() => (found.has('bad') ? reject(new Error('no')) : resolve())),
        ),
      saveFindings,
    },
    clock,
  );
  findings.record('bad', readyAt(1));
  await clock.advance(250);
  findings.record('good', readyAt(1));
  let isSettled = false;
  const settled = findings.settled().then(() => (isSettled = true));
  ends[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(isSettled).toBe(false);
  ends[1]?.();
  await settled;
});

test('a thousand servers that become ready are one change and one save, and the end waits for no timer', async () => {
  const clock = new FakeClock();
  const shown: number[] = [];
  let saves = 0;
  const findings = createFindings(
    {
      recordInspections: (found) => Promise.resolve(shown.push(found.size)),
      saveFindings: () => Promise.resolve((saves += 1)),
    },
    clock,
  );
  for (let server = 0; server < 1_000; server += 1) findings.record(String(server), readyAt(1));
  expect(shown).toEqual([]);
  await clock.advance(250);
  expect([shown, saves]).toEqual([[1_000], 0]);
  await clock.advance(1_750);
  expect([shown, saves]).toEqual([[1_000], 1]);
  findings.record('late', readyAt(1));
  await findings.settled();
  expect([shown, saves, clock.pending]).toEqual([[1_000, 1], 2, 0]);
  await findings.settled();
  expect(saves).toBe(2);
});

test('of several findings of one server the last counts', async () => {
  const clock = new FakeClock();
  const kept: unknown[] = [];
  const findings = createFindings(
    { recordInspections: (found) => Promise.resolve(kept.push([...found])), saveFindings },
    clock,
  );
  findings.record('a', readyAt(1));
  findings.record('a', readyAt(2));
  await findings.settled();
  expect(kept).toEqual([[['a', { status: 'passed', at: 2 }]]]);
});
