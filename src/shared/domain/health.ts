import type { HealthFacts } from './health-facts.ts';
import type { Phrase } from '../i18n/phrase.ts';
import type { ConnectionState, ConnectionStateKind } from './connection-state.ts';
import { countStates, footPhrase } from './foot-line.ts';
import type { StateCounts } from './foot-line.ts';
import { serverActionFor } from './server-action.ts';
import type { ServerAction } from './server-action.ts';
import { groupOf, sentenceFor } from './server-sentence.ts';
import type { ServerGroup } from './server-sentence.ts';

/** Levels of health, worst first; each has one shape and one colour wherever it is shown. */
export const healthLevels = [
  'failed',
  'needs-you',
  'retrying',
  'offline',
  'connecting',
  'ready',
  'off',
] as const;

/** One of {@link healthLevels}. */
export type HealthLevel = (typeof healthLevels)[number];

/** The level of a state, seen on its own. */
export function levelOf(kind: ConnectionStateKind): HealthLevel {
  return levels[kind];
}

const levels: Readonly<Record<ConnectionStateKind, HealthLevel>> = {
  failed: 'failed',
  'needs-sign-in': 'needs-you',
  'signing-in': 'needs-you',
  'needs-setup': 'needs-you',
  waiting: 'retrying',
  cooling: 'retrying',
  offline: 'offline',
  connecting: 'connecting',
  stopping: 'connecting',
  ready: 'ready',
  idle: 'off',
  disabled: 'off',
};

/** How one server is, as every part of the app shows it. */
export interface Health {
  readonly level: HealthLevel;
  readonly group: ServerGroup;
  readonly sentence: Phrase;
  /** What helps; null where nothing needs doing. */
  readonly action: ServerAction | null;
}

/** How a server is. Window, tray and notifications show this and nothing else. */
export function healthOf(facts: HealthFacts): Health {
  const { state } = facts;
  return {
    level: levelOf(state.kind),
    group: groupOf(state),
    sentence: sentenceFor(facts),
    action: serverActionFor(state),
  };
}

/** How all servers are together: the worst level, and one line that sums them up. */
export interface OverallHealth {
  readonly level: HealthLevel;
  readonly sentence: Phrase;
  readonly counts: StateCounts;
}

/** The worst of all servers. Of no servers at all the level is `off`. */
export function overallHealth(
  states: readonly ConnectionState[],
  isPaused: boolean,
): OverallHealth {
  const present = new Set(states.map(levelInSum));
  const counts = countStates(states);
  return {
    level: healthLevels.find((level) => present.has(level)) ?? 'off',
    sentence: isPaused && counts.total > 0 ? { key: 'foot.paused' } : footPhrase(counts),
    counts,
  };
}

// Between two attempts of one outage the sum would flicker; it is not well before it is connected.
function levelInSum(state: ConnectionState): HealthLevel {
  const level = levelOf(state.kind);
  return level === 'connecting' && groupOf(state) === 'hand' ? 'retrying' : level;
}
