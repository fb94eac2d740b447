import { programName } from '../registry/launch-warnings.ts';
import { packageRunBy } from '../registry/package-runner.ts';

/** What a command line that is no server itself comes to. */
export type OtherCommand =
  /** It starts or installs the server that these words name. */
  | { readonly kind: 'inner'; readonly words: readonly string[] }
  /** It installs into another app and names no server. */
  | { readonly kind: 'installer' }
  /** It does something else. */
  | { readonly kind: 'other' };

/** Packages that install or try out servers, with what they do with the words behind them. */
const packages: readonly (readonly [
  RegExp,
  (rest: readonly string[]) => OtherCommand | undefined,
])[] = [
  [/^@modelcontextprotocol\/inspector(?:-cli)?$/, (rest) => inner(behindOptions(rest))],
  [/^(?:install-mcp|add-mcp|mcp-add)$/, (rest) => named(rest)],
  [
    /^@smithery\/cli$|^smithery$/,
    (rest) => (rest[0] === 'run' ? undefined : { kind: 'installer' }),
  ],
  [
    /^fastmcp$/,
    (rest) => (/^(?:install|dev|inspect)$/.test(rest[0] ?? '') ? { kind: 'installer' } : undefined),
  ],
  [
    /^goose$/,
    (rest) => (rest.some((word) => extension.test(word)) ? inner(extensionOf(rest)) : undefined),
  ],
  [
    /^(?:mcporter|mcp-get|@michaellatman\/mcp-get|mcp-installer|mcpm|@wong2\/mcp-cli|mcp-cli|skills|create-[\w-]+)$/,
    () => ({ kind: 'installer' }),
  ],
];

const extension = /^--with-(?:streamable-http-|remote-)?extension$/;

/** The server that an agent is started with: a whole command in quotes, or an address. */
function extensionOf(rest: readonly string[]): readonly string[] {
  const at = rest.findIndex((word) => extension.test(word));
  return (rest[at + 1] ?? '').split(/\s+/).filter((word) => word !== '');
}

/** First words behind a package's name that prepare something and end. */
const setupVerbs =
  /^(?:install|uninstall|init|setup|login|logout|auth|configure|config|doctor|update|upgrade)$/;

/** Programs that are at work around a server, never one. */
const tools = new Set(
  'git gh ls cat echo printf cp mv rm touch chmod chown ln open code cursor sudo su kill pkill ps grep sed awk tail head tar unzip ssh scp which where type source . eval clear exit pytest tox nox jest vitest mocha ruff black mypy eslint prettier tsc journalctl systemctl launchctl crontab psql mysql redis-cli sqlite3 jq tree find xargs export unset alias'.split(
    ' ',
  ),
);

/** What of a line is no server; nothing when it may be one. */
export function otherCommandOf(words: readonly string[]): OtherCommand | undefined {
  const [command = '', ...args] = words;
  const program = programName(command);
  // Asking a program what it can do starts no server.
  if (/^(?:--help|--version)$/.test(args.at(-1) ?? '')) return { kind: 'other' };
  const spec = packageRunBy(program, args);
  if (spec !== undefined) {
    const rest = args.slice(args.indexOf(spec) + 1);
    const name = spec.replace(/(?<=.)@[^@/]*$/, '');
    const known = packages.find(([pattern]) => pattern.test(name));
    if (known !== undefined) return known[1](rest);
    return setupVerbs.test(rest[0] ?? '') ? { kind: 'installer' } : undefined;
  }
  const direct = packages.find(([pattern]) => pattern.test(program));
  if (direct !== undefined) return direct[1](args);
  return isTool(program, args) ? { kind: 'other' } : undefined;
}

function isTool(program: string, args: readonly string[]): boolean {
  const [verb = ''] = args.filter((arg) => !arg.startsWith('-'));
  switch (program) {
    case 'docker':
    case 'podman':
      return (
        /^(?:logs|ps|compose|exec|build|pull|push|stop|start|rm|images|inspect|login|network|volume|tag|kill|stats|system)$/.test(
          verb,
        ) &&
        !(verb === 'compose' && args.includes('run')) &&
        !(verb === 'exec' && args.includes('-i'))
      );
    case 'npm':
    case 'pnpm':
    case 'yarn':
    case 'bun':
      return (
        /^(?:test|t|lint|audit|publish|version|outdated|link|list|ls|config|login)$/.test(verb) ||
        (verb === 'run' &&
          /^(?:test|lint|build|format|typecheck|check|clean|setup|install|prepare|dev:inspector|inspector)/.test(
            args[args.indexOf('run') + 1] ?? '',
          ))
      );
    case 'uv':
      return (
        verb === 'run' &&
        /^(?:pytest|ruff|mypy|black|pre-commit)$/.test(args[args.indexOf('run') + 1] ?? '')
      );
    case 'python':
    case 'python3':
      return (
        args[0] === '-m' && /^(?:pip|venv|pytest|unittest|http\.server|build)$/.test(args[1] ?? '')
      );
    default:
      return tools.has(program);
  }
}

const inner = (words: readonly string[]): OtherCommand =>
  words.length === 0 ? { kind: 'other' } : { kind: 'inner', words };

/** The words behind an inspector's own options; `-e NAME=value` is handed on as a shell would. */
function behindOptions(rest: readonly string[]): readonly string[] {
  const env: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (word === '--') return [...env, ...rest.slice(at + 1)];
    if (word === '-e') env.push(rest[(at += 1)] ?? '');
    else if (
      /^--(?:config|server|transport|method|tool-name|tool-arg|header|server-url)$/.test(word)
    )
      at += 1;
    else if (!word.startsWith('-')) return [...env, ...rest.slice(at)];
  }
  return [];
}

/** `install-mcp TARGET`: an address, a whole command in quotes, or the name of a package. */
function named(rest: readonly string[]): OtherCommand {
  const target = rest.find(
    (word, at) =>
      !word.startsWith('-') &&
      !/^--?(?:client|c|a|agent|name|n|transport|t|header)$/.test(rest[at - 1] ?? ''),
  );
  if (target === undefined) return { kind: 'installer' };
  if (/\s/.test(target)) return { kind: 'inner', words: target.split(/\s+/) };
  if (/^(?:https?|wss?):\/\//i.test(target)) return { kind: 'inner', words: [target] };
  return { kind: 'inner', words: ['npx', '-y', target] };
}
