import { mapPhrase } from '../../../shared/i18n/phrase.ts';
import { createRedactor } from '../../kernel/redactor.ts';
import { createAnswerCover } from './answer-cover.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { SessionObserver, SessionOutcome } from '../../sessions/session.ts';

/** The observer as a session speaks to it: without secrets, and not after the end. */
export interface RedactingObserver extends SessionObserver {
  readonly isOver: boolean;
  /** Falls silent without a word; the session was closed by us. */
  mute(): void;
  /** Blanks one more value from now on. */
  addSecret(secret: string): void;
  readonly redactText: (text: string) => string;
  /** What of the server's answers is kept or shown goes through it, once. */
  readonly answers: AnswerCover;
  readonly redactOutcome: (outcome: SessionOutcome) => SessionOutcome;
}

const maxTextChars = 8 * 1024;

/** Wraps `observer`; every value of `redact` is blanked in all it says. */
export function createRedactingObserver(
  observer: SessionObserver,
  redact: readonly string[],
): RedactingObserver {
  let secrets = redact;
  let blank = createRedactor(secrets);
  const redactText = (text: string): string => blank(text);
  let isOver = false;
  return {
    get isOver() {
      return isOver;
    },
    mute() {
      isOver = true;
    },
    addSecret(secret) {
      secrets = [...secrets, secret];
      blank = createRedactor(secrets);
    },
    phase(phase) {
      if (!isOver) observer.phase(phase);
    },
    printed(lines) {
      if (!isOver) observer.printed(lines.map((line) => redactText(line)));
    },
    log(entry) {
      if (isOver) return;
      // Cut first, so that a giant text is not searched to its end; the margin keeps a secret
      // that straddles the cut recognisable.
      const text = redactText(entry.text.slice(0, 2 * maxTextChars)).slice(0, maxTextChars);
      const { phrase } = entry;
      observer.log({ ...entry, text, ...(phrase && { phrase: mapPhrase(phrase, redactText) }) });
    },
    listChanged(kind) {
      if (!isOver) observer.listChanged(kind);
    },
    ended(outcome) {
      if (isOver) return;
      isOver = true;
      observer.ended(redactDeep(outcome, redactText) as SessionOutcome);
    },
    redactText,
    answers: createAnswerCover(redactText),
    redactOutcome: (outcome) => redactDeep(outcome, redactText) as SessionOutcome,
  };
}

function redactDeep(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redactText));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [key, redactDeep(item, redactText)]));
}
