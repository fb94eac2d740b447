import { describe, expect, test } from 'vitest';

import {
  isSignInWall,
  judgeDiscoverAnswer,
  statusMeansOtherEra,
} from '../../../../src/main/node/sdk/era-probe.ts';

const modern = { supportedVersions: ['2026-07-28'], capabilities: {} };
const error = (code: number, data?: unknown) =>
  ({ kind: 'error', code, message: 'x', data }) as const;
const result = (value: unknown) => ({ kind: 'result', result: value }) as const;

describe('the answer to server/discover', () => {
  test.each([
    ['names our version', result(modern), 'modern'],
    [
      'names ours among others',
      result({ ...modern, supportedVersions: ['2030-01-01', '2026-07-28', '2025-11-25'] }),
      'modern',
    ],
    [
      'names only later ones',
      result({ ...modern, supportedVersions: ['2030-01-01'] }),
      'unsupported',
    ],
    ['names only earlier ones', result({ ...modern, supportedVersions: ['2025-11-25'] }), 'legacy'],
    ['names none', result({ ...modern, supportedVersions: [] }), 'legacy'],
    ['has no capabilities', result({ supportedVersions: ['2026-07-28'] }), 'legacy'],
    ['is empty', result({}), 'legacy'],
    ['is nothing', result(null), 'legacy'],
    ['is an unknown method', error(-32601), 'legacy'],
    ['is an internal error', error(-32603), 'legacy'],
    ['is a server error', error(-32000), 'legacy'],
    [
      'declines the version for a later one',
      error(-32022, { supported: ['2030-01-01'] }),
      'unsupported',
    ],
    [
      'declines the version for an earlier one',
      error(-32022, { supported: ['2025-11-25'] }),
      'legacy',
    ],
    ['declines the version without a word', error(-32022), 'legacy'],
    ['never came', { kind: 'closed' } as const, 'closed'],
  ])('%s', (_name, answer, verdict) => {
    expect(judgeDiscoverAnswer(answer).kind).toBe(verdict);
  });

  test('comes with what was discovered or offered', () => {
    expect(judgeDiscoverAnswer(result(modern))).toEqual({ kind: 'modern', discover: modern });
    expect(judgeDiscoverAnswer(error(-32022, { supported: ['2030-01-01'] }))).toEqual({
      kind: 'unsupported',
      offered: ['2030-01-01'],
    });
  });
});

test.each([
  [400, true],
  [404, true],
  [405, true],
  [406, true],
  [415, true],
  [401, false],
  [403, false],
  [429, false],
  [500, false],
  [503, false],
  [200, false],
])('status %i means the other era: %s', (status, expected) => {
  expect(statusMeansOtherEra(status)).toBe(expected);
});

test.each([
  [{ kind: 'http-status', status: 401, url: '' }, true],
  [{ kind: 'http-status', status: 403, url: '' }, true],
  [{ kind: 'sign-in', failure: { kind: 'needs-sign-in', reason: 'no-token' }, url: '' }, true],
  [{ kind: 'http-status', status: 404, url: '' }, false],
  [{ kind: 'http-status', status: 500, url: '' }, false],
  [{ kind: 'stream-closed', detail: '' }, false],
] as const)('somebody has to sign in first: %j, %s', (outcome, isWall) => {
  expect(isSignInWall(outcome)).toBe(isWall);
});
