import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { sentenceFor } from '../../shared/domain/server-sentence.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import { en } from '../../shared/i18n/en.ts';
import { shortFailurePhrase } from '../../shared/i18n/failure-phrase.ts';
import { translate } from '../../shared/i18n/phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import type { LogLine } from '../activity/server-logs.ts';

/** The failure a state carries; null when it has none. */
export function failureOf(state: ConnectionState): Failure | null {
  return 'failure' in state ? state.failure : null;
}

/** What the log of a server says when its connection enters a state. */
export function stateLine(state: ConnectionState): LogLine {
  const failure = failureOf(state);
  const reason =
    failure === null ? '' : `: ${inWords(failure)} (${failure.code})\n${failure.detail}`;
  const level = failure === null ? 'info' : state.kind === 'failed' ? 'error' : 'warning';
  return { source: 'state', level, text: `${headline(state)}${reason}`, phrase: phraseOf(state) };
}

/** The same as the window says it in the language of who reads it there. */
function phraseOf(state: ConnectionState): Phrase {
  const server = { start: 'manual', inspection: { status: 'never' } } as const;
  return sentenceFor({ state, server, summary: undefined, nowMs: null, isPaused: false });
}

// A log that is saved is read by whoever helps too, so its text stays in one language.
function inWords(failure: Failure): string {
  return translate(en, 'en', shortFailurePhrase(failure));
}

function headline(state: ConnectionState): string {
  switch (state.kind) {
    case 'connecting':
      return `connecting (attempt ${state.attempt})`;
    case 'ready':
      return `ready in ${state.connectedInMs} ms (${state.era}, ${state.protocolVersion})`;
    case 'waiting':
      return `attempt ${state.attempt} of ${state.of} follows`;
    case 'failed':
      return state.attempts === 1 ? 'failed' : `failed after ${state.attempts} attempts`;
    case 'needs-setup':
      return `needs setup (${state.missing.map(({ kind }) => kind).join(', ')})`;
    default:
      return state.kind;
  }
}
