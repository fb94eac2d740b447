import { constants } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where a command was found, or why it was not. */
export type FoundCommand =
  | { readonly status: 'found'; readonly file: string }
  | { readonly status: 'not-found' }
  /** A file of that name exists, but may not be executed. */
  | { readonly status: 'not-executable'; readonly file: string };

/** Where to look. `cwd` is the folder the program will run in. */
export interface FindCommandOptions {
  readonly path: string;
  readonly cwd: string;
  readonly platform?: NodeJS.Platform;
  /** Windows only: extensions to try, as in the variable of that name. */
  readonly pathExt?: string;
}

type FileKind = 'executable' | 'not-executable' | 'absent';

async function inspect(file: string, platform: NodeJS.Platform): Promise<FileKind> {
  try {
    if (!(await stat(file)).isFile()) return 'absent';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (platform === 'win32')
      return code !== 'ENOENT' && (await isEntry(file)) ? 'executable' : 'absent';
    return code === 'EACCES' ? 'not-executable' : 'absent';
  }
  if (platform === 'win32') return 'executable';
  return access(file, constants.X_OK).then(
    () => 'executable' as const,
    () => 'not-executable' as const,
  );
}

/** Links of Windows' shop in `WindowsApps` can be started and seen, but not looked into. */
function isEntry(file: string): Promise<boolean> {
  return lstat(file).then(
    (stats) => !stats.isDirectory(),
    () => false,
  );
}

/** As people paste it: quotes around it and a blank behind it are part of no name on Windows. */
function asWindowsName(command: string): string {
  return command
    .trim()
    .replace(/^"([^"]*)"$/, '$1')
    .trim();
}

/** The files `command` may stand for, in the order the system would try them. */
export function candidateFiles(asked: string, options: FindCommandOptions): readonly string[] {
  const platform = options.platform ?? process.platform;
  const command = platform === 'win32' ? asWindowsName(asked) : asked;
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const hasFolder = platform === 'win32' ? /[\\/]/.test(command) : command.includes('/');
  const folders = hasFolder
    ? [options.cwd]
    : options.path
        .split(paths.delimiter)
        // An empty entry means the current folder on POSIX; on Windows it means nothing.
        .filter((entry) => platform !== 'win32' || entry !== '')
        .map((entry) => paths.resolve(options.cwd, entry.replace(/^"(.*)"$/, '$1')));
  const inAll = (endings: readonly string[]) =>
    folders.flatMap((folder) => endings.map((ending) => paths.resolve(folder, command + ending)));
  if (platform !== 'win32') return inAll(['']);
  // The very name comes last: a script that begins with `#!`, beside which there is nothing better.
  const endings = windowsExtensions(paths.extname(command), options);
  return [...new Set([...inAll(endings), ...inAll([''])])];
}

function windowsExtensions(own: string, options: FindCommandOptions): readonly string[] {
  const known = (options.pathExt ?? '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean);
  const isKnown = known.some((ext) => ext.toLowerCase() === own.toLowerCase());
  return isKnown ? ['', ...known] : known;
}

/**
 * Looks `command` up the way execvp(3) does (on Windows with PATHEXT, and never in the current
 * folder): a name with a slash is relative to `cwd`, any other is searched for in `path`.
 */
export async function findCommand(
  command: string,
  options: FindCommandOptions,
): Promise<FoundCommand> {
  if (command.trim() === '' || command.includes('\0')) return { status: 'not-found' };
  const platform = options.platform ?? process.platform;
  let refused: string | undefined;
  for (const file of candidateFiles(command, options)) {
    const kind = await inspect(file, platform);
    if (kind === 'executable') return { status: 'found', file };
    if (kind === 'not-executable') refused ??= file;
  }
  return refused === undefined
    ? { status: 'not-found' }
    : { status: 'not-executable', file: refused };
}
