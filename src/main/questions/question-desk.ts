import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { PendingQuestion } from '../../shared/domain/question.ts';
import { isWithin, type JsonLimits } from '../../shared/json-schema/json-limits.ts';
import type { SchemaJudge } from '../../shared/json-schema/schema-judge.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { withDefaults } from './answer-question.ts';
import type { Answer, PageQuestion, Question, QuestionPort } from './question.ts';

/** Why an answer was not taken. */
export type AnswerRefusal =
  | { readonly code: 'QUESTION_GONE' }
  /** The problems are empty when a page could not be opened. */
  | { readonly code: 'ANSWER_INVALID'; readonly problems: readonly AnswerProblem[] };

interface AnswerProblem {
  readonly path: string[];
  readonly keyword: string;
}

/** Where questions wait until somebody answers. */
export interface QuestionDesk {
  readonly port: QuestionPort;
  /** Oldest first. */
  pending(): readonly PendingQuestion[];
  answer(id: string, answer: Answer): Promise<Result<void, AnswerRefusal>>;
  /** Told of all that wait whenever that changes. */
  onChange(listener: (pending: readonly PendingQuestion[]) => void): Disposable;
  /** Cancels what waits; later questions are cancelled at once. */
  dispose(): void;
}

/** What a desk needs. */
export interface QuestionDeskDeps {
  readonly clock: Clock;
  readonly random: Pick<Random, 'id'>;
  readonly judge: SchemaJudge;
  /** Opens a page in the person's browser; false when it may not or did not open. */
  readonly openPage: (url: string) => Promise<boolean>;
}

/** Nobody fills in a form that has been there for this long, ms. */
const patienceMs = 15 * 60_000;
/** A server that asks more at a time is not asking a person. */
const maxOfServer = 5;
const maxMessageChars = 4_000;
const schemaLimits: JsonLimits = { maxNodes: 20_000, maxChars: 100_000, maxDepth: 100 };
const maxUrlChars = 8_000;

interface Waiting {
  readonly question: PendingQuestion;
  readonly settle: (answer: Answer) => void;
}

const cancelled: Answer = { kind: 'cancelled' };

/** An empty desk; its owner disposes it. */
export function createQuestionDesk({
  clock,
  random,
  judge,
  openPage,
}: QuestionDeskDeps): QuestionDesk {
  const waiting = new Map<string, Waiting>();
  const listeners = new Set<(pending: readonly PendingQuestion[]) => void>();
  let isOver = false;

  const pending = () => [...waiting.values()].map(({ question }) => question);
  const tell = () => {
    for (const listener of [...listeners]) listener(pending());
  };

  const wait = (question: PendingQuestion, signal: AbortSignal): Promise<Answer> => {
    const { id, serverName } = question;
    const ofServer = pending().filter((other) => other.serverName === serverName).length;
    if (isOver || signal.aborted || ofServer >= maxOfServer) return Promise.resolve(cancelled);
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        waiting.delete(id);
        timer[Symbol.dispose]();
        signal.removeEventListener('abort', giveUp);
        tell();
        resolve(answer);
      };
      const giveUp = () => settle(cancelled);
      const timer = clock.schedule(patienceMs, giveUp);
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.set(id, { question, settle });
      tell();
    });
  };

  const askForm = ({ serverName, message, schema }: Question, signal: AbortSignal) => {
    if (!isWithin(schema, schemaLimits)) return Promise.resolve(cancelled);
    const text = message.slice(0, maxMessageChars);
    return wait({ mode: 'form', id: random.id(), serverName, message: text, schema }, signal);
  };

  /** What is wrong with the values; nothing when that cannot be judged, as the server looks too. */
  const problemsOf = async (
    { schema }: Extract<PendingQuestion, { mode: 'form' }>,
    values: JsonObject,
  ) => {
    const verdict = await judge.judge(schema, withDefaults(schema, values));
    return verdict.kind === 'judged' ? verdict.problems : [];
  };

  const askPage = ({ serverName, message, url }: PageQuestion, signal: AbortSignal) => {
    if (url.length > maxUrlChars || !URL.canParse(url)) return Promise.resolve(cancelled);
    const text = message.slice(0, maxMessageChars);
    return wait({ mode: 'url', id: random.id(), serverName, message: text, url }, signal);
  };

  return {
    port: { ask: askForm, askToOpen: askPage },
    pending,
    async answer(id, answer) {
      const asked = waiting.get(id);
      if (asked === undefined) return err({ code: 'QUESTION_GONE' });
      const { question, settle } = asked;
      if (answer.kind === 'accepted') {
        const problems = question.mode === 'form' ? await problemsOf(question, answer.values) : [];
        const isOpen = question.mode === 'form' || (await openPage(question.url));
        if (problems.length > 0 || !isOpen)
          return err({ code: 'ANSWER_INVALID', problems: problems.map(toProblem) });
        // The server may have given up meanwhile.
        if (waiting.get(id) !== asked) return err({ code: 'QUESTION_GONE' });
      }
      settle(
        question.mode === 'url' && answer.kind === 'accepted' ? { ...answer, values: {} } : answer,
      );
      return ok(undefined);
    },
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    dispose() {
      isOver = true;
      for (const { settle } of [...waiting.values()]) settle(cancelled);
      listeners.clear();
    },
  };
}

function toProblem({ path, keyword }: { path: readonly string[]; keyword: string }): AnswerProblem {
  return { path: [...path], keyword };
}
