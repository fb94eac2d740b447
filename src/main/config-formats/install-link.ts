import { maxTitleChars } from '../../shared/domain/server.ts';
import { cutText } from '../../shared/util/fit-text.ts';
import { plainOf } from './config-node.ts';
import { typeOfUrl } from './entry-transport.ts';
import { hintsIn } from './find-servers.ts';
import { parseJsonText } from './json-text.ts';
import type { ParsedText } from './parsed-text.ts';
import { pasteError, pasteLimits } from './problem.ts';
import { finishServer } from './finish-server.ts';
import type { InputHint } from './placeholders.ts';
import type { PasteContext, RawTransport } from './raw-server.ts';
import type { PartReading } from './read-config.ts';
import { readConfigNode } from './read-config.ts';

const appLink =
  /^(?:cursor|vscode|vscode-insiders|vscodium|windsurf|devin|kiro|lmstudio|patchbay|goose|trae|qoder):/i;
const webLink =
  /^https:\/\/(?:(?:www\.)?cursor\.com\/(?:[\w-]+\/)?(?:install-mcp|link\/mcp)|(?:insiders\.)?vscode\.dev\/redirect|(?:www\.)?kiro\.dev\/launch\/mcp|(?:www\.)?lmstudio\.ai\/install-mcp|block\.github\.io\/goose\/[\w/-]*extension|(?:www\.)?goose-docs\.ai\/[\w/-]*extension)/i;
const gooseLink = /^goose:|^https:\/\/(?:block\.github\.io\/goose|(?:www\.)?goose-docs\.ai)\//i;

/** Whether `text` is a link with which an app would install a server. */
export const isInstallLink = (text: string): boolean =>
  appLink.test(text) ? !/[\r\n]/.test(text) : !/\s/.test(text) && webLink.test(text);

/**
 * Reads an install link of Cursor, VS Code, Kiro, LM Studio, Goose or Patchbay. A link is data
 * from a stranger: it fills the form and nothing else.
 */
export function readInstallLink(link: string, context: PasteContext): PartReading {
  const target = redirectTarget(link);
  const query = target.slice(target.indexOf('?') + 1).split('#', 1)[0] ?? '';
  const params = new URLSearchParams(query.replaceAll('+', '%2B'));
  if (gooseLink.test(target)) return readGoose(params, context);
  const config = params.get('config') ?? partsOf(params) ?? wholeQuery(query);
  const parsed = config === undefined ? undefined : parseConfig(config);
  if (parsed?.root === undefined) return unreadable(parsed);
  const hints = new Map([...context.hints, ...inputHints(params.get('inputs'))]);
  // In a name a plus is a blank, as forms write it; in base64 it is itself.
  const words = new URLSearchParams(query);
  const name = cutText(words.get('name') ?? words.get('id') ?? '', maxTitleChars) || undefined;
  const part = readConfigNode(parsed.root, 'json', { ...context, hints }, name);
  return withoutLines({ servers: part.servers, problems: [...parsed.problems, ...part.problems] });
}

/** The configuration in parameters of its own: `type`, `command`, `args`, `url` and the rest. */
function partsOf(params: URLSearchParams): string | undefined {
  if (!params.has('command') && !params.has('url')) return undefined;
  const fields = [...params].flatMap(([key, value]): [string, unknown][] => {
    if (/^(?:name|id|inputs|quality|source)$/.test(key)) return [];
    const isStructure = /^\s*[[{]/.test(value);
    const parsed = isStructure ? parseJsonText(value).root : undefined;
    return [[key, parsed === undefined ? value : plainOf(parsed)]];
  });
  return JSON.stringify(Object.fromEntries(fields));
}

/** VS Code's badges carry the descriptions of asked values in a parameter of their own. */
function inputHints(inputs: string | null): ReadonlyMap<string, InputHint> {
  const { root } = parseJsonText(`{"inputs":${inputs ?? '[]'}}`);
  return root?.kind === 'map' ? hintsIn(root) : new Map<string, InputHint>();
}

/** `goose://extension?cmd=&arg=&env=NAME=description`, or `url=` for a remote server. */
function readGoose(params: URLSearchParams, context: PasteContext): PartReading {
  const asked = params.getAll('env').map((pair): [string, InputHint] => {
    const [name = '', ...description] = pair.split('=');
    return [name, { title: '', description: description.join('='), sensitive: true }];
  });
  const url = params.get('url');
  const command = params.get('cmd');
  if (url === null && command === null) return unreadable(undefined);
  const env = new Map(asked.map(([name]) => [name, `{{${name}}}`]));
  const transport: RawTransport =
    url === null
      ? { type: 'stdio', command: command ?? '', args: params.getAll('arg'), env }
      : { type: typeOfUrl(url), url, headers: new Map() };
  const title = params.get('name') ?? undefined;
  const name = params.get('id') ?? undefined;
  const description = params.get('description');
  const fields = description === null ? {} : { description: description.slice(0, 10_000) };
  const hints = new Map([...context.hints, ...asked]);
  const finished = finishServer(
    { title, name, transport, fields, problems: [] },
    { ...context, hints },
  );
  return finished.kind === 'server'
    ? { servers: [finished.server], problems: [] }
    : { servers: [], problems: [...finished.problems] };
}

/** vscode.dev hands another link over in `url`. */
function redirectTarget(link: string): string {
  const [, query] =
    /^https:\/\/(?:insiders\.)?vscode\.dev\/redirect[/\w-]*\?([^]*)$/i.exec(link) ?? [];
  const inner = query === undefined ? null : new URLSearchParams(query).get('url');
  return inner !== null && appLink.test(inner) ? inner : link;
}

/** `vscode:mcp/install?{…}` has the configuration for its whole query. */
function wholeQuery(query: string): string | undefined {
  const text = decoded(query);
  return /^\s*\{/.test(text) ? text : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseConfig(config: string): ParsedText {
  const text = /^\s*[{[%]/.test(config) ? config : fromBase64(config);
  return parseJsonText(/^\s*%/.test(text) ? decoded(text) : text);
}

/** Base64 in either alphabet (RFC 4648 sections 4 and 5), as UTF-8. */
function fromBase64(text: string): string {
  const standard = decoded(text).replace(/\s/g, '+').replaceAll('-', '+').replaceAll('_', '/');
  return Buffer.from(standard, 'base64').toString('utf8');
}

function unreadable(parsed: ParsedText | undefined): PartReading {
  const [reason] = parsed?.problems ?? [];
  const detail = reason === undefined ? '' : ` ${reason.message}`;
  const message = `Expected an install link with a server configuration inside.${detail}`;
  return { servers: [], problems: [pasteError('LINK_UNREADABLE', '', message)] };
}

/** Lines count inside the decoded configuration, which nobody sees. */
function withoutLines({ servers, problems }: PartReading): PartReading {
  const strip = (list: PartReading['problems']): PartReading['problems'] =>
    list
      .slice(0, pasteLimits.maxProblems)
      .map(({ line: _line, column: _column, ...problem }) => problem);
  return {
    servers: servers.map((server) => ({ ...server, problems: strip(server.problems) })),
    problems: strip(problems),
  };
}
