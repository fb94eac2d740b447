import type { Logger } from '../../src/main/kernel/logger.ts';

/** A logger that only remembers what was said. */
export function createSilentLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const log = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
    lines.push(fields === undefined ? message : `${message} ${JSON.stringify(fields)}`);
  };
  return { lines, info: log, warn: log, error: log };
}
