import type { Snapshot } from '../../shared/domain/events.ts';
import type { PendingQuestion } from '../../shared/domain/question.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import type { AppNotification } from './notification-presenter.ts';
import { plainLine } from './plain-line.ts';

/** What is remembered of questions from one look to the next. */
export interface QuestionNews {
  /** Questions the person was told of, or saw in the window. */
  readonly known: ReadonlySet<string>;
  /** The question the notification on the screen is about; null while there is none. */
  readonly shown: string | null;
}

/** Nothing was asked yet. */
export const noQuestionNews: QuestionNews = { known: new Set(), shown: null };

/** What a look at the questions is made of. */
export interface QuestionFacts {
  /** Those that wait, oldest first. */
  readonly questions: readonly Pick<PendingQuestion, 'id'>[];
  /** Whether the person looks at the window, which shows them. */
  readonly isWatched: boolean;
  /** Whether the person wants notifications at this moment. */
  readonly isWanted: boolean;
}

/** What is to be done with the notification about questions. */
export type QuestionStep =
  | { readonly kind: 'none' | 'close' }
  /** Quiet: it only takes the place of one about a question that is gone. */
  | { readonly kind: 'show'; readonly id: string; readonly isQuiet: boolean };

/**
 * Decides what to tell somebody who does not look at the window: a question is told of at once, for a
 * call waits for it, and once; the newest that was not told of is what the notification is about.
 */
export function followQuestions(
  { known, shown }: QuestionNews,
  { questions, isWatched, isWanted }: QuestionFacts,
): { readonly news: QuestionNews; readonly step: QuestionStep } {
  const ids = questions.map(({ id }) => id);
  const still = new Set(ids.filter((id) => known.has(id)));
  const isOnScreen = shown !== null && ids.includes(shown);
  if (isWatched || !isWanted) {
    const seen = isWatched ? new Set(ids) : still;
    return {
      news: { known: seen, shown: null },
      step: { kind: shown === null ? 'none' : 'close' },
    };
  }
  const fresh = ids.filter((id) => !known.has(id)).at(-1);
  if (fresh !== undefined) {
    const news = { known: new Set(ids), shown: fresh };
    return { news, step: { kind: 'show', id: fresh, isQuiet: false } };
  }
  if (shown === null || isOnScreen)
    return { news: { known: still, shown }, step: { kind: 'none' } };
  const [other = null] = ids;
  const news = { known: still, shown: other };
  return {
    news,
    step: other === null ? { kind: 'close' } : { kind: 'show', id: other, isQuiet: true },
  };
}

/** The person closed the notification, or clicked on it. */
export function afterClosingQuestion(news: QuestionNews): QuestionNews {
  return { ...news, shown: null };
}

/** Longest title of a server in a notification, characters. */
const maxTitle = 60;

/**
 * What a notification about one question says: who asks, never the words of whoever asks. A click
 * brings the window to the front, where the question stands. Undefined when it is gone.
 */
export function questionNotification(
  { id, isQuiet }: Extract<QuestionStep, { kind: 'show' }>,
  { questions, servers }: Pick<Snapshot, 'questions' | 'servers'>,
  say: (phrase: Phrase) => string,
): AppNotification | undefined {
  const question = questions.find((one) => one.id === id);
  if (question === undefined) return undefined;
  const server = servers.find(({ name }) => name === question.serverName);
  const title = plainLine(server?.title ?? question.serverName, maxTitle);
  const command = { kind: 'answer' } as const;
  return {
    place: 'question',
    title: say({ key: 'notify.question', params: { title } }),
    body: say({ key: question.mode === 'url' ? 'notify.question.page' : 'notify.question.form' }),
    buttons: [{ label: say({ key: 'notify.open' }), command }],
    command,
    isQuiet,
  };
}
