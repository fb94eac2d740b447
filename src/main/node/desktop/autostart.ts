import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a desktop starts when a person signs in. */
export interface AutostartCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Variables to add to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where a desktop on Linux looks for what Patchbay wants started at sign-in. */
export function autostartFile(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['XDG_CONFIG_HOME'] ?? '';
  const folder = chosen === '' ? join(homedir(), '.config') : chosen;
  return join(folder, 'autostart', 'patchbay.desktop');
}

/** Writes the entry, or removes it when there is no command. Rejects when that is impossible. */
export async function saveAutostart(
  file: string,
  command: AutostartCommand | undefined,
): Promise<void> {
  if (command === undefined) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, autostartEntry(command));
}

/** The entry as the Desktop Entry Specification wants it. */
export function autostartEntry({ program, args, env }: AutostartCommand): string {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = assignments.length === 0 ? [] : ['env', ...assignments];
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Patchbay',
    `Exec=${[...words, program, ...args].map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

// Quoted once for the command line and once more for the file; % would begin a field code.
function quoted(word: string): string {
  const argument = `"${word.replace(/["`$\\]/g, '\\$&')}"`;
  return argument.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}
