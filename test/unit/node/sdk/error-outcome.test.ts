import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
  UnauthorizedError,
  UnsupportedProtocolVersionError,
} from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';

import type { SessionOutcome } from '../../../../src/main/sessions/session.ts';
import { HttpOutcomeError } from '../../../../src/main/node/http/http-outcome-error.ts';
import type { ErrorContext } from '../../../../src/main/node/sdk/error-outcome.ts';
import { offeredVersions, outcomeOfError } from '../../../../src/main/node/sdk/error-outcome.ts';

const url = 'https://example.test/mcp';
const context: ErrorContext = {
  phase: 'request',
  timeoutMs: 900,
  aborted: false,
  url,
  transportOutcome: undefined,
  lastStatus: undefined,
};
const exited: SessionOutcome = {
  kind: 'process-exited',
  exitCode: 3,
  signal: null,
  stderrTail: [],
  stdoutGarbage: 0,
  duringHandshake: true,
};
const http = (status: number, text = '') =>
  new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'x', { status, text });
const withCode = (message: string, code: string, cause?: Error) =>
  Object.assign(new Error(message, { cause }), { code });
const rpcBody = (id: unknown, code: number) =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: 'm', data: { supported: ['9'] } } });

const table: readonly (readonly [string, unknown, SessionOutcome])[] = [
  ['a status', http(404, 'nope'), { kind: 'http-status', status: 404, url, bodySnippet: 'nope' }],
  [
    'a status with an answer',
    http(404, rpcBody(1, -32601)),
    { kind: 'http-status', status: 404, url, bodySnippet: rpcBody(1, -32601) },
  ],
  [
    'a status with an answer to nobody',
    http(404, rpcBody(null, -32001)),
    { kind: 'http-status', status: 404, url, bodySnippet: rpcBody(null, -32001) },
  ],
  [
    'a timeout',
    new SdkError(SdkErrorCode.RequestTimeout, 'x', { timeout: 70 }),
    { kind: 'timed-out', phase: 'request', afterMs: 70 },
  ],
  [
    'a total timeout',
    new SdkError(SdkErrorCode.RequestTimeout, 'x', { maxTotalTimeout: 9, totalElapsed: 11 }),
    { kind: 'timed-out', phase: 'request', afterMs: 11 },
  ],
  [
    'a bare timeout',
    new SdkError(SdkErrorCode.RequestTimeout, 'x'),
    { kind: 'timed-out', phase: 'request', afterMs: 900 },
  ],
  [
    'a closed connection',
    new SdkError(SdkErrorCode.ConnectionClosed, 'Connection closed'),
    { kind: 'stream-closed', detail: 'Connection closed' },
  ],
  ['no connection', new Error('Not connected'), { kind: 'stream-closed', detail: 'Not connected' }],
  [
    'a content type',
    new SdkError(SdkErrorCode.ClientHttpUnexpectedContent, 'x', { contentType: 'text/html' }),
    { kind: 'unexpected-content', url, contentType: 'text/html' },
  ],
  [
    'an unusable result',
    new SdkError(SdkErrorCode.InvalidResult, 'bad result'),
    { kind: 'protocol', detail: 'bad result' },
  ],
  [
    'an unknown result type',
    new SdkError(SdkErrorCode.UnsupportedResultType, 'what'),
    { kind: 'protocol', detail: 'what' },
  ],
  [
    'an answered error',
    new ProtocolError(-32602, 'wrong'),
    { kind: 'rpc-error', rpcCode: -32602, message: 'wrong' },
  ],
  [
    'an unsupported version',
    new UnsupportedProtocolVersionError({ supported: ['2030-01-01'], requested: 'x' }),
    { kind: 'unsupported-version', offered: ['2030-01-01'] },
  ],
  [
    'an old unknown version',
    new Error("Server's protocol version is not supported: 1999-01-01"),
    { kind: 'unsupported-version', offered: ['1999-01-01'] },
  ],
  ['no authorization', new UnauthorizedError(), { kind: 'http-status', status: 401, url }],
  [
    'a refused SSE stream',
    new SseError(503, 'Non-200', {} as never),
    { kind: 'http-status', status: 503, url },
  ],
  [
    'an SSE network error',
    new SseError(undefined, 'connect ECONNREFUSED 127.0.0.1:1', {} as never),
    {
      kind: 'network',
      errno: 'ECONNREFUSED',
      address: 'example.test',
      detail: 'SSE error: connect ECONNREFUSED 127.0.0.1:1',
    },
  ],
  [
    'an SSE stream that broke',
    new SseError(undefined, 'terminated', {} as never),
    { kind: 'stream-closed', detail: 'SSE error: terminated' },
  ],
  [
    'a refused SSE post',
    new Error('Error POSTing to endpoint (HTTP 410): gone'),
    { kind: 'http-status', status: 410, url, bodySnippet: 'gone' },
  ],
  [
    'a system error in a cause',
    new TypeError('fetch failed', { cause: withCode('no', 'ENOTFOUND') }),
    { kind: 'network', errno: 'ENOTFOUND', address: 'example.test', detail: 'no' },
  ],
  ['a finished outcome', new HttpOutcomeError(exited), exited],
  [
    'a finished outcome in a cause',
    new Error('x', { cause: new HttpOutcomeError(exited) }),
    exited,
  ],
  ['a program that would not start', Object.assign(new Error('x'), { outcome: exited }), exited],
  ['an abort', new DOMException('gone', 'AbortError'), { kind: 'aborted' }],
  ['an invalid URL', withCode('x', 'ERR_INVALID_URL'), { kind: 'invalid-url', url }],
  [
    'broken JSON',
    new SyntaxError('Unexpected token'),
    { kind: 'protocol', detail: 'Unexpected token' },
  ],
  [
    'a bug',
    new TypeError('x is not a function'),
    { kind: 'internal', detail: 'x is not a function' },
  ],
  ['no error at all', 'text', { kind: 'internal', detail: 'text' }],
];

describe('the outcome of an error', () => {
  test.each(table)('%s', (_name, error, expected) => {
    expect(outcomeOfError(error, context)).toEqual(expected);
  });

  test.each(table)('%s, given up before', (_name, error) => {
    expect(outcomeOfError(error, { ...context, aborted: true })).toEqual({ kind: 'aborted' });
  });

  test.each([
    new SdkError(SdkErrorCode.ConnectionClosed, 'x'),
    new SdkError(SdkErrorCode.NotConnected, 'x'),
    new Error('Not connected'),
  ])('is that of the transport, when it ended: %s', (error) => {
    expect(outcomeOfError(error, { ...context, transportOutcome: exited })).toEqual(exited);
  });

  test('knows the headers of a status that was seen on the wire', () => {
    const seen = { kind: 'http-status', status: 401, url, wwwAuthenticate: 'Bearer' } as const;
    const withSeen = { ...context, lastStatus: seen };
    expect(outcomeOfError(http(401), withSeen)).toEqual(seen);
    expect(outcomeOfError(http(403), withSeen)).toMatchObject({ status: 403 });
  });
});

describe('offered versions', () => {
  test.each([undefined, null, 'x', {}, { supported: 'x' }])('none in %s', (data) => {
    expect(offeredVersions(data)).toEqual([]);
  });

  test('are strings and not many', () => {
    expect(offeredVersions({ supported: ['a', 1, null, 'b'] })).toEqual(['a', 'b']);
    expect(offeredVersions({ supported: Array.from({ length: 99 }, String) })).toHaveLength(20);
  });
});
