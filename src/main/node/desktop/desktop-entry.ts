import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const xdgTimeoutMs = 10_000;
const programKey = 'X-Patchbay-Program';

/** A program as the desktop starts it, and the links it takes. */
export interface DesktopEntry {
  readonly name: string;
  readonly argv: readonly string[];
  readonly schemes: readonly string[];
}

/**
 * The text of an entry (Desktop Entry Specification 1.5). It stays out of menus: it only says who
 * opens the links.
 */
export function desktopEntryText({ name, argv, schemes }: DesktopEntry): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    `Name=${name}`,
    `Exec=${argv.map(quoted).join(' ')} %u`,
    'Terminal=false',
    'NoDisplay=true',
    `MimeType=${schemes.map((scheme) => `x-scheme-handler/${scheme};`).join('')}`,
    '',
  ].join('\n');
}

// Specification: quote with double quotes, escape what a shell would read; then, as in any string
// of the file, every backslash doubled. A percent sign would begin a field code.
function quoted(argument: string): string {
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}

/**
 * Writes the entry to `path` and makes it the one that opens its schemes; true once the desktop
 * itself says so. False where there are no desktop tools.
 */
export async function registerDesktopEntry(path: string, entry: DesktopEntry): Promise<boolean> {
  const text = desktopEntryText(entry);
  try {
    const known = await readFile(path, 'utf8').catch(() => '');
    if (known !== text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    return await claimSchemes(basename(path), entry.schemes);
  } catch {
    return false;
  }
}

/**
 * Makes an entry that a package installed the one that opens these schemes, as
 * {@link registerDesktopEntry} does. `own` is where an entry of this name stands that a clone or an
 * unpacked folder wrote for this person; it would stand before the installed one, and hide it from
 * menus, so it goes.
 */
export async function useInstalledEntry(own: string, schemes: readonly string[]): Promise<boolean> {
  try {
    await rm(own, { force: true });
    return await claimSchemes(basename(own), schemes);
  } catch {
    return false;
  }
}

/**
 * Whether a package installed an entry of this name that starts `program`: entries of packages say
 * which program they are of. Folders as the XDG Base Directory Specification 0.8 names them.
 */
export async function isInstalledEntry(
  name: string,
  program: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const folders = (env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(delimiter);
  const texts = await Promise.all(
    folders.map((folder) => readFile(join(folder, 'applications', name), 'utf8').catch(() => '')),
  );
  return texts.some((text) => text.split('\n').includes(`${programKey}=${program}`));
}

// Written down at each start, whatever xdg-mime says is chosen: without the cache that
// desktop-file-utils keeps it finds an entry that nobody has chosen, and what opens links does not. Only
// the choice that is written down counts everywhere.
async function claimSchemes(file: string, schemes: readonly string[]): Promise<boolean> {
  for (const scheme of schemes) {
    const type = `x-scheme-handler/${scheme}`;
    await run('xdg-mime', ['default', file, type], { timeout: xdgTimeoutMs });
    if ((await defaultOf(type)) !== file) return false;
  }
  return true;
}

async function defaultOf(type: string): Promise<string> {
  const { stdout } = await run('xdg-mime', ['query', 'default', type], { timeout: xdgTimeoutMs });
  return stdout.trim();
}
