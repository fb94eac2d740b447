import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { pageStages, PendingQuestion } from '../../shared/domain/question.ts';
import { isWithin } from '../../shared/json-schema/json-limits.ts';
import type { JsonLimits } from '../../shared/json-schema/json-limits.ts';
import type { SchemaJudge } from '../../shared/json-schema/schema-judge.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { withDefaults } from './answer-question.ts';
import type { Answer, PageQuestion, Question, ElicitationPort } from './question.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

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
export interface ElicitationQueue {
  readonly port: ElicitationPort;
  /** Oldest first. */
  pending(): readonly PendingQuestion[];
  /** A yes to a page that has to be visited opens it; a second one says that it was visited. */
  answer(id: string, answer: Answer): Promise<Result<void, AnswerRefusal>>;
  /** Opens the page of a visit once more. */
  reopen(id: string): Promise<Result<void, AnswerRefusal>>;
  /** Told of all that wait whenever that changes. */
  onChange(listener: (pending: readonly PendingQuestion[]) => void): Disposable;
  /** Cancels what waits; later questions are cancelled at once. */
  dispose(): void;
}

/** What a desk needs. */
export interface ElicitationQueueDeps {
  readonly clock: Clock;
  readonly random: Pick<Random, 'id'>;
  readonly logger: Pick<Logger, 'error'>;
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
  question: PendingQuestion;
  readonly settle: (answer: Answer) => void;
  /** Begins the patience with the person anew. */
  readonly renew: () => void;
}

const cancelled: Answer = { kind: 'cancelled' };
const visited: Answer = { kind: 'accepted', values: {} };

/** An empty desk; its owner disposes it. */
export function createElicitationQueue(deps: ElicitationQueueDeps): ElicitationQueue {
  return new Desk(deps);
}

class Desk implements ElicitationQueue {
  readonly port: ElicitationPort = {
    ask: (question, signal) => this.#askForm(question, signal),
    askToOpen: (question, signal) => this.#askPage(question, 'to-open', signal),
    askToVisit: (question, isVisited, signal) => this.#askToVisit(question, isVisited, signal),
  };
  readonly #deps: ElicitationQueueDeps;
  readonly #waiting = new Map<string, Waiting>();
  readonly #changes: Emitter<[readonly PendingQuestion[]]>;
  #isOver = false;

  constructor(deps: ElicitationQueueDeps) {
    this.#deps = deps;
    this.#changes = createEmitter(deps.logger, 'questions');
  }

  pending(): readonly PendingQuestion[] {
    return [...this.#waiting.values()].map(({ question }) => question);
  }

  async answer(id: string, answer: Answer): Promise<Result<void, AnswerRefusal>> {
    const asked = this.#waiting.get(id);
    if (asked === undefined) return err({ code: 'QUESTION_GONE' });
    const { question, settle } = asked;
    if (answer.kind !== 'accepted') {
      settle(answer);
      return ok(undefined);
    }
    const problems = await this.#problemsWith(question, answer.values);
    if (problems !== undefined) return err({ code: 'ANSWER_INVALID', problems });
    // The server may have given up meanwhile.
    if (this.#waiting.get(id) !== asked) return err({ code: 'QUESTION_GONE' });
    if (question.mode === 'url' && question.stage === 'to-visit') this.#isOpen(asked, question);
    else settle(question.mode === 'url' ? visited : answer);
    return ok(undefined);
  }

  async reopen(id: string): Promise<Result<void, AnswerRefusal>> {
    const question = this.#waiting.get(id)?.question;
    if (question?.mode !== 'url' || question.stage !== 'visiting') {
      return err({ code: 'QUESTION_GONE' });
    }
    const isOpen = await this.#deps.openPage(question.url);
    return isOpen ? ok(undefined) : err({ code: 'ANSWER_INVALID', problems: [] });
  }

  onChange(listener: (pending: readonly PendingQuestion[]) => void): Disposable {
    return this.#changes.on(listener);
  }

  dispose(): void {
    this.#isOver = true;
    for (const { settle } of [...this.#waiting.values()]) settle(cancelled);
    this.#changes.clear();
  }

  #askForm({ serverName, message, schema }: Question, signal: AbortSignal): Promise<Answer> {
    if (!isWithin(schema, schemaLimits)) return Promise.resolve(cancelled);
    return this.#wait({ mode: 'form', serverName, message, schema }, signal).answer;
  }

  #askPage(question: PageQuestion, stage: PageStage, signal: AbortSignal): Promise<Answer> {
    return this.#page(question, stage, signal)?.answer ?? Promise.resolve(cancelled);
  }

  async #askToVisit(
    question: PageQuestion,
    isVisited: AbortSignal,
    signal: AbortSignal,
  ): Promise<Answer> {
    if (isVisited.aborted) return visited;
    const asked = this.#page(question, 'to-visit', signal);
    if (asked === undefined) return cancelled;
    const onVisited = () => this.#waiting.get(asked.id)?.settle(visited);
    isVisited.addEventListener('abort', onVisited, { once: true });
    const answer = await asked.answer;
    isVisited.removeEventListener('abort', onVisited);
    return answer;
  }

  #page(
    { serverName, message, url }: PageQuestion,
    stage: PageStage,
    signal: AbortSignal,
  ): Asked | undefined {
    if (url.length > maxUrlChars || parseUrl(url) === undefined) return undefined;
    return this.#wait({ mode: 'url', serverName, message, url, stage }, signal);
  }

  #wait(asked: Unasked, signal: AbortSignal): Asked {
    const id = this.#deps.random.id();
    const question = { ...asked, id, message: asked.message.slice(0, maxMessageChars) };
    const ofServer = this.pending().filter(({ serverName }) => serverName === asked.serverName);
    if (this.#isOver || signal.aborted || ofServer.length >= maxOfServer) {
      return { id, answer: Promise.resolve(cancelled) };
    }
    const answer = new Promise<Answer>((resolve) => {
      const settle = (given: Answer) => {
        this.#waiting.delete(id);
        timer?.[Symbol.dispose]();
        signal.removeEventListener('abort', giveUp);
        this.#tell();
        resolve(given);
      };
      const giveUp = () => settle(cancelled);
      let timer: Disposable | undefined;
      const renew = () => {
        timer?.[Symbol.dispose]();
        timer = this.#deps.clock.schedule(patienceMs, giveUp);
      };
      renew();
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.set(id, { question, settle, renew });
      this.#tell();
    });
    return { id, answer };
  }

  /** From now on the server's word is waited for, or the person's. */
  #isOpen(asked: Waiting, question: Extract<PendingQuestion, { mode: 'url' }>): void {
    asked.question = { ...question, stage: 'visiting' };
    asked.renew();
    this.#tell();
  }

  /** What speaks against a yes; undefined when nothing does, or when that cannot be judged. */
  async #problemsWith(
    question: PendingQuestion,
    values: JsonObject,
  ): Promise<readonly AnswerProblem[] | undefined> {
    const { openPage, judge } = this.#deps;
    if (question.mode === 'url') {
      if (question.stage === 'visiting') return undefined;
      return (await openPage(question.url)) ? undefined : [];
    }
    const { schema } = question;
    // The server looks too.
    const verdict = await judge.judge(schema, withDefaults(schema, values));
    const problems = verdict.kind === 'judged' ? verdict.problems : [];
    return problems.length > 0 ? problems.map(toProblem) : undefined;
  }

  #tell(): void {
    const pending = this.pending();
    this.#changes.emit(pending);
  }
}

type PageStage = (typeof pageStages)[number];
type Unasked = PendingQuestion extends infer Q
  ? Q extends PendingQuestion
    ? Omit<Q, 'id'>
    : never
  : never;

interface Asked {
  readonly id: string;
  readonly answer: Promise<Answer>;
}

function toProblem({ path, keyword }: { path: readonly string[]; keyword: string }): AnswerProblem {
  return { path: [...path], keyword };
}
