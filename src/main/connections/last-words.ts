import type { Printed } from '../../shared/domain/connection-state.ts';
import type { FailureAction, FailureCode } from '../../shared/domain/failure.ts';

/** What the last words of a program mean. */
export interface LastWords {
  readonly code: FailureCode;
  readonly action: FailureAction;
  /** What they name: a package, a part, an address, a variable. */
  readonly what: string;
  /** Whether the cause lies outside of the program and its settings, and so may pass. */
  readonly mayPass: boolean;
}

interface KnownWords extends Pick<LastWords, 'code' | 'action'> {
  /** The first group is what they name. */
  readonly pattern: RegExp;
  readonly mayPass?: boolean;
}

const noPackage = { code: 'PACKAGE_NOT_FOUND', action: 'edit-settings' } as const;
const noVersion = { code: 'PACKAGE_VERSION_NOT_FOUND', action: 'edit-settings' } as const;
const noPart = { code: 'PART_MISSING', action: 'retry' } as const;
const noWay = { code: 'TARGET_UNREACHABLE', action: 'retry', mayPass: true } as const;
const noVariable = { code: 'VARIABLE_WANTED', action: 'edit-settings' } as const;

/** In the order in which they are looked for: what a package tool says comes with much else. */
const table: readonly KnownWords[] = [
  { ...noVersion, pattern: /No matching version found for (\S+?)\.?(?:\s|$)/ },
  { ...noVersion, pattern: /npm (?:ERR!|error) notarget.*?\b(\S+@\S+?)\.?(?:\s|$)/ },
  { ...noVersion, pattern: /there is no version of (\S+)/i },
  { ...noVersion, pattern: /No version matching "?([^"\s]+)"? found/i },
  {
    ...noPackage,
    pattern: /npm (?:ERR!|error) 404\s+'?([^'\s]+?)@[^\s']*'? is not in (?:this|the npm) registry/,
  },
  {
    ...noPackage,
    pattern:
      /npm (?:ERR!|error) 404 Not Found - GET \S*\/((?:@|%40)?[^\s/]+(?:\/[^\s/]+)?)(?:\s|$)/,
  },
  { ...noPackage, pattern: /\b(\S+) was not found in the package registry/ },
  { ...noPackage, pattern: /package "?([^"\s]+)"? not found in registry/i },
  { ...noPackage, pattern: /GET \S+\/(\S+) - 404/ },
  { ...noPackage, pattern: /No matching distribution found for (\S+)/ },
  {
    ...noPackage,
    pattern:
      /(?:manifest for|pull access denied for|repository) (\S+?)(?: not found|, repository does not exist|: not found)/i,
  },
  {
    ...noPart,
    pattern:
      /Could not locate the bindings file|(\S+\.node): (?:cannot open|invalid ELF|wrong ELF)/i,
  },
  { ...noPart, pattern: /No native build was found|NODE_MODULE_VERSION|ERR_DLOPEN_FAILED/ },
  { ...noPart, pattern: /Cannot find (?:module|package) '([^']+)'/ },
  { ...noPart, pattern: /ModuleNotFoundError: No module named '([^']+)'/ },
  {
    ...noPart,
    pattern: /ImportError: (?:cannot import name '([^']+)'|.*cannot open shared object file)/,
  },
  { ...noPart, pattern: /error while loading shared libraries: ([^\s:]+)/ },
  {
    ...noWay,
    pattern: /\b(?:ENOTFOUND|EAI_AGAIN)\b[\s:]*([A-Za-z0-9.-]*\.[A-Za-z0-9.-]+|localhost)?/,
  },
  {
    ...noWay,
    pattern:
      /\b(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET)\b[\s:]*([\w.:[\]-]+:\d+)?/,
  },
  {
    ...noWay,
    pattern:
      /(?:Temporary failure in name resolution|Name or service not known|network is unreachable|getaddrinfo failed)/i,
  },
  {
    ...noWay,
    pattern:
      /(?:Connection refused|Failed to connect to|Could not connect to|Cannot connect to the Docker daemon)(?: (?:at|to|server at))? ?"?([\w.-]+:\d+)?/i,
  },
  { ...noWay, pattern: /(?:TypeError: )?fetch failed\b/ },
  {
    ...noVariable,
    pattern:
      /\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b[^\n]{0,60}\b(?:required|not set|missing|must be set|is needed|not (?:provided|defined|found|configured)|undefined)\b/,
  },
  {
    ...noVariable,
    pattern:
      /\b(?:required|missing|set|provide|specify|export|define|need)\b[^\n]{0,60}?\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/i,
  },
];

const errorWords =
  /\b(?:error|exception|fatal|panic|failed|cannot|could not|unable|missing|required|denied|refused|invalid|not found|traceback)\b/i;
const noise =
  /^\s*(?:at |File "|\^|~|npm (?:ERR!|error) (?:A complete log|Log files|code|\s*\/)|node:internal|Node\.js v|\}|\{|$)/;
const maxShownChars = 240;

/** What the lines a program wrote last mean, when they are known words; lines oldest first. */
export function readLastWords(lines: readonly string[]): LastWords | undefined {
  const text = lines.join('\n');
  for (const { pattern, code, action, mayPass = false } of table) {
    const found = pattern.exec(text);
    if (found !== null) return { code, action, mayPass, what: decoded(found[1] ?? '') };
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
