import type { PasteReading, Problem } from '../../shared/domain/server.ts';
import { cleanText } from './clean-text.ts';
import { detectFormat } from './detect-format.ts';
import { readInstallLink } from './install-link.ts';
import { linksInText, withoutLinks } from './links-in-text.ts';
import { tooDeep } from './parsed-text.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';
import type { PasteContext } from './raw-server.ts';
import { readCommands } from './read-command.ts';
import type { PartReading } from './read-config.ts';
import { readConfig } from './read-config.ts';
import { readUrl } from './read-url.ts';
import { configurationsFirst, namesOf } from './same-server.ts';
import { saidToReplace } from './said-to-replace.ts';
import type { Snippet } from './snippets.ts';
import {
  addressesInSentences,
  blocksInSentences,
  commandLines,
  commandsInSentences,
  embeddedSnippets,
  fencedSnippets,
  hasTextAround,
  withoutFences,
} from './snippets.ts';

/**
 * Understands a pasted text: a command line, an address, a JSON, TOML or YAML configuration of any
 * known app, or an install link. Pure and bounded: never throws, fetches or runs anything, and
 * refuses more than 1 MiB or 64 levels of nesting. Every draft satisfies `serverDraftSchema`;
 * values that look like secrets come back as secrets, with their value, for the form that asked.
 * `home`, the person's home folder, replaces `~/` and `$HOME`; without it they stay.
 */
export function readPaste(text: string, options: { readonly home?: string } = {}): PasteReading {
  if (text.length > pasteLimits.maxCharacters)
    return failed(pasteError('TOO_LARGE', '', 'Expected a text of at most 1 MiB.'));
  try {
    return readBounded(text, { home: options.home, hints: new Map() });
  } catch (error) {
    // The parsers recurse; a nesting that slips past the bracket count ends their stack.
    if (error instanceof RangeError) return failed(tooDeep());
    throw error;
  }
}

const failed = (problem: Problem): PasteReading => ({
  format: 'unknown',
  servers: [],
  problems: [problem],
});

function readBounded(pasted: string, { home, hints }: PasteContext): PasteReading {
  const text = cleanText(pasted);
  const context = { home, hints, examples: saidToReplace(text) };
  const fenced = fencedSnippets(text);
  if (fenced.length > 0) return readFenced(text, fenced, context);
  // Pieces of a link look like commands to a shell.
  const isCommand = detectFormat(text) === 'command';
  const whole = readOne(isCommand ? withoutLinks(text) : text, context);
  if (whole.servers.length > 0 && !isOnlyInstalled(whole)) return whole;
  const groups = isRefusedCommand(whole) ? [] : groupsOfProse(text);
  return firstOf([...embeddedSnippets(text), ...groups], context) ?? whole;
}

/** Pieces that mean a server wherever they stand, the most certain first. */
const groupsOfProse = (text: string): readonly (readonly Snippet[])[] => [
  linksInText(text),
  commandLines(withoutLinks(text)),
  blocksInSentences(text),
  commandsInSentences(text),
  addressesInSentences(text),
];

/** What the first group of pieces holds that holds any server. */
function firstOf(
  groups: readonly (readonly Snippet[])[],
  context: PasteContext,
): PasteReading | undefined {
  for (const snippets of groups) {
    const found = readSnippets(snippets, context);
    if (found !== undefined) return withAround(found, snippets);
  }
  return undefined;
}

/** What was meant as a command and cannot be one is not picked to pieces. */
const isRefusedCommand = ({ format, problems }: PasteReading): boolean =>
  format === 'command' &&
  problems.some(({ code }) => code === 'SHELL_SYNTAX' || code === 'QUOTE_OPEN');

function readOne(text: string, context: PasteContext): PasteReading {
  const format = detectFormat(text);
  const part = readAs(format, text, context);
  if (part === undefined) return failed(text.trim() === '' ? empty() : notUnderstood(text));
  return { format, servers: part.servers, problems: [...part.problems] };
}

/** Servers come from every fenced piece that has some; otherwise the first says why there is none. */
function readFenced(text: string, fenced: readonly Snippet[], context: PasteContext): PasteReading {
  const isPart = hasTextAround(text, fenced) || fenced.length > 1;
  const found = readSnippets(fenced, context);
  if (found !== undefined) return isPart ? withAround(found, fenced) : found;
  // A README may show in a fence only how it is built, and have a button for the rest.
  const beside = firstOf(groupsOfProse(withoutFences(text, fenced)), context);
  if (beside !== undefined) return beside;
  const [first] = fenced;
  const reading = readOne(first?.text ?? '', context);
  return isPart ? withAround(reading, fenced) : reading;
}

/** What several pieces hold together; the same server twice is one, and one way of many says so. */
function readSnippets(
  snippets: readonly Snippet[],
  context: PasteContext,
): PasteReading | undefined {
  const read = snippets.map(({ text }) => readOne(text, context));
  const some = read.filter(({ servers }) => servers.length > 0);
  const meant = some.filter((reading) => !isOnlyInstalled(reading));
  const readings = configurationsFirst(meant.length > 0 ? meant : some);
  const [first] = readings;
  if (first === undefined) return undefined;
  const launches = new Set<string>();
  const seen = new Set<string>();
  const servers = readings.flatMap((reading) => {
    const others = new Set(seen);
    return reading.servers.flatMap((server) => {
      const launch = JSON.stringify(server.draft.transport);
      if (launches.has(launch)) return [];
      launches.add(launch);
      const names = namesOf(server.draft);
      const isAnother = names.some((name) => others.has(name));
      names.forEach((name) => seen.add(name));
      return [isAnother ? { ...server, problems: [...server.problems, anotherWay()] } : server];
    });
  });
  return {
    format: first.format,
    servers: servers.slice(0, pasteLimits.maxServers),
    problems: readings.flatMap(({ problems }) => problems).slice(0, pasteLimits.maxProblems),
  };
}

/** What a line only installs is started when nothing else is said. */
const isOnlyInstalled = ({ format, servers }: PasteReading): boolean =>
  format === 'command' &&
  servers.every(({ problems }) => problems.some(({ code }) => code === 'LAUNCHER_ADDED'));

const anotherWay = (): Problem =>
  pasteWarning(
    'SEVERAL_WAYS',
    '',
    'This is another way to run a server of the same name; one is enough.',
  );

function withAround(reading: PasteReading, [first]: readonly Snippet[]): PasteReading {
  const message = 'The text around what was read was left out.';
  const around = pasteWarning('TEXT_IGNORED', '', message, first?.line);
  return { ...reading, problems: [around, ...reading.problems] };
}

function readAs(
  format: PasteReading['format'],
  text: string,
  context: PasteContext,
): PartReading | undefined {
  switch (format) {
    case 'link':
      return readInstallLink(text.trim(), context);
    case 'url':
      return readUrl(text.trim(), context);
    case 'json':
    case 'toml':
    case 'yaml':
      return readConfig(text, format, context);
    case 'command':
      return readCommands(text, context);
    case 'unknown':
      return undefined;
  }
}

const empty = (): Problem =>
  pasteError('EMPTY', '', 'Expected a command, an address, a configuration or an install link.');

const notUnderstood = (text: string): Problem =>
  pasteError(
    'NOT_UNDERSTOOD',
    '',
    /^services:\s*$/m.test(text) && /^\s+(?:image|build):/m.test(text)
      ? 'This is a file of docker compose. Paste the command that starts its server (docker run -i …), or the address at which it serves.'
      : 'Expected a command (npx -y some-server), an address (https://example.com/mcp), a JSON, TOML or YAML snippet, or an install link.',
  );
