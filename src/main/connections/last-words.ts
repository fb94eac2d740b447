import type { Printed } from '../../shared/domain/connection-state.ts';
import { knownWords } from './known-words.ts';
import type { KnownWords } from './known-words.ts';

/** What the last words of a program mean. */
export interface LastWords extends Pick<KnownWords, 'code' | 'action'> {
  /** What they name: a package, a part, an address, a variable. */
  readonly what: string;
  /** Whether the cause lies outside of the program and its settings, and so may pass. */
  readonly mayPass: boolean;
}

const errorWords =
  /\b(?:error|exception|fatal|panic|failed|cannot|could not|unable|missing|required|denied|refused|invalid|not found|traceback)\b/i;
const noise =
  /^\s*(?:at |File "|\^|~|npm (?:ERR!|error) (?:A complete log|Log files|code|\s*\/)|node:internal|Node\.js v|\}|\{|$)/;
const maxShownChars = 240;

/** What the lines a program wrote last mean, when they are known words; lines oldest first. */
export function readLastWords(lines: readonly string[]): LastWords | undefined {
  const text = lines.join('\n');
  for (const { pattern, code, action, mayPass = false, named } of knownWords) {
    const found = pattern.exec(text);
    if (found === null) continue;
    return { code, action, mayPass, what: decoded(named?.(found) ?? found[1] ?? '') };
  }
  return undefined;
}

/**
 * The one line of them that says most: the last that begins like an error, or else names one, or
 * else the last that says anything; cut to a length that fits a row. Undefined when there is none.
 */
export function tellingLine(lines: readonly string[]): string | undefined {
  const said = lines.map((line) => line.trim()).filter((line) => !noise.test(line));
  const begins = said.findLast((line) => /^\W*(?:\w*error|\w*exception|fatal|panic)\b/i.test(line));
  const line = begins ?? said.findLast((one) => errorWords.test(one)) ?? said.at(-1);
  if (line === undefined) return undefined;
  return shortened(line);
}

function shortened(line: string): string {
  return line.length <= maxShownChars ? line : `${line.slice(0, maxShownChars - 1)}…`;
}

/** The address that a program says it listens on, for whoever wants to reach it there. */
export function addressIn(lines: readonly string[]): string | undefined {
  const text = lines.join('\n');
  const url =
    /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::\d{2,5})?(?:\/[\w./-]*)?/.exec(
      text,
    )?.[0];
  if (url !== undefined) return url.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]');
  const port =
    /\b(?:port|listening on|started on|running on|serving on)\b\D{0,12}?:?(\d{2,5})\b/i.exec(
      text,
    )?.[1];
  return port === undefined || Number(port) > 65_535 ? undefined : `http://127.0.0.1:${port}`;
}

/** What the lines a program printed where MCP is expected say to a person; oldest first. */
export function printedIn(lines: readonly string[]): Printed {
  const address = addressIn(lines);
  return { words: shortened(lines[0] ?? ''), ...(address !== undefined && { address }) };
}

function decoded(what: string): string {
  return what.replace(/%2f/gi, '/').replace(/%40/g, '@');
}
