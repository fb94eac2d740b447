import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { processesWithEnvironment } from '../../support/processes.ts';
import { encodedForms } from './machine.ts';

/** A look through everything a stranger with the disk and `ps` could read. */
export interface CanaryScan {
  /** Files and processes that were read. */
  readonly places: number;
  /** Each as `which canary: where`. */
  readonly hits: readonly string[];
}

/** A made-up secret that is nowhere else; its name says in what it was planted. */
export function newCanary(name: string): string {
  return `canary-${name}-${randomBytes(12).toString('hex')}`;
}

/**
 * Reads every file below the folders, the command line of every process, and the environment of
 * those that `mark` is in the environment of and `mayKnow` does not name: a server is told its own.
 */
export async function scanForCanaries(options: {
  readonly canaries: readonly string[];
  readonly folders: readonly string[];
  readonly mark: string;
  readonly mayKnow: RegExp;
}): Promise<CanaryScan> {
  const needles = options.canaries.map((canary) => ({ canary, forms: encodedForms(canary) }));
  const hits: string[] = [];
  let places = 0;
  const look = (where: string, bytes: Buffer): void => {
    places += 1;
    for (const { canary, forms } of needles) {
      if (forms.some((form) => bytes.includes(form))) hits.push(`${canary}: ${where}`);
    }
  };
  for (const folder of options.folders) {
    for (const file of await filesBelow(folder)) {
      look(file, Buffer.concat([Buffer.from(`${file}\n`), await readOrEmpty(file)]));
    }
  }
  for (const pid of await everyPid()) look(`cmdline of ${pid}`, await ofProcess(pid, 'cmdline'));
  for (const { pid } of await processesWithEnvironment(options.mark)) {
    const command = (await ofProcess(pid, 'cmdline')).toString('utf8');
    if (options.mayKnow.test(command)) continue;
    look(`environ of ${String(pid)} ${command}`, await ofProcess(pid, 'environ'));
  }
  return { places, hits };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

async function everyPid(): Promise<readonly string[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
}

const ofProcess = (pid: string | number, file: 'cmdline' | 'environ'): Promise<Buffer> =>
  readOrEmpty(`/proc/${String(pid)}/${file}`);

// What is gone again by now holds nothing.
const readOrEmpty = (file: string): Promise<Buffer> => readFile(file).catch(() => Buffer.alloc(0));
