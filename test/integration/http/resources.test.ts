import { getEventListeners } from 'node:events';

import { afterEach, describe, expect, test } from 'vitest';

import { startHangingServer } from '../../fixtures/servers/http/misbehaving-servers.ts';
import {
  openStream,
  startScriptedLegacyServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { connectLegacy, createCleanUp, outcomeFrom, recordingFetch, rpcPost } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

function collectWarnings() {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on('warning', note);
  return {
    warnings,
    async close() {
      process.off('warning', note);
    },
  };
}

describe('many requests on one connection (S23)', () => {
  test('10,000 calls leave no listener behind and raise no warning', async () => {
    const { warnings } = cleanUp.own(collectWarnings());
    const server = cleanUp.own(await startScriptedLegacyServer());
    const session = new AbortController();
    const transportSignals = new Set<AbortSignal>();
    const { fetch } = recordingFetch({ signal: session.signal });
    const { client } = await connectLegacy(server.url, {
      fetch: (url, init) => {
        if (init?.signal) transportSignals.add(init.signal);
        return fetch(url, init);
      },
    });
    cleanUp.own(client);
    let most = 0;
    for (let round = 0; round < 100; round += 1) {
      const calls = Array.from({ length: 100 }, () => client.ping());
      for (const signal of transportSignals) most = Math.max(most, listeners(signal));
      await Promise.all(calls);
      most = Math.max(most, listeners(session.signal));
    }
    expect(server.seen.length).toBeGreaterThan(10_000);
    expect(transportSignals.size).toBe(1);
    expect(most).toBeLessThanOrEqual(1);
    expect(listeners(session.signal)).toBe(0);
    expect(warnings).toEqual([]);
  });

  test('without the guard listeners pile up on the signal of the transport', async () => {
    const server = cleanUp.own(await startScriptedLegacyServer());
    const transportSignals = new Set<AbortSignal>();
    const { client } = await connectLegacy(server.url, {
      fetch: (url, init) => {
        if (init?.signal) transportSignals.add(init.signal);
        return fetch(url, init);
      },
    });
    cleanUp.own(client);
    for (let i = 0; i < 50; i += 1) await client.ping();
    const [signal] = transportSignals;
    expect(listeners(signal as AbortSignal)).toBeGreaterThan(20);
  });
});

describe('aborting', () => {
  test('the session frees the sockets of everything in flight', async () => {
    const server = cleanUp.own(await startHangingServer());
    const session = new AbortController();
    const { fetch, told } = recordingFetch({ signal: session.signal });
    const calls = Array.from({ length: 20 }, (_, id) =>
      outcomeFrom(fetch(server.url, rpcPost({ id, method: 'ping' }))),
    );
    await server.until(() => server.seen.length === 20);
    session.abort();
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ kind: 'aborted' })));
    await server.until(() => server.abortedAnswers() === 20);
    expect(listeners(session.signal)).toBe(0);
    expect(told.outcomes).toEqual([]);
  });

  test('a session that is over starts nothing', async () => {
    const server = cleanUp.own(await startHangingServer());
    const { fetch } = recordingFetch({ signal: AbortSignal.abort() });
    expect(await outcomeFrom(fetch(server.url))).toEqual({ kind: 'aborted' });
    expect(server.seen).toEqual([]);
  });

  test('one request frees its socket and no other', async () => {
    const server = cleanUp.own(await startHangingServer());
    const caller = new AbortController();
    const { fetch } = recordingFetch();
    const { signal } = caller;
    const one = outcomeFrom(fetch(server.url, rpcPost({ id: 1, method: 'ping' }, { signal })));
    const session = new AbortController();
    const other = outcomeFrom(
      fetch(server.url, rpcPost({ id: 2, method: 'ping' }, { signal: session.signal })),
    );
    await server.until(() => server.seen.length === 2);
    caller.abort();
    expect(await one).toEqual({ kind: 'aborted' });
    await server.until(() => server.abortedAnswers() === 1);
    session.abort();
    await other;
    await server.until(() => server.abortedAnswers() === 2);
  });

  test('closing the transport ends its event stream', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({ stream: (response) => openStream(response) }),
    );
    const { client } = await connectLegacy(server.url, { fetch: recordingFetch().fetch });
    await server.until(() => server.seen.some(({ method }) => method === 'GET'));
    await client.close();
    await server.until(() => server.abortedAnswers() === 1);
  });

  test('a cancelled call on a numbered stream is not taken up again', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({
        answer: (_request, response) => openStream(response, 'id: 1\nretry: 1\ndata: \n\n'),
        stream: (response, nth) => {
          openStream(response, `id: s${String(nth)}\ndata: \n\n`);
        },
      }),
    );
    const { fetch, told } = recordingFetch();
    const scheduled: number[] = [];
    const { client } = await connectLegacy(server.url, {
      fetch,
      reconnectionScheduler: (_reconnect, delayMs) => void scheduled.push(delayMs),
    });
    cleanUp.own(client);
    const caller = new AbortController();
    const call = client.listTools(undefined, { signal: caller.signal });
    const isListing = () => server.seen.filter(({ method }) => method === 'POST').length === 3;
    await server.until(isListing);
    caller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    await server.until(() => server.abortedAnswers() === 1);
    await client.ping({ timeout: 30 }).catch(() => undefined);
    expect(scheduled).toEqual([]);
    expect(told.outcomes).toEqual([]);
  });
});
