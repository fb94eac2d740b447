import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { PatchbayEntry } from './entry.ts';

function run(command: string, args: readonly string[], folder: string): Promise<string> {
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, '.config') };
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: folder, env }, (_error, out, err) => resolve(out + err));
  });
}

/** Has the official Inspector's command line call a tool; gives all it printed. */
export function inspectorCalls(
  { node, inspector }: { readonly node: string; readonly inspector: string },
  folder: string,
  entry: PatchbayEntry,
  call: { readonly tool: string; readonly args: Readonly<Record<string, string>> },
): Promise<string> {
  const target =
    entry.kind === 'bridge'
      ? [entry.command, ...entry.args]
      : [entry.url, '--transport', 'http', '--header', `Authorization: Bearer ${entry.token}`];
  const args = Object.entries(call.args).flatMap(([name, value]) => [
    '--tool-arg',
    `${name}=${value}`,
  ]);
  const asked = ['--method', 'tools/call', '--tool-name', call.tool, ...args];
  return run(node, [inspector, '--cli', ...target, ...asked], folder);
}

/**
 * Has opencode connect to what stands in its settings, or to `entry` where one is given; gives all it
 * printed.
 */
export async function opencodeLists(
  program: string,
  folder: string,
  entry?: PatchbayEntry,
): Promise<string> {
  if (entry === undefined) return run(program, ['mcp', 'list'], folder);
  const patchbay =
    entry.kind === 'bridge'
      ? { type: 'local', command: [entry.command, ...entry.args], enabled: true }
      : {
          ...{ type: 'remote', url: entry.url, enabled: true },
          headers: { Authorization: `Bearer ${entry.token}` },
        };
  const home = join(folder, '.config', 'opencode');
  await mkdir(home, { recursive: true });
  const settings = { mcp: { patchbay }, autoupdate: false, share: 'disabled' };
  await writeFile(join(home, 'opencode.json'), JSON.stringify(settings));
  return run(program, ['mcp', 'list'], folder);
}
