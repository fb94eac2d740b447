import { describe, expect, test } from 'vitest';

import { classifyOutcome } from '../../../src/main/connections/classify-outcome.ts';
import { clampRetryAfter } from '../../../src/main/connections/classify-http.ts';
import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { failureCodes, failureSchema } from '../../../src/shared/domain/failure.ts';
import { exit, http, network, rows, spawn } from './outcome-rows.ts';

test.each(rows.map((row) => [JSON.stringify(row[0]), ...row] as const))(
  '%s',
  (_label, outcome, code, verdict, action) => {
    const classified = classifyOutcome(outcome, 42);
    failureSchema.parse(classified.failure);
    expect(classified.failure).toMatchObject({ code, action, at: 42 });
    expect(classified.failure.detail).not.toBe('');
    expect(classified.verdict.kind).toBe(verdict);
  },
);

describe('what a failure tells', () => {
  test('the sentence gets its parameters', () => {
    const paramsOf = (outcome: SessionOutcome) => classifyOutcome(outcome, 0).failure.params;
    expect(paramsOf(spawn('command-not-found', 'uvx'))).toEqual({ command: 'uvx' });
    expect(paramsOf(exit(3))).toEqual({ exitCode: 3 });
    expect(paramsOf(http(502))).toEqual({ status: 502, host: 'mcp.example.com' });
  });

  test('the last lines of a program are the detail, the newest when there are too many', () => {
    const stderrTail = Array.from({ length: 500 }, (_, line) => `line ${line} ${'é'.repeat(20)}`);
    const { detail } = classifyOutcome(exit(1, { stderrTail }), 0).failure;
    expect(Buffer.byteLength(detail)).toBeLessThanOrEqual(4_096);
    expect(detail).toContain('line 499');
    expect(detail).not.toContain('\uFFFD');
  });

  test('only a program that ended before saying hello counts as a bad start', () => {
    expect(classifyOutcome(exit(1), 0).endedAtStart).toBe(true);
    expect(classifyOutcome(exit(1, { duringHandshake: false }), 0).endedAtStart).toBe(false);
    expect(classifyOutcome(exit(null, { signal: 'SIGTERM' }), 0).endedAtStart).toBe(false);
  });
});

/** Codes that are not the end of a session: what comes after it, or keeps it from beginning. */
const fromElsewhere = [
  ...['LIST_FAILED', 'SECRET_UNAVAILABLE', 'NOT_STARTED', 'PAUSED', 'TOO_MANY_PROCESSES'],
];

test('every code is the answer to something', () => {
  const answered = new Set(rows.map(([, code]) => code).concat(fromElsewhere));
  expect(failureCodes.filter((code) => !answered.has(code))).toEqual([]);
});

test.each([
  [{ kind: 'unexpected-content', url: 'https://a.example', contentType: 'text/html' }, true],
  [{ kind: 'redirect-refused', from: 'https://a.example', to: 'https://portal.example' }, true],
  [http(404), true],
  [http(302), true],
  [http(407), true],
  [network('CERT_HAS_EXPIRED'), true],
  [http(403), false],
  [http(400), false],
  [spawn('command-not-found'), false],
  [network('ECONNREFUSED'), false],
] as const)('the cause of %j may lie on the way: %s', (outcome, expected) => {
  expect(classifyOutcome(outcome, 0).mayPass).toBe(expected);
});

test('a requested wait is held between one second and five minutes', () => {
  const waits = [-5, 0, 999, 7_000, 1e9, Infinity, NaN].map(clampRetryAfter);
  expect(waits).toEqual([1_000, 1_000, 1_000, 7_000, 300_000, 300_000, 300_000]);
});
