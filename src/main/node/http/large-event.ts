import { AnswerIdScanner } from '../messages/answer-id.ts';
import { lostAnswer } from './http-outcome-error.ts';

/**
 * Of a type nobody listens to: whatever was passed on of the event belongs to it. The colon ends a
 * line that was begun, and is a comment where none was.
 */
const nobodysEvent = ':\nevent: too-large\n\n';

const field = Buffer.from('data:');
const lineFeed = Buffer.from('\n');

/** An event that is too large to be passed on, while its bytes go by on a stream that others need. */
export class LargeEvent {
  readonly #ids = new AnswerIdScanner();
  readonly #limitBytes: number;
  /** The begin of the line, as long as it is not known whether it is data. */
  #begin = Buffer.alloc(0);
  #isData: boolean | undefined;

  /** `data` is what was read of it so far, without the line that is under way. */
  constructor(limitBytes: number, data: readonly string[]) {
    this.#limitBytes = limitBytes;
    this.#ids.push(Buffer.from(data.map((line) => `${line}\n`).join('')));
  }

  /** More of the line that is under way. */
  push(bytes: Uint8Array): void {
    if (this.#isData === true) this.#ids.push(bytes);
    if (this.#isData !== undefined) return;
    this.#begin = Buffer.concat([this.#begin, bytes]);
    if (this.#begin.length < field.length) return;
    this.#isData = this.#begin.subarray(0, field.length).equals(field);
    this.push(this.#begin.subarray(field.length));
  }

  endLine(): void {
    this.#ids.push(lineFeed);
    this.#begin = Buffer.alloc(0);
    this.#isData = undefined;
  }

  /** What takes the place of its rest: its end, and a failure of the call it answers. */
  get instead(): Uint8Array {
    const { id } = this.#ids;
    const outcome = { kind: 'too-large', what: 'message', limitBytes: this.#limitBytes } as const;
    const failure = id === undefined ? '' : `data: ${lostAnswer(id, outcome)}\n\n`;
    return new TextEncoder().encode(`${nobodysEvent}${failure}`);
  }
}
