import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Launch } from '../sessions/session.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

/**
 * What fetches a program before it runs it, so that its first start takes a download; for those that
 * do other things too, the arguments with which it does.
 */
const installers: ReadonlyMap<string, RegExp | undefined> = new Map([
  ['npx', undefined],
  ['pnpx', undefined],
  ['bunx', undefined],
  ['uvx', undefined],
  ['dnx', undefined],
  ['npm', /^(?:exec|x)$/],
  ['pnpm', /^(?:dlx|exec)$/],
  ['yarn', /^dlx$/],
  ['bun', /^x$/],
  ['uv', /^(?:tool|run)$/],
  ['pipx', /^run$/],
  ['pixi', /^(?:exec|run)$/],
  ['docker', /^(?:run|compose)$/],
  ['docker-compose', /^run$/],
  ['podman', /^run$/],
  ['nerdctl', /^run$/],
  ['deno', /^(?:npm|jsr):|^https:/],
  ['nix', /^(?:run|shell)$/],
  ['go', /^run$/],
  ['jbang', undefined],
]);
/** Programs that start another one, which stands among their arguments. */
const starters = new Set(['cmd', 'env', 'sudo', 'mise', 'asdf', 'wsl', 'nice', 'dotenvx', 'op']);
const shells = new Set(['sh', 'bash', 'zsh', 'fish', 'dash', 'powershell', 'pwsh', 'cmd']);

/** How long a first start that may have to download may take, ms. */
export const installTimeMs = 5 * 60_000;
/** After this long without a hello it is said that it is still installing, ms. */
export const installSaidMs = 8_000;

/**
 * Whether a start may first have to download what it runs: by a package runner or a container tool,
 * as long as these settings have never led to a ready session.
 */
export function mayInstall(
  launch: Launch,
  inspection: ServerDefinition['inspection'] | undefined,
): boolean {
  if (!isProgram(launch) || inspection?.status === 'passed') return false;
  return fetchesFirst(launch.command, launch.args);
}

function fetchesFirst(command: string, args: readonly string[]): boolean {
  const name = programName(command);
  if (installers.has(name)) {
    const verb = installers.get(name);
    return verb === undefined || args.some((arg) => verb.test(arg));
  }
  if (shells.has(name) && args.some((arg) => startsInstaller(arg.split(/\s+/)))) return true;
  return starters.has(name) && startsInstaller(args);
}

function startsInstaller(words: readonly string[]): boolean {
  const at = words.findIndex((word) => installers.has(programName(word)));
  return at >= 0 && fetchesFirst(words[at] ?? '', words.slice(at + 1));
}

function programName(command: string): string {
  const name = command.split(/[\\/]/).at(-1) ?? '';
  return name.toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
}
