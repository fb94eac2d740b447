import type { Problem } from '../../shared/domain/server.ts';
import { isLauncher, titleOfUrl } from './titles.ts';
import { readAddCommand } from './add-command.ts';
import type { CommandWords } from './command-words.ts';
import { splitCommandLine } from './command-words.ts';
import type { FinishedServer } from './finish-server.ts';
import { finishServer } from './finish-server.ts';
import { serverCalledBy } from './curl-command.ts';
import { serverInstalledBy } from './installed-package.ts';
import { isInstallLink, readInstallLink } from './install-link.ts';
import type { OtherCommand } from './installers.ts';
import { otherCommandOf } from './installers.ts';
import { parseJsonText } from './json-text.ts';
import type { ParsedText } from './parsed-text.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';
import type { PasteContext, RawServer } from './raw-server.ts';
import type { PartReading } from './read-config.ts';
import { readConfigNode } from './read-config.ts';
import { isAddressText, readUrl } from './read-url.ts';
import { addAssignment, isSetup, plainCommands, setupRemark } from './shell-setup.ts';

/** Reads one or more command lines; nothing when the text does not look like commands at all. */
export function readCommands(text: string, context: PasteContext): PartReading | undefined {
  const { text: plain, problems } = plainCommands(text);
  const { commands, problem } = splitCommandLine(plain);
  if (problem !== undefined) return isPlausibleStart(plain) ? refused(problem) : undefined;
  const exported = new Map<string, string>();
  const servers: PartReading['servers'] = [];
  const found: Problem[] = [...problems];
  let understood = false;
  let installed: RawServer | undefined;
  for (const command of commands) {
    const called = serverCalledBy(command.words, command.line);
    if (called !== undefined) {
      understood = true;
      servers.push(...partOf(finishServer(called, context)).servers);
      continue;
    }
    if (isSetup(command, exported)) {
      understood = true;
      installed = serverInstalledBy(command.words, command.line) ?? installed;
      found.push(...setupRemark(command));
      continue;
    }
    const part = readOne(command, exported, context);
    if (part === undefined) continue;
    understood = true;
    servers.push(...part.servers);
    found.push(...part.problems);
  }
  if (!understood) return undefined;
  // What was only installed is started when nothing else is said.
  if (servers.length === 0 && installed !== undefined && !found.some(isRefusal))
    return partOf(finishServer(installed, context));
  return { servers, problems: withReason(found, servers.length).slice(0, pasteLimits.maxProblems) };
}

const isRefusal = ({ severity }: Problem): boolean => severity === 'error';

/** Without a server there has to be an error: the best remark there is, or that nothing was found. */
function withReason(found: readonly Problem[], servers: number): readonly Problem[] {
  if (servers > 0 || found.some((one) => one.severity === 'error')) return found;
  const reason = found.find(({ code }) => code === 'INSTALLER' || code === 'NOT_A_SERVER');
  if (reason === undefined)
    return [...found, pasteError('NO_SERVER', '', 'Expected a command that starts a server.')];
  return found.map((one) => (one === reason ? { ...one, severity: 'error' } : one));
}

const refused = (problem: Problem): PartReading => ({ servers: [], problems: [problem] });

function readOne(
  command: CommandWords,
  exported: ReadonlyMap<string, string>,
  context: PasteContext,
): PartReading | undefined {
  const env = new Map(exported);
  let start = command.words[0] === 'env' ? 1 : 0;
  while (addAssignment(command.words[start] ?? '', env)) start += 1;
  const words = command.words.slice(start);
  const [program, ...args] = words;
  if (program === undefined) return undefined;
  const added = readAddCommand({ words, line: command.line });
  if (added?.kind === 'refused') return refused(added.problem);
  if (added?.kind === 'json') return readJson(added.json, added.name, context);
  if (added !== undefined) return partOf(finishServer(added.raw, context));
  const other = otherCommandOf(words);
  if (other?.kind === 'inner') {
    const inner = [...command.words.slice(0, start), ...other.words];
    return readOne({ words: inner, line: command.line }, exported, context);
  }
  if (other !== undefined && isSaid(command)) return refused(remarkOn(other, command));
  if (command.problem !== undefined)
    return isPlausible(words) ? refused(command.problem) : undefined;
  if (start === 0 && args.length === 0 && isAddressText(program)) return readUrl(program, context);
  if (start === 0 && isInstallLink(program)) return readInstallLink(program, context);
  if (start === 0 && args.length === 0 && isPackageName(program))
    return partOf(finishServer(packageServer(program, env, command.line), context));
  if (start === 0 && !isPlausible(words)) return undefined;
  const raw: RawServer = {
    line: command.line,
    transport: { type: 'stdio', command: program, args, env },
    problems: [],
  };
  return partOf(finishServer({ ...raw, ...bridgeRemark(raw, args) }, context));
}

/** A name with a scope, or with a version behind it: nothing else is written like that. */
const isPackageName = (word: string): boolean =>
  /^@[\w.-]+\/[\w.-]+(?:@[\w.^~-]+)?$/.test(word) ||
  /^[a-z0-9][\w.-]*@(?:\^|~|v)?(?:\d[\w.-]*|latest|next|beta)$/.test(word);

/** Whether a line is more than a word of prose that happens to be a tool’s name. */
const isSaid = ({ words }: CommandWords): boolean => words.length > 1;

function remarkOn(other: OtherCommand, { words, line }: CommandWords): Problem {
  const name = words.slice(0, 4).join(' ').slice(0, 80);
  const message =
    other.kind === 'installer'
      ? `“${name}” sets something up or writes into another app’s settings. Import from that app afterwards, or paste the server’s own command or address.`
      : `“${name}” starts no server; it was left out.`;
  return pasteWarning(other.kind === 'installer' ? 'INSTALLER' : 'NOT_A_SERVER', '', message, line);
}

/** A name of the npm registry alone is started the way its README would. */
function packageServer(name: string, env: ReadonlyMap<string, string>, line: number): RawServer {
  const message = `“${name}” is the name of a package; npx -y was put before it.`;
  return {
    line,
    transport: { type: 'stdio', command: 'npx', args: ['-y', name], env },
    problems: [pasteWarning('LAUNCHER_ADDED', 'transport.command', message, line)],
  };
}

function readJson(json: string, name: string | undefined, context: PasteContext): PartReading {
  const { root, problems } = parseQuoted(json);
  if (root === undefined) return { servers: [], problems: [...problems] };
  const part = readConfigNode(root, 'json', context, name);
  return { servers: part.servers, problems: [...problems, ...part.problems] };
}

/** PowerShell and cmd want quotes inside quotes doubled or escaped. */
function parseQuoted(json: string): ParsedText {
  const parsed = parseJsonText(json);
  if (parsed.root !== undefined || !/"""|\\"|""/.test(json)) return parsed;
  const plain = json.replace(/"""|\\"/g, '"').replace(/""(?=[\w@/.-])|(?<=[\w@/.-])""/g, '"');
  const again = parseJsonText(plain);
  return again.root === undefined ? parsed : again;
}

function partOf(finished: FinishedServer): PartReading {
  return finished.kind === 'server'
    ? { servers: [finished.server], problems: [] }
    : { servers: [], problems: [...finished.problems] };
}

/** `mcp-remote` and `supergateway` only bridge to an address that needs no bridge here. */
function bridgeRemark(raw: RawServer, args: readonly string[]): Partial<RawServer> {
  const bridges = args.some((arg) => /^(?:mcp-remote|supergateway)(?:@[\w.-]+)?$/.test(arg));
  const url = args.find((arg) => /^https?:\/\//i.test(arg));
  if (!bridges || url === undefined) return {};
  const message =
    'This only bridges to an address that Patchbay can contact itself; paste the address instead.';
  const problem = pasteWarning('BRIDGE_NOT_NEEDED', 'transport.command', message, raw.line);
  return { title: titleOfUrl(url), problems: [problem] };
}

/** A sentence has a comma or a stop behind one of its first words. */
const isSentence = (words: readonly string[]): boolean =>
  words.length > 4 && words.slice(0, 12).some((word) => /^[\p{L}’']+[.,;:!?]$/u.test(word));

/** Prose is not a command: that takes a known launcher, a path, an option, or few plain words. */
function isPlausible(words: readonly string[]): boolean {
  const [program = '', ...args] = words;
  if (!/^[\w@~./\\{$%][^\0\n]*$/.test(program) || /:$|:\/\//.test(program)) return false;
  if (/\.(?:json[c5]?|toml|ya?ml|md|txt)$/i.test(program) || /^\{\s*\w*:/.test(program))
    return false;
  if (isLauncher(program) || /[\\/]/.test(program) || /\.\w{2,4}$/.test(program)) return true;
  if (isSentence(words)) return false;
  if (args.some((arg) => /^--?[A-Za-z]/.test(arg))) return true;
  return args.length <= 2 && /^[a-z0-9][\w.+-]*$/.test(program) && /[-_]|mcp/.test(program);
}

/** Whether a text that cannot be split was meant as a command all the same. */
function isPlausibleStart(text: string): boolean {
  const words = text.trim().slice(0, 2_000).split(/\s+/);
  const isAssignment = /^(?:export\s+)?[A-Za-z_]\w*=/.test(text.trim());
  return isAssignment || isPlausible(words) || words[1] === 'mcp' || words[0] === 'cd';
}
