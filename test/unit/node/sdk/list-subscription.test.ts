import { ProtocolError } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';

import type { Link } from '../../../../src/main/node/sdk/establish.ts';
import { keepListening } from '../../../../src/main/node/sdk/list-subscription.ts';

/** A server whose subscriptions end as told, on a clock that jumps to the next timer. */
function scene(script: readonly ('ends' | 'fails' | 'refuses')[]) {
  let now = 0;
  let listens = 0;
  const delays: number[] = [];
  const said: string[] = [];
  const life = new AbortController();
  const client = {
    getServerCapabilities: () => ({ tools: { listChanged: true }, prompts: {} }),
    listen: async (filter: unknown) => {
      expect(filter).toEqual({ toolsListChanged: true });
      const turn = script[Math.min(listens, script.length - 1)];
      listens += 1;
      if (turn === 'refuses') throw new ProtocolError(-32601, 'no');
      if (turn === 'fails') throw new Error('unreachable');
      return { closed: Promise.resolve('remote') };
    },
  };
  const link = { client, era: 'modern' } as unknown as Link;
  const done = keepListening(
    link,
    {
      clock: {
        now: () => now,
        monotonicNow: () => now,
        schedule: (delayMs, callback) => {
          delays.push(delayMs);
          now += delayMs;
          queueMicrotask(callback);
          return { [Symbol.dispose]: () => undefined };
        },
      },
      random: { next: () => 1, id: () => '' },
      onBroken: () => void said.push('broken'),
      onGap: () => void said.push('gap'),
      note: () => void said.push('note'),
    },
    life.signal,
  );
  return { done, said, delays, listens: () => listens };
}

describe('a subscription', () => {
  test('is reopened after it broke, with growing delays, and tells of the gap', async () => {
    const { done, said, delays, listens } = scene(['ends', 'fails', 'fails', 'ends', 'refuses']);
    await done;
    expect(listens()).toBe(5);
    expect(delays).toEqual([1000, 2000, 4000, 8000]);
    expect(said).toEqual(['broken', 'broken', 'broken', 'gap', 'broken', 'note']);
  });

  test('is not asked for again when the server declines', async () => {
    const { done, said, listens } = scene(['refuses']);
    await done;
    expect(listens()).toBe(1);
    expect(said).toEqual(['note']);
  });

  test('is given up after eight failures in a row', async () => {
    const { done, said, listens } = scene(['fails']);
    await done;
    expect(listens()).toBe(8);
    expect(said.at(-1)).toBe('note');
  });
});
