import type { SubscriptionFilter } from '@modelcontextprotocol/client';

import type { Phrase } from '../../../shared/i18n/phrase.ts';
import type { Clock } from '../../kernel/clock.ts';
import { pause } from '../../kernel/pause.ts';
import type { Random } from '../../kernel/random.ts';
import { isServersWord } from './error-outcome.ts';
import type { Link } from './establish.ts';

/** What keeping a subscription open needs. */
export interface SubscriptionContext {
  readonly clock: Clock;
  readonly random: Random;
  /** The stream ended although nobody closed it. */
  readonly onBroken: () => void;
  /** Changes may have been missed while the stream was away. */
  readonly onGap: () => void;
  readonly note: (phrase: Phrase) => void;
}

const acknowledgeTimeoutMs = 15_000;
const shortLivedMs = 5_000;
const maxFailures = 8;
const firstDelayMs = 1_000;
const maxDelayMs = 5 * 60_000;

/**
 * Keeps `subscriptions/listen` open on a modern link (2026-07-28, basic/patterns/subscriptions),
 * for the lists that the server says may change. An ended stream is reopened with growing, spread
 * delays; after eight failures in a row it is given up with a note. Resolves when `life` ends.
 */
export async function keepListening(
  link: Link,
  context: SubscriptionContext,
  life: AbortSignal,
): Promise<void> {
  const filter = listFilter(link);
  if (link.era !== 'modern' || Object.keys(filter).length === 0) return;
  for (let failures = 0; failures < maxFailures;) {
    const openedAt = context.clock.monotonicNow();
    const ended = await listenOnce(link, filter, failures > 0 ? context.onGap : undefined, life);
    if (life.aborted) return;
    if (ended === 'refused') {
      context.note({ key: 'note.changesDeclined' });
      return;
    }
    context.onBroken();
    const wasShort = context.clock.monotonicNow() - openedAt < shortLivedMs;
    failures = wasShort ? failures + 1 : 1;
    await pause(context.clock, delayMs(failures, context.random), life);
    if (life.aborted) return;
  }
  context.note({ key: 'note.changesLost' });
}

function listFilter(link: Link): SubscriptionFilter {
  const offered = link.client.getServerCapabilities();
  return {
    ...(offered?.tools?.listChanged === true && { toolsListChanged: true }),
    ...(offered?.prompts?.listChanged === true && { promptsListChanged: true }),
    ...(offered?.resources?.listChanged === true && { resourcesListChanged: true }),
  };
}

async function listenOnce(
  link: Link,
  filter: SubscriptionFilter,
  onGap: (() => void) | undefined,
  life: AbortSignal,
): Promise<'ended' | 'refused'> {
  try {
    const options = { signal: life, timeout: acknowledgeTimeoutMs };
    const subscription = await link.client.listen(filter, options);
    onGap?.();
    await subscription.closed;
    return 'ended';
  } catch (error) {
    // Anything but the server's word may pass.
    return isServersWord(error) ? 'refused' : 'ended';
  }
}

function delayMs(failures: number, random: Random): number {
  const ceilingMs = Math.min(firstDelayMs * 2 ** (failures - 1), maxDelayMs);
  return ceilingMs * (0.5 + random.next() / 2);
}
