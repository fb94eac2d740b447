import type { Writable } from 'node:stream';

type Write = (
  chunk: string | Uint8Array,
  done?: (error: Error | null | undefined) => void,
) => boolean;

/**
 * The same stream, with a `write` by which all that is written in one turn of the event loop leaves it
 * together: with many messages at once, handing each to the system alone is most of what they cost.
 * Nothing waits for longer than that turn; what is written before an `end` is not lost.
 */
export function gathering<S extends Writable>(stream: S): S {
  const plain: Write = stream.write.bind(stream);
  const write: Write = (chunk, done) => {
    if (stream.writableCorked === 0) {
      stream.cork();
      process.nextTick(() => stream.uncork());
    }
    return plain(chunk, done);
  };
  return Object.assign(stream, { write });
}
