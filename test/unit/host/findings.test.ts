import { expect, test } from 'vitest';

import { createFindings } from '../../../src/main/host/findings.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

const failure = {
  code: 'TIMED_OUT',
  params: {},
  detail: '',
  at: 5,
} as unknown as Extract<ConnectionState, { kind: 'failed' }>['failure'];

test('keeps what a verdict says, and nothing of a state that is none', async () => {
  const kept: [string, ServerDefinition['inspection']][] = [];
  const findings = createFindings({
    recordInspection(name, record) {
      kept.push([name, record]);
      return Promise.resolve();
    },
  });
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
  const findings = createFindings({
    recordInspection: (name) =>
      new Promise<void>((resolve, reject) =>
        ends.push(() => (name === 'bad' ? reject(new Error('no')) : resolve())),
      ),
  });
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
