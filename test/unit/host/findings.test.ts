import { expect, test } from 'vitest';

import { createFindings } from '../../../src/main/host/findings.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const saveFindings = () => Promise.resolve();

const failure = {
  code: 'TIMED_OUT',
  params: {},
  detail: '',
  at: 5,
} as unknown as Extract<ConnectionState, { kind: 'failed' }>['failure'];

test('keeps what a verdict says, and nothing of a state that is none', async () => {
  const kept: [string, ServerDefinition['inspection']][] = [];
  const findings = createFindings(
    {
      recordInspection(name, record) {
        kept.push([name, record]);
        return Promise.resolve();
      },
      saveFindings,
    },
    new FakeClock(),
  );
  findings.record('a', { kind: 'idle' });
  findings.record('b', { kind: 'failed', failure } as unknown as ConnectionState);
  findings.record('c', { kind: 'ready', since: 7 } as unknown as ConnectionState);
  await findings.settled();
  expect(kept).toEqual([
    ['b', { status: 'failed', at: 5, failure }],
    ['c', { status: 'passed', at: 7 }],
  ]);
});

test('settled waits for every save, also for one that fails', async () => {
  const ends: (() => void)[] = [];
  const findings = createFindings(
    {
      recordInspection: (name) =>
        new Promise<void>((resolve, reject) =>
          ends.push(() => (name === 'bad' ? reject(new Error('no')) : resolve())),
        ),
      saveFindings,
    },
    new FakeClock(),
  );
  const ready = { kind: 'ready', since: 1 } as unknown as ConnectionState;
  findings.record('bad', ready);
  findings.record('good', ready);
  let isSettled = false;
  const settled = findings.settled().then(() => (isSettled = true));
  ends[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(isSettled).toBe(false);
  ends[1]?.();
  await settled;
});

test('a thousand servers that become ready are one save, and the end waits for no timer', async () => {
  const clock = new FakeClock();
  let saves = 0;
  const findings = createFindings(
    {
      recordInspection: () => Promise.resolve(),
      saveFindings: () => Promise.resolve((saves += 1)),
    },
    clock,
  );
  const ready = { kind: 'ready', since: 1 } as unknown as ConnectionState;
  for (let server = 0; server < 1_000; server += 1) findings.record(String(server), ready);
  expect(saves).toBe(0);
  await clock.advance(2_000);
  expect(saves).toBe(1);
  findings.record('late', ready);
  await findings.settled();
  expect([saves, clock.pending]).toEqual([2, 0]);
  await findings.settled();
  expect(saves).toBe(2);
});
