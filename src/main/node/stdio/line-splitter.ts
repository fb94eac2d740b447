const LINE_FEED = 0x0a;

/** Receives whole lines and learns when one is longer than allowed. */
export interface LineSink {
  /** A line without its line feed; for a long line cut at `maxBytes`, `cut` is true. */
  line(bytes: Buffer, cut: boolean): void;
  /** More of a line that was handed out cut. */
  rest?(bytes: Buffer): void;
  /** A line that was handed out cut has ended. */
  restEnded?(): void;
}

/** Cuts a stream of bytes into lines and never holds more than `maxBytes` and one chunk. */
export interface LineSplitter {
  readonly push: (chunk: Buffer) => void;
  /** The beginning of a line that has not ended yet, at most as many bytes; empty when there is none. */
  readonly begun: (bytes: number) => Buffer;
  /** Gives out an unfinished last line, if there is one. */
  readonly flush: () => void;
  /** Forgets everything; later chunks are ignored. */
  readonly stop: () => void;
}

/**
 * A splitter at line feeds. A line longer than `maxBytes` is handed out once, cut, as soon as it
 * grows past the limit; its rest is not kept up to the next line feed.
 */
export function createLineSplitter(maxBytes: number, sink: LineSink): LineSplitter {
  let parts: Buffer[] = [];
  let heldBytes = 0;
  let skipping = false;
  let stopped = false;

  const take = () => {
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, heldBytes);
    parts = [];
    heldBytes = 0;
    return bytes;
  };
  const hold = (part: Buffer) => {
    if (part.length === 0) return;
    if (skipping) {
      sink.rest?.(part);
      return;
    }
    parts.push(part);
    heldBytes += part.length;
    if (heldBytes <= maxBytes) return;
    skipping = true;
    const whole = take();
    sink.line(whole.subarray(0, maxBytes), true);
    if (!stopped) sink.rest?.(whole.subarray(maxBytes));
  };
  const endLine = () => {
    if (skipping) sink.restEnded?.();
    else sink.line(take(), false);
    skipping = false;
  };

  return {
    push(chunk) {
      let start = 0;
      while (!stopped) {
        const end = chunk.indexOf(LINE_FEED, start);
        hold(chunk.subarray(start, end < 0 ? undefined : end));
        if (end < 0 || stopped) return;
        endLine();
        start = end + 1;
      }
    },
    begun(bytes) {
      const [first = Buffer.alloc(0)] = parts;
      const enough = first.length >= bytes ? first : Buffer.concat(parts, heldBytes);
      return enough.subarray(0, bytes);
    },
    flush() {
      if (heldBytes > 0 && !stopped) endLine();
    },
    stop() {
      stopped = true;
      parts = [];
      heldBytes = 0;
    },
  };
}
