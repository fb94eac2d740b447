import type { Writable } from 'node:stream';

/**
 * The same stream, which is destroyed once more than `maxBytes` wait in it: for whoever does not read
 * what it is sent nothing is kept without end.
 */
export function endsUnread<S extends Writable>(stream: S, maxBytes: number): S {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  return Object.assign(stream, {
    write(...given: unknown[]): boolean {
      const isTaken = write(...given);
      if (stream.writableLength > maxBytes) stream.destroy();
      return isTaken;
    },
  });
}
