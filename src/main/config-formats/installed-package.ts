import { pasteWarning } from './problem.ts';
import type { RawServer } from './raw-server.ts';

/** Packages that are tools and libraries of the trade, never a server. */
const tools = /^(?:mcp|fastmcp|mcp-cli|mcp-get|mcpm|mcporter|mcp-remote|mcp-proxy|mcp-inspector)$/;

const launchers: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:npm|pnpm) (?:i|install|add) (?:.* )?(?:-g|--global)\b/, ['npx', '-y']],
  [/^yarn global add /, ['npx', '-y']],
  [/^bun (?:i|install|add) (?:.* )?(?:-g|--global)\b/, ['bunx']],
  [/^(?:pip3?|pipx|uv tool|uv pip) install /, ['uvx']],
];

/** What they install is a program of its own. */
const installsProgram = /^(?:cargo|go|gem|brew) install /;

/** The program of a package: the last part of its path, without its version. */
const programOf = (name: string): string =>
  (name.split('/').at(-1) ?? name).replace(/(?<=.)@[^]*$/, '');

/**
 * The server of a package that a line only installs, started the way its runner would, as long as
 * its name says that it is one. Undefined for any other line.
 */
export function serverInstalledBy(words: readonly string[], line: number): RawServer | undefined {
  const text = words.join(' ');
  const launcher = installsProgram.test(text)
    ? []
    : launchers.find(([pattern]) => pattern.test(text))?.[1];
  const names = words
    .slice(1)
    .filter((word) => !/^(?:-.*|tool|pip|global|i|install|add)$/.test(word));
  const [name] = names;
  if (launcher === undefined || name === undefined || names.length > 1) return undefined;
  const program = programOf(name);
  if (!isServerName(launcher.length === 0 ? program : name)) return undefined;
  const [command = program, ...args] = launcher;
  const installs = `“${words.slice(0, 2).join(' ')}” only installs`;
  const message =
    launcher.length === 0
      ? `${installs}; run it yourself, and ${program} starts what it brought.`
      : `${installs}; ${launcher.join(' ')} fetches and starts it.`;
  return {
    line,
    transport: {
      type: 'stdio',
      command,
      args: launcher.length === 0 ? [] : [...args, name],
      env: new Map(),
    },
    problems: [pasteWarning('LAUNCHER_ADDED', 'transport.command', message, line)],
  };
}

function isServerName(word: string): boolean {
  const name = word.replace(/(?<=.)(?:@[\w.^~-]+|[=<>~!]=?.*|\[[\w,]+\])$/, '');
  const last = name.split('/').at(-1) ?? '';
  return /^(?:@[\w.-]+\/)?[\w.-]+$/.test(name) && /mcp/i.test(name) && !tools.test(last);
}
