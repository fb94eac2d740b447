import { describe, expect, test } from 'vitest';

import { classifyOutcome } from '../../../src/main/connections/classify-outcome.ts';
import { clampRetryAfter } from '../../../src/main/connections/classify-http.ts';
import type { SessionOutcome } from '../../../src/main/connections/session.ts';
import { failureSchema } from '../../../src/shared/domain/failure.ts';

const url = 'https://mcp.example.com/mcp';

const http = (
  status: number,
  more: Partial<Extract<SessionOutcome, { kind: 'http-status' }>> = {},
) => ({ kind: 'http-status', status, url, ...more }) as const;
const network = (errno: string) =>
  ({ kind: 'network', errno, address: 'mcp.example.com:443', detail: 'it broke' }) as const;
const spawn = (
  reason: Extract<SessionOutcome, { kind: 'spawn-failed' }>['reason'],
  command = './my-server',
) => ({ kind: 'spawn-failed', reason, command }) as const;
const exit = (
  exitCode: number | null,
  more: Partial<Extract<SessionOutcome, { kind: 'process-exited' }>> = {},
) =>
  ({
    kind: 'process-exited',
    exitCode,
    signal: null,
    stderrTail: [],
    stdoutGarbage: 0,
    duringHandshake: true,
    ...more,
  }) as const;
const timedOut = (phase: 'starting' | 'handshake' | 'listing' | 'request') =>
  ({ kind: 'timed-out', phase, afterMs: 30_000 }) as const;
const rpc = (rpcCode: number) => ({ kind: 'rpc-error', rpcCode, message: 'no' }) as const;

const rows: readonly (readonly [
  outcome: SessionOutcome,
  code: string,
  verdict: string,
  action: string,
])[] = [
  [spawn('command-not-found'), 'COMMAND_NOT_FOUND', 'fix-config', 'edit-command'],
  ...['npx', 'uvx', 'uv', 'docker', 'node', 'python', 'python3', 'NPX.cmd', 'uvx.exe'].map(
    (command) =>
      [
        spawn('command-not-found', command),
        'COMMAND_NOT_FOUND',
        'fix-config',
        'install-runtime',
      ] as const,
  ),
  [spawn('not-executable'), 'COMMAND_NOT_EXECUTABLE', 'fix-config', 'edit-command'],
  [spawn('cwd-missing'), 'WORKING_DIRECTORY_MISSING', 'fix-config', 'edit-settings'],
  [spawn('interpreter-missing'), 'INTERPRETER_MISSING', 'fix-config', 'install-runtime'],
  [spawn('resources'), 'RESOURCES_EXHAUSTED', 'retry-soon', 'retry'],
  [spawn('other'), 'SPAWN_FAILED', 'fix-config', 'edit-command'],
  [exit(3), 'PROCESS_EXITED', 'retry-soon', 'edit-settings'],
  [exit(0, { duringHandshake: false }), 'PROCESS_EXITED', 'retry-soon', 'retry'],
  [exit(126), 'COMMAND_NOT_EXECUTABLE', 'fix-config', 'edit-command'],
  [exit(127), 'INTERPRETER_MISSING', 'fix-config', 'install-runtime'],
  [exit(127, { duringHandshake: false }), 'PROCESS_EXITED', 'retry-soon', 'retry'],
  [exit(null, { signal: 'SIGKILL' }), 'PROCESS_KILLED', 'retry-soon', 'retry'],
  [exit(null, { signal: 'SIGSEGV' }), 'PROCESS_EXITED', 'retry-soon', 'edit-settings'],
  [http(401), 'HTTP_UNAUTHORIZED', 'needs-sign-in', 'sign-in'],
  [
    http(400, { bodySnippet: '{"error":"invalid_token"}' }),
    'HTTP_UNAUTHORIZED',
    'needs-sign-in',
    'sign-in',
  ],
  [
    http(400, { wwwAuthenticate: 'Bearer error="invalid_grant"' }),
    'HTTP_UNAUTHORIZED',
    'needs-sign-in',
    'sign-in',
  ],
  [
    http(400, { bodySnippet: 'No Authorization header' }),
    'HTTP_UNAUTHORIZED',
    'needs-sign-in',
    'sign-in',
  ],
  [http(400), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-settings'],
  [http(403), 'HTTP_FORBIDDEN', 'fix-config', 'edit-settings'],
  [
    http(403, { wwwAuthenticate: 'Bearer error="insufficient_scope"' }),
    'HTTP_FORBIDDEN',
    'needs-sign-in',
    'sign-in',
  ],
  [http(404), 'HTTP_NOT_FOUND', 'fix-config', 'edit-url'],
  [http(405), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-url'],
  [http(407), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-settings'],
  [http(408), 'TIMED_OUT', 'retry-soon', 'retry'],
  [http(410), 'HTTP_NOT_FOUND', 'fix-config', 'edit-url'],
  [http(429), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'],
  [http(429, { retryAfterMs: 7_000 }), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'],
  ...[500, 501, 502, 503, 504, 520].map(
    (status) => [http(status), 'HTTP_SERVER_ERROR', 'retry-soon', 'retry'] as const,
  ),
  [http(503, { retryAfterMs: 7_000 }), 'HTTP_SERVER_ERROR', 'retry-later', 'retry'],
  [http(302), 'REDIRECT_REFUSED', 'fix-config', 'edit-url'],
  [http(204), 'PROTOCOL_ERROR', 'retry-soon', 'retry'],
  [
    { kind: 'unexpected-content', url, contentType: 'text/html', bodySnippet: '<html>' },
    'NOT_MCP',
    'fix-config',
    'edit-url',
  ],
  [
    { kind: 'redirect-refused', from: url, to: 'https://evil.example' },
    'REDIRECT_REFUSED',
    'fix-config',
    'edit-url',
  ],
  [network('ECONNREFUSED'), 'CONNECTION_REFUSED', 'retry-soon', 'retry'],
  [network('ENOTFOUND'), 'HOST_NOT_FOUND', 'retry-soon', 'edit-url'],
  [network('EAI_AGAIN'), 'HOST_NOT_FOUND', 'retry-soon', 'retry'],
  [network('ECONNRESET'), 'CONNECTION_RESET', 'retry-soon', 'retry'],
  [network('UNKNOWN'), 'CONNECTION_RESET', 'retry-soon', 'retry'],
  [network('ETIMEDOUT'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [network('ENETUNREACH'), 'NETWORK_UNREACHABLE', 'retry-soon', 'retry'],
  [network('EHOSTUNREACH'), 'NETWORK_UNREACHABLE', 'retry-soon', 'retry'],
  [network('EMFILE'), 'RESOURCES_EXHAUSTED', 'retry-soon', 'retry'],
  ...[
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'EPROTO',
  ].map((errno) => [network(errno), 'TLS_FAILED', 'fix-config', 'edit-url'] as const),
  [timedOut('handshake'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [timedOut('listing'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [
    { kind: 'too-large', what: 'message', limitBytes: 10 },
    'MESSAGE_TOO_LARGE',
    'fix-config',
    'none',
  ],
  [
    { kind: 'too-large', what: 'response', limitBytes: 10 },
    'RESPONSE_TOO_LARGE',
    'fix-config',
    'none',
  ],
  [{ kind: 'stream-closed', detail: 'eof' }, 'STREAM_CLOSED', 'retry-soon', 'retry'],
  [{ kind: 'session-lost', status: 404 }, 'SESSION_LOST', 'retry-soon', 'retry'],
  [rpc(-32_603), 'SERVER_ERROR', 'retry-soon', 'retry'],
  [rpc(-32_602), 'SERVER_ERROR', 'fix-config', 'none'],
  [rpc(401), 'HTTP_UNAUTHORIZED', 'needs-sign-in', 'sign-in'],
  [rpc(429), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'],
  [{ kind: 'protocol', detail: 'odd' }, 'PROTOCOL_ERROR', 'retry-soon', 'retry'],
  [
    { kind: 'unsupported-version', offered: ['1999-01-01'] },
    'PROTOCOL_UNSUPPORTED',
    'fix-config',
    'edit-settings',
  ],
  [{ kind: 'invalid-url', url: 'x' }, 'INVALID_URL', 'fix-config', 'edit-url'],
  [{ kind: 'aborted' }, 'CANCELLED', 'give-up', 'retry'],
  [{ kind: 'internal', detail: 'bug' }, 'INTERNAL', 'retry-soon', 'retry'],
];

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

test('a requested wait is held between one second and five minutes', () => {
  const waits = [-5, 0, 999, 7_000, 1e9, Infinity, NaN].map(clampRetryAfter);
  expect(waits).toEqual([1_000, 1_000, 1_000, 7_000, 300_000, 300_000, 300_000]);
});
