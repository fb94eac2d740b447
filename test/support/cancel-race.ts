import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type fc from 'fast-check';

import { createDialogue } from '../../src/main/node/sdk/dialogue.ts';
import { establish } from '../../src/main/node/sdk/establish.ts';
import { loadSdk } from '../../src/main/node/sdk/sdk-module.ts';
import { createRedactingObserver } from '../../src/main/node/sdk/redacting-observer.ts';
import { startSession } from '../../src/main/node/sdk/start-session.ts';
import { plainWire } from '../../src/main/node/sdk/wire.ts';
import { err } from '../../src/shared/util/result.ts';
import { createRecorder } from './session-kit.ts';
import { FakeClock } from './fake-clock.ts';
import { createFakeRandom } from './fake-random.ts';

/** What came of a call, its cancellation, its answer and the end of its server in some order. */
export interface CancelRace {
  /** What happened, in order. */
  readonly order: readonly ('cancel' | 'answer' | 'end')[];
  /** How often the call was settled. */
  readonly settled: number;
  /** `answered`, or the kind of the outcome. */
  readonly how: string;
  /** Reports of progress that came after the call was settled. */
  readonly lateReports: number;
  /** Whether a second call was answered rightly; undefined when the server had ended. */
  readonly isNextRight: boolean | undefined;
}

/**
 * What may come of a call. Whoever cancels before hearing that the server ended may be told either.
 */
export function mayEndAs([first, ...rest]: CancelRace['order']): readonly string[] {
  if (first === 'answer') return ['answered'];
  if (first === 'cancel') return ['aborted'];
  return rest.includes('cancel') ? ['stream-closed', 'aborted'] : ['stream-closed'];
}

interface Peer {
  readonly transport: Transport;
  /** The id of the call that has no answer yet. */
  waiting: string | number | undefined;
  say(message: JSONRPCMessage): void;
  end(): void;
}

/** A server in memory that answers everything at once, except calls of the tool `held`. */
function createPeer(): Peer {
  const transport: Transport = {
    start: () => Promise.resolve(),
    close: () => Promise.resolve(),
    send: (message) => {
      if ('method' in message && 'id' in message) receive(message);
      return Promise.resolve();
    },
  };
  const peer: Peer = {
    transport,
    waiting: undefined,
    say: (message) => transport.onmessage?.(message),
    end: () => transport.onclose?.(),
  };
  const receive = ({
    id,
    method,
    params,
  }: Extract<JSONRPCMessage, { method: string; id: unknown }>) => {
    if (method === 'tools/call' && params?.['name'] === 'held') {
      peer.waiting = id;
      return;
    }
    const result =
      method === 'initialize'
        ? {
            protocolVersion: '2025-11-25',
            capabilities: { tools: {} },
            serverInfo: { name: 'peer', version: '1' },
          }
        : textOf('next');
    queueMicrotask(() => peer.say({ jsonrpc: '2.0', id, result }));
  };
  return peer;
}

const textOf = (text: string) => ({ content: [{ type: 'text', text }] });

/** Lets a cancellation, an answer and an end race in the order the scheduler chooses. */
export async function playCancelRace(
  scheduler: fc.Scheduler,
  hasEnd: boolean,
): Promise<CancelRace> {
  const peer = createPeer();
  const identity = { name: 'test', version: '0' };
  const link = await establish(
    plainWire(peer.transport),
    { kind: 'only', era: 'legacy' },
    {
      sdk: await loadSdk(),
      identity,
      capabilities: {},
      handshakeTimeoutMs: 60_000,
      prepare: () => undefined,
      started: () => undefined,
    },
  );
  const clock = new FakeClock();
  const voice = createRedactingObserver(createRecorder(), []);
  const session = startSession(link, {
    clock,
    random: createFakeRandom(),
    voice,
    limits: { callTimeoutMs: 60_000, listTimeoutMs: 60_000, maxResultBytes: 1_000_000 },
    dialogue: createDialogue({
      serverName: 'raced',
      clock,
      questions: undefined,
      habit: { isUnlinked: false },
      voice,
    }),
    personCapabilities: {},
    reopen: () => Promise.resolve(err({ kind: 'aborted' })),
  });

  const order: CancelRace['order'][number][] = [];
  const cancelling = new AbortController();
  let settled = 0;
  let lateReports = 0;
  const onProgress = () => {
    if (settled > 0) lateReports += 1;
  };
  const call = session
    .callTool({ name: 'held', args: {}, onProgress }, cancelling.signal)
    .finally(() => (settled += 1));
  const id = peer.waiting ?? 'none';
  const steps = {
    cancel: () => cancelling.abort(),
    answer: () => {
      const params = { progressToken: id, progress: 1 };
      peer.say({ jsonrpc: '2.0', method: 'notifications/progress', params });
      peer.say({ jsonrpc: '2.0', id, result: textOf('held') });
    },
    end: () => peer.end(),
  };
  const names = ['cancel', 'answer', ...(hasEnd ? (['end'] as const) : [])] as const;
  for (const name of names) {
    void scheduler.schedule(Promise.resolve(name), name).then(() => {
      order.push(name);
      steps[name]();
    });
  }
  await scheduler.waitAll();
  const outcome = await call;
  const next = hasEnd
    ? undefined
    : await session.callTool({ name: 'other', args: {} }, new AbortController().signal);
  await session.close();
  return {
    order,
    settled,
    how: outcome.ok ? 'answered' : outcome.error.kind,
    lateReports,
    isNextRight: next && next.ok && JSON.stringify(next.value).includes('next'),
  };
}
