import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Launch } from '../sessions/session.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

/** What fetches a program before it runs it, so that its first start takes a download. */
const installers =
  /(?:^|[\\/])(?:npx|bunx|uvx|pipx|dnx|docker|podman|npm|pnpm|yarn|bun|uv)(?:\.(?:exe|cmd|bat))?$/i;
const runsWith: ReadonlyMap<string, RegExp> = new Map([
  ['npm', /^(?:exec|x)$/],
  ['pnpm', /^(?:dlx|exec)$/],
  ['yarn', /^dlx$/],
  ['bun', /^x$/],
  ['uv', /^(?:tool|run)$/],
  ['pipx', /^run$/],
  ['docker', /^run$/],
  ['podman', /^run$/],
]);

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
  if (!installers.test(launch.command)) return false;
  const name = launch.command.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  const verb = runsWith.get(name.replace(/\.(?:exe|cmd|bat)$/, ''));
  return verb === undefined || launch.args.some((arg) => verb.test(arg));
}
