import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const xdgTimeoutMs = 10_000;

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
  const file = path.slice(dirname(path).length + 1);
  try {
    const known = await readFile(path, 'utf8').catch(() => '');
    if (known !== text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    for (const scheme of entry.schemes) {
      const type = `x-scheme-handler/${scheme}`;
      if ((await defaultOf(type)) === file) continue;
      await run('xdg-mime', ['default', file, type], { timeout: xdgTimeoutMs });
      if ((await defaultOf(type)) !== file) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function defaultOf(type: string): Promise<string> {
  const { stdout } = await run('xdg-mime', ['query', 'default', type], { timeout: xdgTimeoutMs });
  return stdout.trim();
}
