const CMD_SPECIAL = /[()\][%!^"`<>&|;, *?]/g;

/** A program and arguments ready for `spawn` without a shell. */
export interface SpawnTarget {
  readonly file: string;
  readonly args: readonly string[];
  /** Windows: the arguments are quoted already and must be passed on untouched. */
  readonly verbatim: boolean;
}

/** Quotes one argument so that the C runtime of Windows reads it back unchanged. */
export function quoteWindowsArgument(argument: string): string {
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, '$1$1');
  return `"${escaped}"`;
}

function escapeForCmd(text: string, times: number): string {
  let escaped = text;
  for (let round = 0; round < times; round += 1) escaped = escaped.replace(CMD_SPECIAL, '^$&');
  return escaped;
}

/**
 * How to run `file` on Windows: a batch file needs cmd.exe, whose own special characters are
 * escaped (twice for arguments, because the batch file hands them on with `%*`). `undefined`
 * when an argument cannot be passed to a batch file at all: cmd.exe cuts a line at a line break.
 */
export function windowsTarget(
  file: string,
  args: readonly string[],
  comSpec: string | undefined,
): SpawnTarget | undefined {
  if (!/\.(cmd|bat)$/i.test(file)) return { file, args, verbatim: false };
  if (args.some((argument) => /[\r\n]/.test(argument))) return undefined;
  const words = [
    escapeForCmd(file, 1),
    ...args.map((argument) => escapeForCmd(quoteWindowsArgument(argument), 2)),
  ];
  const shellArgs = ['/d', '/s', '/c', `"${words.join(' ')}"`];
  return { file: comSpec ?? 'cmd.exe', args: shellArgs, verbatim: true };
}
