import type { SessionOutcome } from '../../connections/session.ts';
import type { CallId } from './outgoing-call.ts';

const LF = 10;
const CR = 13;

/** Byte limits of an event stream: of one line, and of all lines of one event. */
export interface SseLimits {
  readonly maxLineBytes: number;
  readonly maxEventBytes: number;
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
  #sawEventId = false;

  constructor(limits: SseLimits, ids: readonly CallId[], onMessage?: () => void) {
    this.#limits = limits;
    this.#unanswered = new Set(ids);
    this.#onMessage = onMessage;
  }

  /** Requests whose answer has not come by yet. */
  get unanswered(): readonly CallId[] {
    return [...this.#unanswered];
  }

  /** Whether the server numbered an event, so that the stream can be resumed after a break. */
  get isResumable(): boolean {
    return this.#sawEventId;
  }

  /** Takes the next bytes; returns an outcome when they break a limit. */
  push(chunk: Uint8Array): SessionOutcome | undefined {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte !== LF && byte !== CR) {
        this.#afterCr = false;
        continue;
      }
      const isSecondHalfOfCrLf = byte === LF && this.#afterCr;
      this.#afterCr = byte === CR;
      if (!isSecondHalfOfCrLf) {
        const broken = this.#extend(chunk.subarray(from, at));
        if (broken !== undefined) return broken;
        this.#endLine();
      }
      from = at + 1;
    }
    return this.#extend(chunk.subarray(from));
  }

  #extend(bytes: Uint8Array): SessionOutcome | undefined {
    if (bytes.length === 0) return undefined;
    this.#lineBytes += bytes.length;
    this.#eventBytes += bytes.length;
    const { maxLineBytes, maxEventBytes } = this.#limits;
    if (this.#lineBytes > maxLineBytes) return tooLarge(maxLineBytes);
    if (this.#eventBytes > maxEventBytes) return tooLarge(maxEventBytes);
    this.#line.push(bytes);
    return undefined;
  }

  #endLine(): void {
    const line = Buffer.concat(this.#line, this.#lineBytes);
    this.#line = [];
    this.#lineBytes = 0;
    if (line.length === 0) return this.#endEvent();
    const text = line.toString('utf8');
    if (text.startsWith('data:')) this.#data.push(text.slice('data:'.length));
    if (/^id: ?./.test(text)) this.#sawEventId = true;
  }

  #endEvent(): void {
    const data = this.#data.join('\n').trim();
    this.#data = [];
    this.#eventBytes = 0;
    if (data === '') return;
    this.#onMessage?.();
    if (this.#unanswered.size > 0) this.#noteAnswers(data);
  }

  #noteAnswers(data: string): void {
    for (const message of parse(data)) {
      const { id, result, error } = (message ?? {}) as Record<string, unknown>;
      if (result !== undefined || error !== undefined) this.#unanswered.delete(id as CallId);
    }
  }
}

function parse(data: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(data);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    return [];
  }
}

function tooLarge(limitBytes: number): SessionOutcome {
  return { kind: 'too-large', what: 'message', limitBytes };
}
