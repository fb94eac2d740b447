import type { JsonObject, Progress } from '../../shared/domain/catalog.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ServerRequest } from '../sessions/request-options.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Exchange, ParkableOptions, Turn } from './parked-turn.ts';

/** A person is slower than any program, but nobody comes back after this long, ms. */
const patienceMs = 15 * 60_000;

type Reply = Result<JsonObject, { readonly code: number; readonly message: string }>;

interface Waiting {
  readonly request: JsonObject;
  readonly settle: (reply: Reply) => void;
}

const internalError = -32_603;

/** One call that goes on at its server while the app is away to answer. */
export class ParkedCall<T> {
  readonly label: string;
  readonly #state: string;
  readonly #clock: Pick<Clock, 'schedule'>;
  readonly #over: () => void;
  readonly #ending = new AbortController();
  readonly #waiting = new Map<string, Waiting>();
  /** Keys are never used twice, or an answer could meet another question. */
  #asked = 0;
  #result: Promise<T> | undefined;
  #exchange: Exchange | undefined;
  #patience: Disposable | undefined;
  #wake: () => void = () => undefined;

  constructor(
    clock: Pick<Clock, 'schedule'>,
    name: { readonly label: string; readonly state: string },
    over: () => void,
  ) {
    this.#clock = clock;
    this.label = name.label;
    this.#state = name.state;
    this.#over = over;
  }

  /** Whether a request of the app waits for it now. */
  get isAnswering(): boolean {
    return this.#exchange !== undefined;
  }

  start(call: (options: ParkableOptions) => Promise<T>, wantsProgress: boolean): void {
    const onProgress = (progress: Progress) => this.#exchange?.onProgress?.(progress);
    this.#result = call({
      signal: this.#ending.signal,
      ...(wantsProgress && { onProgress }),
      onLogMessage: (params) => this.#exchange?.onLogMessage?.(params),
      onServerRequest: (request, signal) => this.#ask(request, signal),
    });
    // Whoever waits hears of it; between two exchanges nobody does.
    this.#result.catch(() => undefined);
  }

  /** Hands the app's answers to the server; what it left out it is asked again. */
  answer(responses: Readonly<Record<string, unknown>>): void {
    for (const [key, response] of Object.entries(responses)) {
      const waiting = this.#waiting.get(key);
      if (waiting !== undefined && isObject(response)) waiting.settle(ok(response));
    }
  }

  /** Waits until the call is over or asks something. */
  async turn(exchange: Exchange): Promise<Turn<T>> {
    this.#patience?.[Symbol.dispose]();
    this.#exchange = exchange;
    const leave = (): void => this.abandon();
    if (exchange.signal.aborted) leave();
    else exchange.signal.addEventListener('abort', leave, { once: true });
    try {
      const asked = new Promise<'asked'>((resolve) => (this.#wake = () => resolve('asked')));
      if (this.#waiting.size > 0) this.#wake();
      const over = this.#result?.then((value) => ({ value }));
      const first = await Promise.race([over, asked]);
      if (typeof first === 'object') return this.#ended(first.value);
      this.#patience = this.#clock.schedule(patienceMs, leave);
      return this.#question();
    } catch (error) {
      this.#over();
      throw error;
    } finally {
      exchange.signal.removeEventListener('abort', leave);
      this.#exchange = undefined;
    }
  }

  /** Ends it; the server is told that nobody waits any more. */
  abandon(): void {
    this.#patience?.[Symbol.dispose]();
    this.#over();
    this.#ending.abort();
    for (const { settle } of [...this.#waiting.values()]) settle(gaveUp);
  }

  #ended(value: T): Turn<T> {
    this.#over();
    return { kind: 'over', value };
  }

  #question(): Turn<T> {
    const inputRequests = Object.fromEntries(
      [...this.#waiting].map(([key, { request }]) => [key, request]),
    );
    return { kind: 'asked', inputRequests, requestState: this.#state };
  }

  #ask({ method, params }: ServerRequest, signal: AbortSignal): Promise<Reply> {
    if (signal.aborted || this.#ending.signal.aborted) return Promise.resolve(gaveUp);
    const key = `question_${String((this.#asked += 1))}`;
    return new Promise((resolve) => {
      const giveUp = (): void => settle(gaveUp);
      const settle = (reply: Reply): void => {
        signal.removeEventListener('abort', giveUp);
        this.#waiting.delete(key);
        resolve(reply);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.set(key, { request: { method, params: withoutToken(params) }, settle });
      this.#wake();
    });
  }
}

const gaveUp: Reply = err({ code: internalError, message: 'nobody waits for the answer' });

/** The server's token for progress means nothing inside an answer. */
function withoutToken(params: JsonObject): JsonObject {
  const { _meta: meta, ...rest } = params;
  if (!isObject(meta)) return params;
  const { progressToken: _, ...kept } = meta;
  return Object.keys(kept).length === 0 ? rest : { ...rest, _meta: kept };
}
