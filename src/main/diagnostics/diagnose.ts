import type { DoctorFinding } from '../../shared/domain/doctor.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Sought } from './doctor-ports.ts';
import { runtimeOf } from '../kernel/runtime-of.ts';

/** The line that names a script's interpreter, taken apart. */
export interface Interpreter {
  /** What must be there for the script to run: a path, or a name that `env` looks up. */
  readonly command: string;
  readonly endsLikeWindows: boolean;
}

/** What was seen of a server's program. */
export interface ProgramFacts {
  readonly command: string;
  readonly own: Sought;
  /** The first word of a command that has several, when it is a program by itself. */
  readonly firstWord: { readonly word: string; readonly sought: Sought } | undefined;
  readonly interpreter: (Interpreter & { readonly sought: Sought }) | undefined;
  /** The folder it should run in, when that is not there. */
  readonly missingFolder: string | undefined;
  readonly lastFailure: Failure | undefined;
}

/** Reads the first line of a script (`#!`, execve(2)); `undefined` when it names no interpreter. */
export function readInterpreter(firstLine: string): Interpreter | undefined {
  const [, rest = ''] = /^#!\s*(.*)/.exec(firstLine) ?? [];
  const words = rest.trim().split(/\s+/).filter(Boolean);
  const [program, ...args] = words;
  if (program === undefined) return undefined;
  const endsLikeWindows = /\r\n?$/.test(firstLine);
  if (!/(^|\/)env$/.test(program)) return { command: program, endsLikeWindows };
  // `env` takes options and variables before the program it looks up.
  const named = args.find((word) => !word.startsWith('-') && !word.includes('='));
  return { command: named ?? program, endsLikeWindows };
}

/** What keeps the program from starting, by what is most likely and easiest to mend. */
export function diagnose(facts: ProgramFacts): DoctorFinding {
  const { command, own, firstWord, interpreter, missingFolder } = facts;
  if (missingFolder !== undefined) return { kind: 'folder-missing', folder: missingFolder };
  if (own.status === 'not-executable') return { kind: 'not-executable', file: own.file };
  if (own.status === 'not-found') {
    if (firstWord?.sought.status === 'found') {
      return { kind: 'whole-line', program: firstWord.word };
    }
    const runtime = runtimeOf(firstWord?.word ?? command);
    return runtime ? { kind: 'runtime-missing', runtime } : { kind: 'command-missing' };
  }
  const { file } = own;
  if (interpreter?.endsLikeWindows) return { kind: 'windows-line-ends', file };
  if (interpreter && interpreter.sought.status !== 'found') {
    const missing = interpreter.command;
    return {
      kind: 'interpreter-missing',
      file,
      interpreter: missing,
      runtime: runtimeOf(missing),
    };
  }
  return missedAnother(facts.lastFailure)
    ? { kind: 'helper-missing', file }
    : { kind: 'nothing-missing', file };
}

/** Whether the program ran and ended because what it was to start is not there. */
function missedAnother(failure: Failure | undefined): boolean {
  return failure?.code === 'INTERPRETER_MISSING' && failure.params['exitCode'] !== undefined;
}
