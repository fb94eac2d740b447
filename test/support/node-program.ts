import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { build } from 'vite';

import { bundledScripts } from '../../scripts/lib/bundled-script.mjs';

/** A running program and the lines it prints. */
export type RunningProgram = ChildProcess & { readonly lines: AsyncIterator<string> };

/** Builds a TypeScript program for plain Node into `folder`; answers with its path. */
export async function buildProgram(entry: string, folder: string, name: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [bundledScripts()],
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(folder, `${name}.mjs`);
}

/** Starts a program that was built; what it complains about goes to our own stderr. */
export function startProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningProgram {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return Object.assign(child, {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
  });
}
