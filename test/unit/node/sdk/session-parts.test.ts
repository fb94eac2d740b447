import { describe, expect, test } from 'vitest';

import type { SessionObserver, SessionOutcome } from '../../../../src/main/sessions/session.ts';
import { createEraCache, doubtsEra, launchKey } from '../../../../src/main/node/sdk/era-cache.ts';
import { isDeath } from '../../../../src/main/connections/is-death.ts';
import { createLiveness } from '../../../../src/main/node/sdk/liveness.ts';
import { lostSession } from '../../../../src/main/node/sdk/lost-session.ts';
import { createRedactingObserver } from '../../../../src/main/node/sdk/redacting-observer.ts';
import { err, ok } from '../../../../src/shared/util/result.ts';

describe('the era cache', () => {
  test('forgets after a day', () => {
    let now = 0;
    const cache = createEraCache({ monotonicNow: () => now });
    cache.set('a', 'legacy');
    now = 24 * 60 * 60 * 1000 - 1;
    expect(cache.get('a')).toBe('legacy');
    cache.set('a', 'legacy');
    now += 1;
    expect(cache.get('a')).toBeUndefined();
  });

  test('keeps a verdict as long as it says, and forgets one when told to', () => {
    let now = 0;
    const cache = createEraCache({ monotonicNow: () => now });
    cache.set('short', 'legacy', 1_000);
    cache.set('told', 'legacy');
    now = 1_000;
    cache.forget('told');
    expect([cache.get('short'), cache.get('told')]).toEqual([undefined, undefined]);
  });

  test('doubts an era when the server answered oddly, not when it could not be reached', () => {
    expect(doubtsEra({ kind: 'http-status', status: 400, url: 'https://a.example' })).toBe(true);
    expect(doubtsEra({ kind: 'timed-out', phase: 'handshake', afterMs: 1 })).toBe(true);
    const network = { kind: 'network', errno: 'ECONNREFUSED', address: 'a:1', detail: '' } as const;
    expect([doubtsEra(network), doubtsEra({ kind: 'aborted' })]).toEqual([false, false]);
  });

  test('does not grow without end', () => {
    const cache = createEraCache({ monotonicNow: () => 0 });
    for (let n = 0; n < 1500; n += 1) cache.set(String(n), 'modern');
    expect(cache.get('0')).toBeUndefined();
    expect(cache.get('1499')).toBe('modern');
  });

  test('tells launches apart, and says nothing of them', () => {
    const launch = { type: 'stdio', command: 'a', args: ['secret'], env: { T: '1' } } as const;
    const keys = [
      launchKey(launch),
      launchKey({ ...launch, args: ['other'] }),
      launchKey({ ...launch, cwd: '/x' }),
      launchKey({ type: 'sse', url: 'http://a', headers: {} }),
      launchKey({ type: 'streamable-http', url: 'http://a', headers: {} }),
      launchKey({ type: 'built-in', id: 'sample' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(launchKey({ ...launch, env: {} })).toBe(keys[0]);
    expect(keys.join()).not.toContain('secret');
  });
});

describe('a lost HTTP session', () => {
  const status = (code: number, bodySnippet?: string): SessionOutcome => ({
    kind: 'http-status',
    status: code,
    url: '',
    bodySnippet,
  });

  const rpc = (rpcCode: number, message: string): SessionOutcome => ({
    kind: 'rpc-error',
    rpcCode,
    message,
  });
  const named = { era: 'legacy', canRenew: true, namedSession: true } as const;
  const nameless = { ...named, namedSession: false };

  test.each([
    [status(404), named, { status: 404 }],
    [status(410, 'Gone'), named, { status: 410 }],
    [status(404), nameless, undefined],
    [status(404), { ...named, era: 'modern' as const }, undefined],
    [status(404), { ...named, canRenew: false }, undefined],
    [status(400, 'No valid Session ID provided'), named, { status: 400 }],
    [status(400, 'Bad Request: Server not initialized'), nameless, { status: 400 }],
    [status(400, 'bad arguments'), named, undefined],
    [status(400), named, undefined],
    [status(401, 'Session not found'), named, undefined],
    [status(403, 'invalid session'), named, undefined],
    [status(429, 'too many requests for this session; session expired'), named, undefined],
    [status(500, 'session'), named, undefined],
    [status(500, 'Invalid session'), named, { status: 500 }],
    [rpc(-32_001, 'Session not found'), named, {}],
    [rpc(-32_001, 'Session not found'), nameless, undefined],
    [rpc(-32_000, 'Server not initialized'), nameless, {}],
    [rpc(-32_602, 'Received request before initialization was complete'), named, {}],
    [rpc(-32_603, 'Session not found'), named, undefined],
    [rpc(-32_000, 'The browser is not initialized'), named, undefined],
    [{ kind: 'aborted' } as const, named, undefined],
  ])('%#', (outcome, facts, expected) => {
    expect(lostSession(outcome, facts)).toEqual(expected);
  });
});

describe('liveness', () => {
  const network: SessionOutcome = { kind: 'network', errno: 'ECONNRESET', address: '', detail: '' };

  test('asks once at a time, and tells of a death', async () => {
    const deaths: SessionOutcome[] = [];
    let asked = 0;
    let answer: (result: { ok: false; error: SessionOutcome }) => void = () => undefined;
    const liveness = createLiveness({
      probe: () => {
        asked += 1;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      dead: (outcome) => void deaths.push(outcome),
    });
    liveness.doubt();
    liveness.failed(network);
    liveness.doubt();
    expect(asked).toBe(1);
    answer(err(network));
    await Promise.resolve();
    await Promise.resolve();
    expect(deaths).toEqual([network]);
    liveness.doubt();
    expect(asked).toBe(2);
  });

  test('does not ask because of a failure that is the request’s own', () => {
    let asked = 0;
    const liveness = createLiveness({
      probe: () => {
        asked += 1;
        return Promise.resolve(ok(undefined));
      },
      dead: () => undefined,
    });
    liveness.failed({ kind: 'rpc-error', rpcCode: -32602, message: '' });
    liveness.failed({ kind: 'timed-out', phase: 'request', afterMs: 1 });
    liveness.failed({ kind: 'protocol', detail: '' });
    liveness.failed({ kind: 'too-large', what: 'message', limitBytes: 1 });
    expect(asked).toBe(0);
  });

  test.each([
    [network, true],
    [{ kind: 'timed-out', phase: 'request', afterMs: 1 } as const, true],
    [{ kind: 'http-status', status: 401, url: '' } as const, true],
    [{ kind: 'http-status', status: 429, url: '' } as const, false],
    [{ kind: 'rpc-error', rpcCode: -32601, message: '' } as const, false],
    [{ kind: 'aborted' } as const, false],
  ])('%#', (outcome, expected) => {
    expect(isDeath(outcome)).toBe(expected);
  });
});

describe('the voice of a session', () => {
  const record = () => {
    const said: unknown[] = [];
    const observer: SessionObserver = {
      printed: () => undefined,
      phase: (phase) => void said.push(phase),
      log: (entry) => void said.push(entry.text),
      listChanged: (kind) => void said.push(kind),
      ended: (outcome) => void said.push(outcome),
    };
    return { said, observer };
  };

  test('speaks no secret, plain or encoded', () => {
    const { said, observer } = record();
    const voice = createRedactingObserver(observer, ['p@ss word', 'abc']);
    voice.log({ source: 'note', level: 'info', text: 'p@ss word p%40ss%20word abc' });
    voice.ended({ kind: 'rpc-error', rpcCode: 1, message: 'it was p@ss word' });
    // Values shorter than four characters would blank half of every text.
    expect(said).toEqual(['••• ••• abc', { kind: 'rpc-error', rpcCode: 1, message: 'it was •••' }]);
  });

  test('speaks of the end once, and not after it', () => {
    const { said, observer } = record();
    const voice = createRedactingObserver(observer, []);
    voice.ended({ kind: 'aborted' });
    voice.ended({ kind: 'aborted' });
    voice.phase('starting');
    voice.listChanged('tools');
    voice.log({ source: 'note', level: 'info', text: 'x' });
    expect(said).toEqual([{ kind: 'aborted' }]);
  });

  test('is silent once hushed, and never long-winded', () => {
    const { said, observer } = record();
    const voice = createRedactingObserver(observer, []);
    voice.log({ source: 'note', level: 'info', text: 'x'.repeat(100_000) });
    expect(String(said[0])).toHaveLength(8192);
    voice.mute();
    voice.ended({ kind: 'aborted' });
    expect(said).toHaveLength(1);
  });
});
