import { expect, test } from 'vitest';

import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import { unavailableAnswer } from '../../../src/shared/domain/unavailable-phrase.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';
import { zhCn } from '../../../src/shared/i18n/zh-cn.ts';

const failure: Failure = {
  code: 'CONNECTION_REFUSED',
  params: {},
  detail: 'refused',
  action: 'retry',
  at: 1,
};

const rows: readonly (readonly [ConnectionState, string, number | null])[] = [
  [
    { kind: 'waiting', attempt: 2, of: 8, nextAttemptAt: 13_000, failure },
    'Files is temporarily unavailable (connection refused). The next try is in 12 s.',
    12_000,
  ],
  [
    { kind: 'cooling', until: 301_000, failure },
    'Files is temporarily unavailable (connection refused). The next try is in 5 min.',
    300_000,
  ],
  [
    { kind: 'connecting', attempt: 3, startedAt: 0, phase: 'handshake' },
    'Files is temporarily unavailable: it is being connected right now.',
    2_000,
  ],
  [
    { kind: 'offline', since: 0 },
    'Files is temporarily unavailable: this computer is offline.',
    30_000,
  ],
  [
    { kind: 'failed', failure, attempts: 1 },
    'Files is unavailable (connection refused). Somebody has to look at it in Patchbay.',
    null,
  ],
  [{ kind: 'disabled' }, 'Files is turned off in Patchbay.', null],
  [
    { kind: 'needs-setup', missing: [{ kind: 'consent' }] },
    'Files is unavailable until it is set up in Patchbay.',
    null,
  ],
  [
    { kind: 'signing-in', flowId: 'f', expiresAt: 9 },
    'Files is unavailable until somebody signs in to it in Patchbay.',
    null,
  ],
];

test.each(rows)('%j', (state, sentence, retryAfterMs) => {
  const answer = unavailableAnswer('Files', { state, failure: null }, 1_000);
  expect(translate(en, 'en', answer.phrase)).toBe(sentence);
  expect(translate(zhCn, 'zh-CN', answer.phrase)).not.toMatch(/\{\{|unavailable/);
  expect(answer.retryAfterMs).toBe(retryAfterMs);
});

test('a try that is due is not promised for the past', () => {
  const state = { kind: 'waiting', attempt: 2, of: 8, nextAttemptAt: 0, failure } as const;
  const { phrase, retryAfterMs } = unavailableAnswer('Files', { state, failure: null }, 5_000);
  expect(translate(en, 'en', phrase)).toContain('in 1 s.');
  expect(retryAfterMs).toBe(2_000);
});

test('a server that is paused is not said to be connected', () => {
  const told = { state: { kind: 'idle' }, failure: { ...failure, code: 'PAUSED' } } as const;
  const { phrase, retryAfterMs } = unavailableAnswer('Files', told, 5_000);
  expect(translate(en, 'en', phrase)).toBe(
    'Files is not running: all servers are paused. It is used again once somebody resumes them in Patchbay.',
  );
  expect(retryAfterMs).toBeNull();
});

test('a server that starts by a click alone is not said to be connected', () => {
  const told = { state: { kind: 'idle' }, failure: { ...failure, code: 'NOT_STARTED' } } as const;
  const { phrase, retryAfterMs } = unavailableAnswer('Files', told, 5_000);
  expect(translate(en, 'en', phrase)).toBe(
    'Files is not running. It starts only when somebody connects it in Patchbay.',
  );
  expect(translate(zhCn, 'zh-CN', phrase)).toContain('Files');
  expect(retryAfterMs).toBeNull();
});
