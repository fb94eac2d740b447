import type { Phrase } from '../i18n/phrase.ts';
import type { ConnectionState } from './connection-state.ts';
import { groupOf } from './server-sentence.ts';

/** How many servers stand where; `signIn` and `offline` are part of `hand`. */
export interface StateCounts {
  readonly total: number;
  readonly ready: number;
  readonly connecting: number;
  readonly hand: number;
  readonly signIn: number;
  readonly offline: number;
  readonly failed: number;
}

/** Counts states. */
export function countStates(states: readonly ConnectionState[]): StateCounts {
  const counts = {
    total: states.length,
    ready: 0,
    connecting: 0,
    hand: 0,
    signIn: 0,
    offline: 0,
    failed: 0,
  };
  for (const state of states) {
    const group = groupOf(state);
    if (state.kind === 'ready') counts.ready += 1;
    else if (group === 'on') counts.connecting += 1;
    if (group === 'hand') counts.hand += 1;
    if (state.kind === 'needs-sign-in') counts.signIn += 1;
    if (state.kind === 'offline') counts.offline += 1;
    if (state.kind === 'failed') counts.failed += 1;
  }
  return counts;
}

/** The line at the foot of the sidebar, e.g. "12 ready · 1 needs sign-in". */
export function footPhrase(counts: StateCounts): Phrase {
  if (counts.total === 0) return { key: 'foot.none' };
  const rest = restPhrase(counts);
  if (counts.ready === 0) return rest ?? { key: 'foot.noneReady' };
  const a: Phrase = { key: 'foot.ready', params: { count: counts.ready } };
  return { key: 'join.dot', params: { a, b: rest ?? { key: 'foot.allWell' } } };
}

function restPhrase({ hand, signIn, offline, connecting }: StateCounts): Phrase | undefined {
  if (hand > 0 && signIn === hand) return { key: 'foot.needSignIn', params: { count: hand } };
  if (hand > 0 && offline === hand) return { key: 'foot.offline' };
  if (hand > 0) return { key: 'foot.needYou', params: { count: hand } };
  if (connecting > 0) return { key: 'foot.connecting', params: { count: connecting } };
  return undefined;
}
