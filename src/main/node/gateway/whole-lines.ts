import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';

const lineEnd = 10;

/**
 * Passes bytes on once their line is whole, so that whoever reads a long message joins its pieces
 * once and not at each of them. A line longer than `maxBytes` ends the stream with an error.
 */
export class WholeLines extends Transform {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    super();
    this.#maxBytes = maxBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const end = chunk.lastIndexOf(lineEnd);
    if (end >= 0) {
      this.push(Buffer.concat([...this.#pieces, chunk.subarray(0, end + 1)]));
      this.#pieces = [];
      this.#size = 0;
    }
    const rest = chunk.subarray(end + 1);
    if (rest.length > 0) this.#pieces.push(rest);
    this.#size += rest.length;
    done(this.#size > this.#maxBytes ? new Error('a message is too long') : undefined);
  }
}
