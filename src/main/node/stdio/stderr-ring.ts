import { createLineSplitter } from './line-splitter.ts';

/** Limits of what is kept of a server's stderr. */
export interface StderrLimits {
  readonly maxLines: number;
  readonly maxLineBytes: number;
  readonly maxTotalBytes: number;
}

/** Keeps the last lines a server wrote to stderr. */
export interface StderrRing {
  push(chunk: Buffer): void;
  /** Counts an unfinished last line as a line. */
  flush(): void;
  /** The lines kept, oldest first. */
  lines(): readonly string[];
}

function cutText(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const cut = Buffer.from(text)
    .subarray(0, maxBytes - 3)
    .toString('utf8');
  return `${cut.replace(/\uFFFD+$/, '')}…`;
}

/**
 * A ring of stderr lines. Each passes through `redact` before it is cut, so that a cut never
 * leaves half a secret behind, and goes to `onLine` as it is kept.
 */
export function createStderrRing(
  limits: StderrLimits,
  redact: (text: string) => string,
  onLine: (line: string) => void,
): StderrRing {
  const kept: string[] = [];
  let keptBytes = 0;
  const keep = (line: string) => {
    kept.push(line);
    keptBytes += Buffer.byteLength(line);
    while (kept.length > limits.maxLines || (keptBytes > limits.maxTotalBytes && kept.length > 1)) {
      keptBytes -= Buffer.byteLength(kept.shift() ?? '');
    }
    onLine(line);
  };
  const splitter = createLineSplitter(limits.maxLineBytes * 2, {
    line(bytes) {
      const text = redact(bytes.toString('utf8').replace(/\r$/, ''));
      if (text !== '') keep(cutText(text, limits.maxLineBytes));
    },
  });
  return { push: splitter.push, flush: splitter.flush, lines: () => [...kept] };
}
