import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

import { planSpawn } from '../../../src/main/node/stdio/spawn-plan.ts';

/** A folder that is gone when the file's tests are over. */
export async function temporaryFolder(name: string): Promise<string> {
  const outer = await mkdtemp(join(tmpdir(), 'patchbay-windows-'));
  afterAll(() => rm(outer, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const folder = join(outer, name);
  await mkdir(folder);
  return folder;
}

/** Writes files below a folder; batch files get the line ends of Windows. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const isBatch = /\.(?:cmd|bat)$/.test(name);
    await writeFile(join(folder, name), isBatch ? text.replaceAll('\n', '\r\n') : text);
  }
}

/** What became of a start. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a command as a server is started; rejects with the reason when it cannot be. */
export async function start(
  command: string,
  args: readonly string[],
  options: { readonly path?: string; readonly cwd: string; readonly env?: Record<string, string> },
): Promise<Ran> {
  const node = dirname(process.execPath);
  const plan = await planSpawn({
    launch: { type: 'stdio', command, args: [...args], env: options.env ?? {}, cwd: options.cwd },
    variables: () => process.env,
    findPath: () =>
      Promise.resolve([options.path, node, process.env['PATH']].filter(Boolean).join(';')),
    platform: process.platform,
  });
  if (!plan.ok) throw new Error(plan.error.reason);
  const child = spawn(plan.value.file, plan.value.args, plan.value.options);
  child.stdin?.end();
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
