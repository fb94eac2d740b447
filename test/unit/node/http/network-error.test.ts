import { describe, expect, test } from 'vitest';

import { HttpOutcomeError } from '../../../../src/main/node/http/http-outcome-error.ts';
import { classifyNetworkError } from '../../../../src/main/node/http/network-error.ts';

const context = {
  url: 'https://user:hunter2@mcp.example.com:8443/mcp?key=hunter2',
  redact: ['hunter2'],
  elapsedMs: 1200,
};

function fetchFailed(code: string, message = code): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

describe('classifyNetworkError', () => {
  test.each([
    ['ECONNREFUSED', 'ECONNREFUSED'],
    ['ENOTFOUND', 'ENOTFOUND'],
    ['EAI_AGAIN', 'EAI_AGAIN'],
    ['ECONNRESET', 'ECONNRESET'],
    ['ENETUNREACH', 'ENETUNREACH'],
    ['EPIPE', 'ECONNRESET'],
    ['UND_ERR_SOCKET', 'ECONNRESET'],
    ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
    ['CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['HPE_INVALID_CONSTANT', 'HPE_INVALID_CONSTANT'],
  ])('names %s as %s', (code, errno) => {
    expect(classifyNetworkError(fetchFailed(code), context)).toEqual({
      kind: 'network',
      errno,
      address: 'mcp.example.com:8443',
      detail: `fetch failed: ${code}`,
    });
  });

  test('looks into the attempts on several addresses', () => {
    const attempt = Object.assign(new Error('connect ECONNREFUSED ::1:1'), {
      code: 'ECONNREFUSED',
    });
    const error = new TypeError('fetch failed', { cause: new AggregateError([attempt]) });
    expect(classifyNetworkError(error, context)).toMatchObject({ errno: 'ECONNREFUSED' });
  });

  test.each(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])(
    'knows %s as a timeout',
    (code) => {
      const outcome = classifyNetworkError(fetchFailed(code), context);
      expect(outcome).toEqual({ kind: 'timed-out', phase: 'request', afterMs: 1200 });
    },
  );

  test('keeps secrets out of the detail', () => {
    const error = fetchFailed('ECONNRESET', 'bad header x-key: hunter2');
    expect(JSON.stringify(classifyNetworkError(error, context))).not.toContain('hunter2');
  });

  test('keeps the outcome an error already carries', () => {
    const outcome = { kind: 'too-large', what: 'response', limitBytes: 5 } as const;
    const error = new TypeError('terminated', { cause: new HttpOutcomeError(outcome) });
    expect(classifyNetworkError(error, context)).toEqual(outcome);
  });

  test('knows an abort, a bad URL, a bad scheme and a blocked port', () => {
    const abort = new DOMException('This operation was aborted', 'AbortError');
    const scheme = new TypeError('fetch failed', { cause: new Error('unknown scheme') });
    const port = new TypeError('fetch failed', { cause: new Error('bad port') });
    const badUrl = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' });
    const invalid = { kind: 'invalid-url', url: 'https://mcp.example.com:8443/mcp?key=…' };
    expect(classifyNetworkError(abort, context)).toEqual({ kind: 'aborted' });
    expect(classifyNetworkError(scheme, context)).toEqual(invalid);
    expect(classifyNetworkError(port, context)).toMatchObject({
      kind: 'network',
      errno: 'EBADPORT',
    });
    expect(classifyNetworkError(badUrl, context)).toEqual(invalid);
  });

  test('recognises the answer of a proxy that wants credentials', () => {
    const error = new TypeError('fetch failed', { cause: new Error() });
    expect(classifyNetworkError(error, context)).toMatchObject({
      kind: 'http-status',
      status: 407,
    });
  });

  test('has a name for what it does not know', () => {
    expect(classifyNetworkError('boom', context)).toMatchObject({ errno: 'UNKNOWN' });
  });
});
