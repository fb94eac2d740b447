const CMD_SPECIAL = /[()\][%!^"`<>&|;, *?]/g;
/**
 * Means nothing to cmd.exe, to a batch file that takes its arguments apart, or to a C runtime, which
 * would take a backslash at the end for one before the quote the batch file may add.
 */
const HARMLESS = /^[\w\-./\\:@+~#$]*[\w\-./:@+~#$]$/;
/** Quotes alone do not hide these from cmd.exe. */
const SEEN_IN_QUOTES = /["%!]/;

/** A program and arguments ready for `spawn` without a shell. */
export interface SpawnTarget {
  readonly file: string;
  readonly args: readonly string[];
  /** Windows: the arguments are quoted already and must be passed on untouched. */
  readonly verbatim: boolean;
}

/** A batch file as far as it matters for its arguments. */
export interface BatchFile {
  readonly file: string;
  /** It gives all its arguments to another program (`%*`), so that cmd.exe reads them twice. */
  readonly handsOn: boolean;
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

function batchPath(file: string): string {
  if (HARMLESS.test(file)) return file;
  return SEEN_IN_QUOTES.test(file) ? escapeForCmd(file, 1) : `"${file}"`;
}

/**
 * One argument as a batch file gets it: bare where that is enough, so that `if "%~1"=="stdio"` holds;
 * in quotes where only they are needed; else with every special character escaped as often as
 * cmd.exe will read it.
 */
function batchArgument(argument: string, { handsOn }: BatchFile): string | undefined {
  if (HARMLESS.test(argument)) return argument;
  const quoted = quoteWindowsArgument(argument);
  if (!SEEN_IN_QUOTES.test(argument)) return quoted;
  // SECURITY: nobody knows what such a file does with `%1`. A quote would end its own quotes there,
  // and what follows would be a command.
  if (!handsOn && argument.includes('"') && /[&|<>^]/.test(argument)) return undefined;
  return escapeForCmd(quoted, handsOn ? 2 : 1);
}

/**
 * How to run a batch file on Windows: by cmd.exe, without its registry's commands (`/d`) and with
 * one pair of quotes around all (`/s`). `undefined` when an argument cannot be passed to this file:
 * cmd.exe cuts a line at a line break, and see {@link batchArgument}.
 */
export function batchTarget(
  batch: BatchFile,
  args: readonly string[],
  comSpec: string | undefined,
): SpawnTarget | undefined {
  const words = args.map((argument) =>
    /[\r\n\0]/.test(argument) ? undefined : batchArgument(argument, batch),
  );
  if (words.includes(undefined)) return undefined;
  const shellArgs = ['/d', '/s', '/c', `"${[batchPath(batch.file), ...words].join(' ')}"`];
  return { file: comSpec ?? 'cmd.exe', args: shellArgs, verbatim: true };
}
