import { afterEach, describe, expect, test } from 'vitest';

import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { createReconnectionScheduler } from '../../../src/main/node/http/reconnection-scheduler.ts';
import type { LoopbackServer } from '../../fixtures/servers/http/loopback-server.ts';
import {
  startDyingStreamServer,
  startFlappingServer,
  startRetryServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { createDrivenClock } from '../../unit/node/http/driven-clock.ts';
import { connectLegacy, createCleanUp, recordingFetch } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

const streams = (server: LoopbackServer) =>
  server.seen.filter(({ method }) => method === 'GET').length;

async function connectWithScheduler(server: LoopbackServer) {
  const clock = createDrivenClock();
  const flapping: SessionOutcome[] = [];
  const gaveUp: SessionOutcome[] = [];
  let giveUp: () => void = () => undefined;
  const hasGivenUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const reconnection = createReconnectionScheduler({
    clock,
    random: { next: () => 0 },
    onFlapping: (outcome) => flapping.push(outcome),
    onGaveUp: (outcome) => {
      gaveUp.push(outcome);
      giveUp();
    },
  });
  const { reconnectionOptions, reconnectionScheduler } = reconnection;
  const { fetch } = recordingFetch({ onStreamMessage: () => reconnection.noteMessage() });
  const options = { fetch, reconnectionOptions, reconnectionScheduler };
  const { client } = await connectLegacy(server.url, options);
  cleanUp.own(client);
  return { client, clock, flapping, gaveUp, hasGivenUp, reconnection };
}

/** Lets `count` waiting reconnections happen and returns the delays they waited. */
async function reconnect(
  clock: ReturnType<typeof createDrivenClock>,
  count: number,
): Promise<number[]> {
  const delays: number[] = [];
  for (let i = 0; i < count; i += 1) {
    await clock.armed();
    delays.push(...clock.delays());
    clock.fireNext();
  }
  return delays;
}

describe('a server that ends its streams at once (S10)', () => {
  test('is told about after five and then asked every five minutes only', async () => {
    const server = cleanUp.own(await startFlappingServer());
    const { clock, flapping } = await connectWithScheduler(server);
    const delays = await reconnect(clock, 7);
    expect(delays).toEqual([1000, 1000, 1000, 1000, 300_000, 300_000, 300_000]);
    expect(flapping).toHaveLength(1);
    expect(flapping[0]).toMatchObject({ kind: 'stream-closed' });
    await clock.armed();
    expect(streams(server)).toBe(8);
  });
});

describe('hostile retry times (S11)', () => {
  test('retry: 0 is kept to one second', async () => {
    const server = cleanUp.own(await startRetryServer('0'));
    const { clock } = await connectWithScheduler(server);
    expect(await reconnect(clock, 4)).toEqual([1000, 1000, 1000, 1000]);
  });

  test('a retry time beyond all timers is kept to five minutes', async () => {
    const server = cleanUp.own(await startRetryServer('99999999999'));
    const { clock } = await connectWithScheduler(server);
    expect(await reconnect(clock, 2)).toEqual([300_000, 300_000]);
    await clock.armed();
    expect(streams(server)).toBe(3);
  });

  test('a sensible retry time is honoured', async () => {
    const server = cleanUp.own(await startRetryServer('4500'));
    const { clock } = await connectWithScheduler(server);
    expect(await reconnect(clock, 3)).toEqual([4500, 4500, 4500]);
  });

  test('without the scheduler retry: 0 is a hot loop', async () => {
    const server = cleanUp.own(await startRetryServer('0'));
    const { client } = await connectLegacy(server.url);
    cleanUp.own(client);
    // At one stream a second this would outlast the time a test has.
    await server.until(() => streams(server) > 100);
  });
});

describe('a stream that cannot be reopened (S9)', () => {
  test('is given up after five attempts, and told', async () => {
    const server = cleanUp.own(await startDyingStreamServer(1));
    const { client, clock, gaveUp, hasGivenUp } = await connectWithScheduler(server);
    expect(await reconnect(clock, 5)).toEqual([1000, 2000, 4000, 8000, 16_000]);
    await hasGivenUp;
    expect(gaveUp).toHaveLength(1);
    expect(gaveUp[0]).toMatchObject({ kind: 'stream-closed' });
    expect(clock.delays()).toEqual([]);
    expect(streams(server)).toBe(6);
    await client.ping();
  });

  test('without the scheduler the client goes on as if it were connected', async () => {
    const server = cleanUp.own(await startDyingStreamServer(1));
    let gaveUp: () => void = () => undefined;
    const silence = new Promise<void>((resolve) => {
      gaveUp = resolve;
    });
    const { client, errors } = await connectLegacy(server.url, {
      reconnectionOptions: {
        initialReconnectionDelay: 1,
        maxReconnectionDelay: 1,
        reconnectionDelayGrowFactor: 1,
        maxRetries: 2,
      },
    });
    cleanUp.own(client);
    let isClosed = false;
    client.onclose = () => (isClosed = true);
    const isSilence = (message: string) => message.startsWith('Maximum reconnection');
    client.onerror = (error) => {
      if (isSilence(error.message)) gaveUp();
    };
    if (errors.some(isSilence)) gaveUp();
    await silence;
    expect(isClosed).toBe(false);
    expect(client.transport).toBeDefined();
  });
});

describe('closing', () => {
  test('leaves no timer once the scheduler is disposed', async () => {
    const server = cleanUp.own(await startFlappingServer());
    const { client, clock, reconnection } = await connectWithScheduler(server);
    await clock.armed();
    await client.close();
    reconnection[Symbol.dispose]();
    expect(clock.delays()).toEqual([]);
  });
});
