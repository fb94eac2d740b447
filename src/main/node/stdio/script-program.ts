import { own } from '../../../shared/util/own.ts';

/** A program that understands a script, as it is looked for. */
export interface ScriptProgram {
  /** Names to look for, the first that is found counts. */
  readonly commands: readonly string[];
  /** Before the script's own path. */
  readonly args: readonly string[];
}

const byEnding: Readonly<Record<string, ScriptProgram>> = {
  '.js': { commands: ['node'], args: [] },
  '.mjs': { commands: ['node'], args: [] },
  '.cjs': { commands: ['node'], args: [] },
  // The launcher comes with Python's own installer, python.exe with the others.
  '.py': { commands: ['py', 'python', 'python3'], args: [] },
};

/**
 * Which program runs a file that Windows itself cannot run: the one its first line names (`#!`), or
 * the one its ending stands for. `undefined` when neither says.
 */
export function programOfScript(ending: string, firstLine: string): ScriptProgram | undefined {
  return ofFirstLine(firstLine) ?? own(byEnding, ending.toLowerCase());
}

function ofFirstLine(line: string): ScriptProgram | undefined {
  const words = /^#!\s*(\S.*?)\s*$/.exec(line)?.[1]?.split(/\s+/);
  if (words === undefined) return undefined;
  const [first = '', ...rest] = words;
  const viaEnv = nameOf(first) === 'env';
  const [program = '', ...args] = viaEnv ? rest.filter((word) => word !== '-S') : words;
  // What env sets first (`NAME=value`) has no other reader here.
  if (program === '' || program.includes('=') || program.startsWith('-')) return undefined;
  const name = nameOf(program);
  const python = /^python[\d.]*$/.test(name) ? byEnding['.py'] : undefined;
  return { commands: [name, ...(python?.commands ?? [])], args };
}

/** Only the name: the folder is one of another system. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}
