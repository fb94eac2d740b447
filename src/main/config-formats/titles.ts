import { programName } from '../registry/launch-warnings.ts';
import { maxTitleChars } from '../../shared/domain/server.ts';
import { cutText } from '../../shared/util/fit-text.ts';
import { packageRunBy } from '../registry/package-runner.ts';
import { own } from '../../shared/util/own.ts';

/** How well-known names are written; anything else gets a capital letter. */
const spellings: Readonly<Record<string, string>> = {
  ai: 'AI',
  api: 'API',
  aws: 'AWS',
  db: 'DB',
  devtools: 'DevTools',
  duckduckgo: 'DuckDuckGo',
  github: 'GitHub',
  gitlab: 'GitLab',
  githubcopilot: 'GitHub Copilot',
  http: 'HTTP',
  json: 'JSON',
  mongodb: 'MongoDB',
  mysql: 'MySQL',
  openai: 'OpenAI',
  pdf: 'PDF',
  postgresql: 'PostgreSQL',
  sql: 'SQL',
  sqlite: 'SQLite',
  ui: 'UI',
  youtube: 'YouTube',
};

/** A readable title for a server called `name`; names with capitals or spaces stay as written. */
export function titleOfName(name: string): string {
  const bare = cutText(name.trim(), maxTitleChars);
  if (/[A-Z\s]/.test(bare)) return bare;
  const words = bare.split(/[-_.]+/).filter((word) => word !== '');
  return cutText(words.map(capitalise).join(' '), maxTitleChars);
}

const capitalise = (word: string): string =>
  own(spellings, word) ?? word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A title from a package, image, module or script name, without the words every server has; empty
 * when only such words are in it.
 */
export function titleOfPackage(identifier: string): string {
  const plain = identifier.slice(0, 300).replace(/^(?:git\+)?https?:\/\/[^/]+\//, '');
  const unversioned = plain.replace(/(?<=.)@[^/@]*$|==.*$|(?<=[^/]):[\w.-]+$|#.*$/g, '');
  const parts = unversioned.split(/[\\/]/).filter((part) => part !== '');
  const core = coreOf(
    (parts.at(-1) ?? '').replace(/\.(?:m?js|cjs|ts|py|exe|cmd|sh|jar|git)$/i, ''),
  );
  if (core !== '') return titleOfName(core);
  const scope = parts
    .slice(0, -1)
    .map((part) => coreOf(part.replace(/^@/, '')))
    .findLast((part) => part !== '' && !/^(?:dist|build|src|lib|bin|index)$/.test(part));
  return titleOfName(scope ?? '');
}

const commonWords = new Set([
  'mcp',
  'server',
  'modelcontextprotocol',
  'index',
  'main',
  'dist',
  'cli',
  'bin',
]);

const coreOf = (name: string): string =>
  name
    .split(/[-_.]/)
    .filter((word) => word !== '' && !commonWords.has(word.toLowerCase()))
    .join('-');

const hostingSuffixes =
  /\.(?:workers\.dev|pages\.dev|vercel\.app|netlify\.app|fly\.dev|onrender\.com|herokuapp\.com|azurewebsites\.net|run\.app|hf\.space|railway\.app|ngrok(?:-free)?\.(?:app|dev|io))$/;

/** A title from an address: the owner's name out of the host, or the host with its port. */
export function titleOfUrl(address: string): string {
  const host = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(address.slice(0, 2_000))?.[1] ?? '';
  const bare = host.replace(/:\d+$/, '').toLowerCase();
  if (/^(?:localhost|[\d.]+|\[.*\])$/.test(bare)) return host === '' ? 'Server' : host;
  const labels = bare.replace(hostingSuffixes, '').split('.');
  if (hostingSuffixes.test(bare)) return titleOfName(labels[0] ?? bare);
  const suffix = /\.(?:co|com|org|net|gov|ac)\.[a-z]{2}$/.test(bare) ? 2 : 1;
  return titleOfName(labels.at(-1 - suffix) ?? labels[0] ?? bare) || 'Server';
}

const launchers = new Set(
  'npx bunx pnpx uvx dnx npm pnpm yarn bun uv pipx docker podman deno node python python3 py tsx java ruby php dotnet go nix jbang'.split(
    ' ',
  ),
);
const subcommands = new Set(['exec', 'x', 'dlx', 'run', 'tool', 'start', 'shell']);
/** Options that take the next word as their value. */
const valueOptions =
  /^(?:-e|--env|--env-file|-v|--volume|--mount|-p|--publish|--name|--network|-w|--workdir|--platform|--directory|--project|--with|--python|--registry|-u|--user|--add-host|--entrypoint)$/;

/** Whether `command` is a program that starts other packages, images or scripts. */
export const isLauncher = (command: string): boolean => launchers.has(programName(command));

/** A title for a command line: from the package it starts, else from the program. */
export function titleOfCommand(command: string, args: readonly string[]): string {
  const program = programName(command);
  if (program === 'cmd' && /^\/c$/i.test(args[0] ?? '') && args[1] !== undefined)
    return titleOfCommand(args[1], args.slice(2));
  const started =
    packageRunBy(program, args) ?? (isLauncher(command) ? startedBy(args) : undefined);
  const title = titleOfPackage(started ?? command);
  return title === '' ? 'Server' : title;
}

function startedBy(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (/^(?:-m|-jar)$/.test(arg) && args[i + 1] !== undefined) return args[i + 1];
    if (valueOptions.test(arg)) i += 1;
    else if (!arg.startsWith('-') && !subcommands.has(arg)) return arg;
  }
  return undefined;
}
