import type { SessionOutcome } from '../../sessions/session.ts';
import { isAnswer, misshapenAnswer } from '../messages/json-rpc-repair.ts';
import { hopelessFactor } from '../messages/message-limit.ts';
import { LargeEvent } from './large-event.ts';
import type { CallId } from './outgoing-call.ts';

const LF = 10;
const CR = 13;
const isHeaderValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Byte limits of an event stream: of one line, and of all lines of one event. */
export interface SseLimits {
  readonly maxLineBytes: number;
  readonly maxEventBytes: number;
  /** Others need the stream, too: an event that is too large is left out, and fails its call alone. */
  readonly isShared?: boolean;
}

/**
 * Watches the bytes of an event stream go by (HTML living standard, server-sent events): keeps the
 * size of lines and events within limits, whatever the total, and knows which of the given
 * requests are still without an answer.
 */
export class SseScanner {
  readonly #limits: SseLimits;
  readonly #unanswered: Set<CallId>;
  readonly #onMessage: (() => void) | undefined;
  #line: Uint8Array[] = [];
  #lineBytes = 0;
  #eventBytes = 0;
  #data: string[] = [];
  #afterCr = false;
  #isFirstLine = true;
  #id = '';
  #type = '';
  #lastEventId = '';
  #sawAnswer = false;
  #large: LargeEvent | undefined;

  constructor(limits: SseLimits, ids: readonly CallId[], onMessage?: () => void) {
    this.#limits = limits;
    this.#unanswered = new Set(ids);
    this.#onMessage = onMessage;
  }

  /** Requests whose answer has not come by yet. */
  get unanswered(): readonly CallId[] {
    return [...this.#unanswered];
  }

  /**
   * The newest event that came whole and has a number which can be sent back: the stream can be
   * resumed after it. Undefined when there is none, and once an answer came, for then the SDK
   * takes the stream for finished.
   */
  get resumesAfter(): string | undefined {
    return this.#lastEventId === '' || this.#sawAnswer ? undefined : this.#lastEventId;
  }

  /** Whether one more byte may belong to the end of the last line. */
  get isAfterCr(): boolean {
    return this.#afterCr;
  }

  /** Takes the next bytes; gives what is to be passed on, or an outcome when they break a limit. */
  push(chunk: Uint8Array): Uint8Array | SessionOutcome {
    const passed: Uint8Array[] = [];
    let isWhole = this.#large === undefined;
    let from = 0;
    while (from < chunk.length) {
      const end = lineEnd(chunk, from);
      const next = Math.min(end + 1, chunk.length);
      const wasLarge = this.#large;
      const broken = this.#take(chunk.subarray(from, end), chunk[end]);
      if (broken !== undefined) return broken;
      if (this.#large !== undefined) isWhole = false;
      else passed.push(wasLarge?.instead ?? chunk.subarray(from, next));
      from = next;
    }
    return isWhole ? chunk : Buffer.concat(passed);
  }

  /** A piece of a line, and the byte that ends it, if it is there yet. */
  #take(bytes: Uint8Array, end: number | undefined): SessionOutcome | undefined {
    const isSecondHalfOfCrLf = end === LF && this.#afterCr && bytes.length === 0;
    this.#afterCr = end === CR;
    const broken = this.#extend(bytes);
    return broken ?? (end === undefined || isSecondHalfOfCrLf ? undefined : this.#endLine());
  }

  #extend(bytes: Uint8Array): SessionOutcome | undefined {
    if (bytes.length === 0) return undefined;
    this.#lineBytes += bytes.length;
    this.#eventBytes += bytes.length;
    const { maxLineBytes, maxEventBytes, isShared } = this.#limits;
    const limitBytes = Math.min(maxEventBytes, maxLineBytes);
    if (this.#large !== undefined) {
      this.#large.push(bytes);
      return this.#eventBytes > hopelessFactor * limitBytes ? tooLarge(limitBytes) : undefined;
    }
    const isLineLarge = this.#lineBytes > maxLineBytes;
    if (isLineLarge || this.#eventBytes > maxEventBytes) {
      if (isShared !== true) return tooLarge(isLineLarge ? maxLineBytes : maxEventBytes);
      this.#large = new LargeEvent(limitBytes, this.#data);
      for (const part of [...this.#line, bytes]) this.#large.push(part);
      this.#line = [];
      return undefined;
    }
    this.#line.push(bytes);
    return undefined;
  }

  #endLine(): SessionOutcome | undefined {
    const isEmpty = this.#lineBytes === 0;
    const line = Buffer.concat(this.#line);
    this.#line = [];
    this.#lineBytes = 0;
    if (this.#large !== undefined) {
      if (isEmpty) this.#forgetEvent();
      else this.#large.endLine();
      return undefined;
    }
    if (isEmpty) return this.#endEvent();
    const text = line.toString('utf8');
    this.#takeField(this.#isFirstLine ? text.replace(/^\uFEFF/, '') : text);
    this.#isFirstLine = false;
    return undefined;
  }

  #takeField(line: string): void {
    const colon = line.indexOf(':');
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    switch (colon < 0 ? line : line.slice(0, colon)) {
      case 'data':
        this.#data.push(value);
        break;
      case 'id':
        this.#id = value;
        break;
      case 'event':
        this.#type = value;
    }
  }

  // An event without data is none, whatever number it has.
  #endEvent(): SessionOutcome | undefined {
    const isEvent = this.#data.length > 0;
    const data = this.#data.join('\n').trim();
    const isMessage = this.#type === '' || this.#type === 'message';
    const id = this.#id.trim();
    if (isEvent && id !== '' && isHeaderValue.test(id)) this.#lastEventId = id;
    this.#forgetEvent();
    if (data === '') return undefined;
    this.#onMessage?.();
    return isMessage ? this.#noteAnswers(data) : undefined;
  }

  #forgetEvent(): void {
    this.#data = [];
    this.#id = '';
    this.#type = '';
    this.#eventBytes = 0;
    this.#large = undefined;
  }

  /** Whoever waits alone on this stream would wait in vain for an answer out of shape. */
  #noteAnswers(data: string): SessionOutcome | undefined {
    const message = parse(data);
    if (!isAnswer(message)) {
      const misshapen = this.#unanswered.size === 1 ? misshapenAnswer(message) : undefined;
      return misshapen && { kind: 'protocol', detail: misshapen.detail };
    }
    this.#sawAnswer = true;
    const { id } = message;
    const own = [...this.#unanswered].find((asked) => asked === id || String(asked) === id);
    if (own !== undefined) this.#unanswered.delete(own);
    return undefined;
  }
}

/** Where the line ends that begins or goes on at `from`; the end of the chunk if it does not. */
function lineEnd(chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === LF || byte === CR) return at;
  }
  return chunk.length;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function tooLarge(limitBytes: number): SessionOutcome {
  return { kind: 'too-large', what: 'message', limitBytes };
}
