import type { ServerResponse } from 'node:http';

type Stream = Pick<ServerResponse, 'writableLength' | 'destroyed' | 'destroy'>;

/**
 * The answers of the HTTP door that are being sent. What an app does not read of all of its own together
 * is kept up to `maxBytes`; beyond that the stream with most of it ends, so that an app that stands
 * still, on one stream or on many, cannot fill the memory. Other apps' streams are none of its.
 */
export class UnreadStreams {
  readonly #maxBytes: number;
  readonly #open = new Map<string, Set<Stream>>();

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Counts a stream as the app's until `ended`. */
  follow(app: string, stream: Stream, ended: Promise<unknown>): void {
    const streams = this.#open.get(app) ?? new Set();
    this.#open.set(app, streams.add(stream));
    void ended.then(() => {
      streams.delete(stream);
      if (streams.size === 0) this.#open.delete(app);
    });
  }

  /** Something was written to a stream of the app that it did not take at once. */
  grew(app: string): void {
    const streams = [...(this.#open.get(app) ?? [])].filter(({ destroyed }) => !destroyed);
    streams.sort((one, other) => other.writableLength - one.writableLength);
    let bytes = streams.reduce((sum, { writableLength }) => sum + writableLength, 0);
    for (const stream of streams) {
      if (bytes <= this.#maxBytes) return;
      bytes -= stream.writableLength;
      stream.destroy();
    }
  }
}
