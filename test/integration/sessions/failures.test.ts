import { afterEach, describe, expect, test } from 'vitest';

import type { Launch, OpenRequest } from '../../../src/main/sessions/session.ts';
import type { LoopbackServer } from '../../fixtures/servers/http/loopback-server.ts';
import {
  startHangingServer,
  startPortalServer,
  startRedirectServer,
  startStatusServer,
} from '../../fixtures/servers/http/misbehaving-servers.ts';
import { livingDescendants, waitFor } from '../../support/processes.ts';
import { eraServerLaunch } from '../../support/real-servers.ts';
import type { Recorder } from '../../support/session-kit.ts';
import { createRecorder, createTestOpener, never, requestFor } from '../../support/session-kit.ts';

afterEach(async () => {
  expect(await livingDescendants()).toEqual([]);
});

const program = (script: string): Launch => ({
  type: 'stdio',
  command: process.execPath,
  args: ['-e', script],
  env: {},
});

async function failureOf(
  launch: Launch,
  more: Partial<OpenRequest> = {},
  recorder: Recorder = createRecorder(),
  signal: AbortSignal = never,
) {
  const opened = await createTestOpener().open(requestFor(launch, more), recorder, signal);
  if (opened.ok) throw new Error('it opened');
  expect(recorder.endings).toEqual([]);
  return opened.error;
}

const silent = 'process.stdin.resume()';

describe('a program that cannot be used', () => {
  test('does not exist', async () => {
    const launch: Launch = { type: 'stdio', command: 'no-such-program', args: [], env: {} };
    expect(await failureOf(launch)).toMatchObject({
      kind: 'spawn-failed',
      reason: 'command-not-found',
    });
  });

  test('ends before its first word', async () => {
    expect(await failureOf(program('console.error("no key"); process.exit(3)'))).toMatchObject({
      kind: 'process-exited',
      exitCode: 3,
      stderrTail: ['no key'],
      duringHandshake: true,
    });
  });

  test.each(['auto', 'modern', 'legacy'] as const)('never answers, %s', async (era) => {
    const recorder = createRecorder();
    expect(await failureOf(program(silent), { era, connectTimeoutMs: 400 }, recorder)).toEqual({
      kind: 'timed-out',
      phase: 'handshake',
      afterMs: 400,
      printed: [],
      stderrTail: [],
    });
    expect(recorder.phases).toEqual(['starting', 'handshake']);
  });

  test('is given up', async () => {
    const gaveUp = new AbortController();
    const recorder = createRecorder();
    const failed = failureOf(program(silent), {}, recorder, gaveUp.signal);
    await waitFor('the handshake', () => recorder.phases.includes('handshake'));
    gaveUp.abort();
    expect(await failed).toEqual({ kind: 'aborted' });
  });

  test('is not even started when it was given up before', async () => {
    const recorder = createRecorder();
    const failed = await failureOf(program(silent), {}, recorder, AbortSignal.abort());
    expect(failed).toEqual({ kind: 'aborted' });
    expect(recorder.phases).toEqual([]);
  });

  test('keeps secrets out of what is told', async () => {
    const secret = 'sk-very-secret';
    const script = `console.error('key is ${secret}'); console.log('out ${secret}'); setTimeout(() => process.exit(1), 100)`;
    const recorder = createRecorder();
    const told = await failureOf(program(script), { redact: [secret] }, recorder);
    expect(told).toMatchObject({ kind: 'process-exited', stderrTail: ['key is •••'] });
    expect(JSON.stringify([told, recorder.logs])).not.toContain(secret);
    expect(recorder.logs).toContain('stderr: key is •••');
  });
});

describe('a URL that cannot be used', () => {
  const types = ['streamable-http', 'sse'] as const;
  const over = (type: (typeof types)[number], server: LoopbackServer): Launch => ({
    type,
    url: server.url,
    headers: {},
  });

  describe.each(types)('%s', (type) => {
    test.each([400, 401, 403, 404, 405, 429, 500, 503])('answers %i', async (status) => {
      const headers = { 'www-authenticate': 'Bearer resource_metadata="x"', 'retry-after': '7' };
      const server = await startStatusServer(status, headers, 'go away');
      expect(await failureOf(over(type, server))).toMatchObject({
        kind: 'http-status',
        status,
        url: server.url,
        retryAfterMs: 7000,
        wwwAuthenticate: 'Bearer resource_metadata="x"',
        bodySnippet: 'go away',
      });
      await server.close();
    });

    test('is a captive portal', async () => {
      const server = await startPortalServer();
      expect(await failureOf(over(type, server))).toMatchObject({
        kind: 'unexpected-content',
        contentType: 'text/html; charset=utf-8',
      });
      await server.close();
    });

    test('redirects elsewhere', async () => {
      const server = await startRedirectServer(307, 'http://elsewhere.invalid/mcp');
      expect(await failureOf(over(type, server))).toMatchObject({ kind: 'redirect-refused' });
      await server.close();
    });

    test('refuses connections', async () => {
      const server = await startStatusServer(200);
      await server.close();
      expect(await failureOf(over(type, server))).toMatchObject({
        kind: 'network',
        errno: 'ECONNREFUSED',
      });
    });

    test('never answers, and keeps no socket', async () => {
      const server = await startHangingServer();
      expect(await failureOf(over(type, server), { connectTimeoutMs: 400 })).toMatchObject({
        kind: 'timed-out',
        afterMs: 400,
      });
      await server.until(() => server.openSockets() === 0);
      await server.close();
    });

    test('is given up, and keeps no socket', async () => {
      const server = await startHangingServer();
      const gaveUp = new AbortController();
      const failed = failureOf(over(type, server), {}, createRecorder(), gaveUp.signal);
      await server.until(() => server.seen.length > 0);
      // The HTTP client keeps a socket for a while whose request was cut while being written.
      await new Promise((resolve) => setImmediate(resolve));
      gaveUp.abort();
      expect(await failed).toEqual({ kind: 'aborted' });
      await server.until(() => server.openSockets() === 0);
      await server.close();
    });

    test.each(['not a url', 'file:///etc/passwd'])('is none: %s', async (url) => {
      expect(await failureOf({ type, url, headers: {} })).toMatchObject({ kind: 'invalid-url' });
    });
  });
});

test('leaves nothing behind when many attempts are given up at any moment', async () => {
  const launch = eraServerLaunch({ ERA: 'both' });
  const opener = createTestOpener();
  const attempts = Array.from({ length: 12 }, async (_, n) => {
    const gaveUp = new AbortController();
    const opening = opener.open(requestFor(launch), createRecorder(), gaveUp.signal);
    await new Promise((resolve) => setTimeout(resolve, n * 40));
    gaveUp.abort();
    const opened = await opening;
    if (opened.ok) await opened.value.close();
    else expect(opened.error).toEqual({ kind: 'aborted' });
  });
  await Promise.all(attempts);
});
