import type { ValueProblem } from './check-value.ts';
import { isWithin } from './json-limits.ts';
import type { JsonLimits } from './json-limits.ts';

/** What came of judging a value. */
export type Verdict =
  | { readonly kind: 'judged'; readonly problems: readonly ValueProblem[] }
  /** It would have taken too long, or the schema makes no sense: the server decides. */
  | { readonly kind: 'not-judged' };

/** Judges values by schemas that strangers wrote, without ever holding up who asks. */
export interface SchemaJudge {
  /** Never rejects; the verdict comes within the judge's budget and what waits before it. */
  judge(schema: unknown, value: unknown): Promise<Verdict>;
  /** Makes the first verdict come sooner; to be called when one will be needed soon. */
  warm(): void;
}

/** A judge that its owner ends; from then on nothing is judged. */
export interface DisposableJudge extends SchemaJudge, Disposable {}

/** What a worker is asked, one at a time, once it said that it is ready. */
export interface JudgeJob {
  readonly schema: unknown;
  readonly value: unknown;
}

/** What a worker says: that it is ready, or what it found (null: it cannot tell). */
export type JudgeWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'found'; readonly problems: readonly ValueProblem[] | null };

/** A thread of its own in which values are checked. */
export interface JudgeWorker {
  /** Throws when the job cannot be handed over. */
  post(job: JudgeJob): void;
  /** Ends it in the middle of whatever it does. */
  terminate(): void;
}

/** What a judge needs. */
export interface JudgePorts {
  /** Starts a worker; after `onEnd` it says no more. */
  startWorker(on: {
    readonly word: (word: JudgeWord) => void;
    readonly end: () => void;
  }): JudgeWorker;
  /** Runs `callback` once after `delayMs` unless the handle is disposed. */
  schedule(delayMs: number, callback: () => void): Disposable;
}

/** How long one check may take, ms. */
export const judgeBudgetMs = 200;
// A process that gets no time to run cannot answer either, so only time that passes step by step counts.
const steps = 10;
/** How long a worker may take to start, ms. */
const startMs = 10_000;
/** A worker that nobody needs for this long ends, ms. */
const idleMs = 60_000;
/** More than this do not wait. */
const maxWaiting = 200;
/** A schema that used up its budget so often is not tried again. */
const maxStrikes = 3;

const schemaLimits: JsonLimits = { maxNodes: 20_000, maxChars: 2_000_000, maxDepth: 500 };
const valueLimits: JsonLimits = { maxNodes: 200_000, maxChars: 5_000_000, maxDepth: 500 };

const notJudged: Verdict = { kind: 'not-judged' };

interface Waiting extends JudgeJob {
  readonly settle: (verdict: Verdict) => void;
}

/** Creates a judge; its worker is started with the first job and anew after one that took too long. */
export function createSchemaJudge(ports: JudgePorts): DisposableJudge {
  return new BudgetedJudge(ports);
}

class BudgetedJudge implements DisposableJudge {
  readonly #ports: JudgePorts;
  readonly #waiting: Waiting[] = [];
  readonly #strikes = new WeakMap<object, number>();
  #worker: { readonly link: JudgeWorker; isReady: boolean } | undefined;
  #current: Waiting | undefined;
  /** Runs while a worker starts, works, or has nothing to do. */
  #timer: Disposable | undefined;
  #isOver = false;

  constructor(ports: JudgePorts) {
    this.#ports = ports;
  }

  judge(schema: unknown, value: unknown): Promise<Verdict> {
    const isHopeless =
      this.#isOver ||
      this.#waiting.length >= maxWaiting ||
      this.#strikesOf(schema) >= maxStrikes ||
      !isWithin(schema, schemaLimits) ||
      !isWithin(value, valueLimits);
    if (isHopeless) return Promise.resolve(notJudged);
    return new Promise((settle) => {
      this.#waiting.push({ schema, value, settle });
      this.#goOn();
    });
  }

  warm(): void {
    if (this.#isOver || this.#worker !== undefined) return;
    this.#start();
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#end();
    this.#giveUpAll();
  }

  #start(): void {
    let isOld = false;
    const link = this.#ports.startWorker({
      word: (word) => {
        if (!isOld) this.#hear(word);
      },
      end: () => {
        if (isOld) return;
        const wasReady = this.#worker?.isReady === true;
        this.#end();
        // One that cannot even start is not started again for those who wait.
        if (wasReady) this.#goOn();
        else this.#giveUpAll();
      },
    });
    const terminate = () => {
      isOld = true;
      link.terminate();
    };
    this.#worker = { link: { post: (job) => link.post(job), terminate }, isReady: false };
    this.#arm(startMs, () => {
      this.#end();
      this.#giveUpAll();
    });
  }

  /** Hands over the next job if a worker is free; starts one if there is none. */
  #goOn(): void {
    if (this.#current !== undefined || this.#waiting.length === 0) return;
    if (this.#worker === undefined) this.#start();
    if (this.#worker?.isReady !== true) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#current = job;
    try {
      this.#worker.link.post({ schema: job.schema, value: job.value });
    } catch {
      return this.#settle(notJudged);
    }
    this.#count(job, steps);
  }

  #count(job: Waiting, left: number): void {
    this.#arm(judgeBudgetMs / steps, () => {
      if (left > 1) return this.#count(job, left - 1);
      this.#strike(job.schema);
      this.#end();
      this.#goOn();
    });
  }

  #hear(word: JudgeWord): void {
    if (word.kind === 'found') {
      const { problems } = word;
      return this.#settle(problems === null ? notJudged : { kind: 'judged', problems });
    }
    if (this.#worker !== undefined) this.#worker.isReady = true;
    this.#rest();
    this.#goOn();
  }

  #settle(verdict: Verdict): void {
    const job = this.#current;
    this.#current = undefined;
    this.#rest();
    job?.settle(verdict);
    this.#goOn();
  }

  #rest(): void {
    this.#arm(idleMs, () => this.#end());
  }

  /** Ends the worker; what it was working on stays unjudged. */
  #end(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.link.terminate();
    const job = this.#current;
    this.#current = undefined;
    job?.settle(notJudged);
  }

  #giveUpAll(): void {
    for (const { settle } of this.#waiting.splice(0)) settle(notJudged);
  }

  #arm(delayMs: number, callback: () => void): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#ports.schedule(delayMs, callback);
  }

  #strikesOf(schema: unknown): number {
    return typeof schema === 'object' && schema !== null ? (this.#strikes.get(schema) ?? 0) : 0;
  }

  #strike(schema: unknown): void {
    if (typeof schema !== 'object' || schema === null) return;
    this.#strikes.set(schema, this.#strikesOf(schema) + 1);
  }
}
