import { hiddenCharacters } from '../../shared/util/hidden-characters.ts';
import { isPinned, packageRunBy } from './package-runner.ts';

/**
 * A remark about a program that is about to be started:
 * - `unpinned-package:<package>`: the package manager may fetch another version at every start;
 * - `control-characters:<index>` and `invisible-characters:<index>`: that part of argv (0 is the
 *   command) holds characters that do not show, or that change the order of what shows;
 * - `runs-shell:<shell>`: a command line is handed to a shell.
 */
export type LaunchWarning =
  | `unpinned-package:${string}`
  | `control-characters:${number}`
  | `invisible-characters:${number}`
  | `runs-shell:${string}`;

const control = /\p{Cc}/u;
const invisible = new RegExp(`[${hiddenCharacters}]`, 'u');

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'cmd', 'powershell', 'pwsh']);
const shellCommandFlag = /^(-[a-z]*c|\/[ck]|-command|-encodedcommand|-enc?)$/i;

/** A command's name without folder and Windows ending, lower-case. */
export function programName(command: string): string {
  const last = command.split(/[\\/]/).at(-1) ?? command;
  return last.toLowerCase().replace(/\.(exe|cmd|bat|ps1)$/, '');
}

/** Everything about a program's command line that deserves a look. */
export function launchWarnings(argv: readonly string[]): readonly LaunchWarning[] {
  const [command = '', ...args] = argv;
  const program = programName(command);
  const warnings: LaunchWarning[] = [];
  const packageSpec = packageRunBy(program, args);
  if (packageSpec !== undefined && !isPinned(packageSpec)) {
    warnings.push(`unpinned-package:${packageSpec}`);
  }
  if (shells.has(program) && args.some((arg) => shellCommandFlag.test(arg))) {
    warnings.push(`runs-shell:${program}`);
  }
  argv.forEach((part, index) => {
    if (control.test(part)) warnings.push(`control-characters:${index}`);
    if (invisible.test(part)) warnings.push(`invisible-characters:${index}`);
  });
  return warnings;
}
