import type { Runtime } from '../../shared/domain/doctor.ts';
import { own } from '../../shared/util/own.ts';

const runtimeByCommand: Readonly<Record<string, Runtime>> = {
  ...{ node: 'node', nodejs: 'node', npx: 'node', npm: 'node', pnpm: 'node', pnpx: 'node' },
  ...{ yarn: 'node', tsx: 'node', 'ts-node': 'node' },
  ...{ uv: 'uv', uvx: 'uv' },
  ...{ python: 'python', python3: 'python', py: 'python', pip: 'python', pipx: 'python' },
  ...{ docker: 'docker', bun: 'bun', bunx: 'bun', deno: 'deno', java: 'java', dotnet: 'dotnet' },
  ...{ go: 'go', ruby: 'ruby', php: 'php', cargo: 'rust' },
};

/** What brings `command` along, when that is known. A path counts by its last part. */
export function runtimeOf(command: string): Runtime | null {
  const name = command.split(/[\\/]/).at(-1) ?? '';
  const plain = name.toLowerCase().replace(/\.(exe|cmd|bat)$/, '');
  return own(runtimeByCommand, plain) ?? null;
}

/** The programs most servers are started with, by the names they have on `platform`. */
export function usualPrograms(platform: NodeJS.Platform): readonly string[] {
  return ['node', 'npx', 'uvx', platform === 'win32' ? 'python' : 'python3', 'docker'];
}

/** Whether asking `file` for its version is quick and shows nothing on the screen. */
export function isCheapToAsk(name: string, file: string, platform: NodeJS.Platform): boolean {
  if (!['node', 'uvx', 'python', 'python3', 'docker'].includes(name)) return false;
  // macOS keeps a stand-in there that opens a dialog when the developer tools are missing, and
  // Windows one that opens its shop; scripts of Windows need a shell.
  if (platform === 'darwin') return file !== '/usr/bin/python3';
  return platform !== 'win32' || (/\.exe$/i.test(file) && !/\\WindowsApps\\/i.test(file));
}
