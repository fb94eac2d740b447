import { shortFailurePhrase } from '../i18n/failure-phrase.ts';
import type { Phrase } from '../i18n/phrase.ts';
import { assertNever } from '../util/assert-never.ts';
import type { CatalogSummary } from './catalog.ts';
import type { ConnectionState } from './connection-state.ts';
import { characterName } from './header-values.ts';
import type { HealthFacts } from './health-facts.ts';
import type { SecretPlace } from './stored-secret.ts';

/** Where a server stands in a list: it needs a person, it works, or it is off. */
export type ServerGroup = 'hand' | 'on' | 'off';

/** The group of a state. A retry under way stays where its waiting was, so that rows do not jump. */
export function groupOf(state: ConnectionState): ServerGroup {
  switch (state.kind) {
    case 'needs-setup':
    case 'needs-sign-in':
    case 'signing-in':
    case 'waiting':
    case 'offline':
    case 'cooling':
    case 'failed':
      return 'hand';
    case 'connecting':
      return state.attempt > 1 ? 'hand' : 'on';
    case 'ready':
      return 'on';
    case 'disabled':
    case 'idle':
    case 'stopping':
      return 'off';
    default:
      return assertNever(state);
  }
}

/** The one live sentence about a server; ask for it through `healthOf`. */
export function sentenceFor({ state, summary, server, nowMs, isPaused }: HealthFacts): Phrase {
  switch (state.kind) {
    case 'disabled':
      return { key: 'state.disabled' };
    case 'idle':
      return isPaused ? { key: 'sentence.idle.paused' } : idleSentence(server);
    case 'needs-setup':
      return setupSentence(state.missing);
    case 'connecting':
      return { key: `sentence.connecting.${state.phase}` };
    case 'needs-sign-in':
      return { key: 'state.needs-sign-in' };
    case 'signing-in':
      return { key: 'sentence.signingIn' };
    case 'ready':
      return readySentence(summary);
    case 'waiting':
      return waitingSentence(state, nowMs);
    case 'offline':
      return { key: 'sentence.offline' };
    case 'cooling':
      return coolingSentence(state, nowMs);
    case 'failed':
      return shortFailurePhrase(state.failure);
    case 'stopping':
      return { key: 'sentence.stopping' };
    default:
      return assertNever(state);
  }
}

/** What a server offers, in one to two counts; undefined when it offers nothing. */
export function offersPhrase(summary: CatalogSummary | undefined): Phrase | undefined {
  if (summary === undefined) return undefined;
  const resources = summary.resources + summary.resourceTemplates;
  const parts: Phrase[] = [
    { key: 'count.tools' as const, count: summary.tools },
    { key: 'count.resources' as const, count: resources },
    { key: 'count.prompts' as const, count: summary.prompts },
  ]
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => ({ key, params: { count } }));
  const [a, b] = parts;
  if (a === undefined || b === undefined) return a;
  return { key: 'join.comma', params: { a, b } };
}

/** A length of time in its largest fitting unit, rounded up, never below one second. */
export function durationPhrase(ms: number): Phrase {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 100) return { key: 'time.seconds', params: { count: seconds } };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return { key: 'time.minutes', params: { count: minutes } };
  return { key: 'time.hours', params: { count: Math.ceil(minutes / 60) } };
}

function idleSentence(server: HealthFacts['server']): Phrase {
  if (server.inspection.status === 'failed') {
    const reason = shortFailurePhrase(server.inspection.failure);
    return { key: 'sentence.lastTryFailed', params: { reason } };
  }
  return { key: server.start === 'on-demand' ? 'sentence.idle.onDemand' : 'sentence.idle.manual' };
}

function setupSentence(
  missing: Extract<ConnectionState, { kind: 'needs-setup' }>['missing'],
): Phrase {
  const values = missing.filter((item) => item.kind !== 'consent' && item.kind !== 'recipient');
  const [first] = values;
  if (first === undefined) {
    const isAsked = missing.some(({ kind }) => kind === 'recipient');
    return { key: isAsked ? 'sentence.setup.recipient' : 'sentence.setup.consent' };
  }
  if (values.length > 1) {
    return { key: 'sentence.setup.variables', params: { count: values.length } };
  }
  const title = first.kind === 'variable' ? first.title || first.name : secretPhrase(first.place);
  if (first.unsendable !== undefined) {
    const character = characterName(first.unsendable);
    return { key: 'sentence.setup.unsendable', params: { title, character } };
  }
  return { key: 'sentence.setup.variable', params: { title } };
}

function secretPhrase(place: SecretPlace): string | Phrase {
  if ('name' in place) return place.name;
  return { key: place.kind === 'client-secret' ? 'secret.client' : 'secret.key' };
}

function readySentence(summary: CatalogSummary | undefined): Phrase {
  const b = offersPhrase(summary);
  if (b !== undefined) return { key: 'join.dot', params: { a: { key: 'state.ready' }, b } };
  return { key: summary === undefined ? 'state.ready' : 'sentence.ready.nothing' };
}

function waitingSentence(
  state: Extract<ConnectionState, { kind: 'waiting' }>,
  nowMs: number | null,
): Phrase {
  const { attempt, of, nextAttemptAt } = state;
  const reason = shortFailurePhrase(state.failure);
  if (nowMs === null) return { key: 'sentence.waiting.soon', params: { attempt, of, reason } };
  if (nextAttemptAt <= nowMs)
    return { key: 'sentence.waiting.now', params: { attempt, of, reason } };
  const time = durationPhrase(nextAttemptAt - nowMs);
  return { key: 'sentence.waiting', params: { time, attempt, of, reason } };
}

function coolingSentence(
  { until, failure }: Extract<ConnectionState, { kind: 'cooling' }>,
  nowMs: number | null,
): Phrase {
  const reason = shortFailurePhrase(failure);
  if (nowMs === null) return { key: 'sentence.cooling.later', params: { reason } };
  return { key: 'sentence.cooling', params: { time: durationPhrase(until - nowMs), reason } };
}
