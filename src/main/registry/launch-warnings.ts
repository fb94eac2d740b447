import { isPinned, packageRunBy } from './package-runner.ts';

/**
 * A remark about a program that is about to be started:
 * - `unpinned-package:<package>`: the package manager may fetch another version at every start;
 * - `suspicious-environment:<NAME>`: this variable can make the program run other code;
 * - `control-characters:<index>` and `invisible-characters:<index>`: that part of argv (0 is the
 *   command) holds characters that do not show, or that change the order of what shows;
 * - `runs-shell:<shell>`: a command line is handed to a shell.
 */
export type LaunchWarning =
  | `unpinned-package:${string}`
  | `suspicious-environment:${string}`
  | `control-characters:${number}`
  | `invisible-characters:${number}`
  | `runs-shell:${string}`;

const suspiciousNames =
  /^(NODE_OPTIONS|NODE_PATH|ELECTRON_RUN_AS_NODE|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_.+|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|BASH_ENV|ENV|PROMPT_COMMAND|GIT_SSH_COMMAND|PATH|COMSPEC|NPM_CONFIG_.+|UV_INDEX.*|UV_DEFAULT_INDEX|PIP_INDEX_URL|PIP_EXTRA_INDEX_URL)$/i;

const control = /\p{Cc}/u;
// Format characters cover zero-width and bidirectional controls; the rest only look like blanks.
const invisible = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u2028\u2029\u3164\uffa0]/u;

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'cmd', 'powershell', 'pwsh']);
const shellCommandFlag = /^(-[a-z]*c|\/[ck]|-command|-encodedcommand|-enc?)$/i;

/** A command's name without folder and Windows ending, lower-case. */
export function programName(command: string): string {
  const last = command.split(/[\\/]/).at(-1) ?? command;
  return last.toLowerCase().replace(/\.(exe|cmd|bat|ps1)$/, '');
}

/** Everything about a program's command line and environment names that deserves a look. */
export function launchWarnings(
  argv: readonly string[],
  envNames: readonly string[],
): readonly LaunchWarning[] {
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
  for (const name of envNames) {
    if (suspiciousNames.test(name)) warnings.push(`suspicious-environment:${name}`);
  }
  return warnings;
}
