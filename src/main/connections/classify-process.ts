import type { FailureAction, FailureCode, Verdict } from '../../shared/domain/failure.ts';
import { capEnd } from '../activity/plain-text.ts';
import { fixConfig, maxDetailBytes, retrySoon } from './classified.ts';
import type { Judgement } from './classified.ts';
import { addressIn, readLastWords, tellingLine } from './last-words.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import { runtimeOf } from '../kernel/runtime-of.ts';

type SpawnFailed = Extract<SessionOutcome, { kind: 'spawn-failed' }>;
type ProcessExited = Extract<SessionOutcome, { kind: 'process-exited' }>;
type TimedOut = Extract<SessionOutcome, { kind: 'timed-out' }>;

const spawnRows: Readonly<
  Record<SpawnFailed['reason'], { code: FailureCode; verdict: Verdict; action: FailureAction }>
> = {
  'command-not-found': { code: 'COMMAND_NOT_FOUND', verdict: fixConfig, action: 'edit-command' },
  'not-executable': { code: 'COMMAND_NOT_EXECUTABLE', verdict: fixConfig, action: 'edit-command' },
  'cwd-missing': {
    code: 'WORKING_DIRECTORY_MISSING',
    verdict: fixConfig,
    action: 'edit-settings',
  },
  'interpreter-missing': {
    code: 'INTERPRETER_MISSING',
    verdict: fixConfig,
    action: 'install-runtime',
  },
  resources: { code: 'RESOURCES_EXHAUSTED', verdict: retrySoon, action: 'retry' },
  other: { code: 'SPAWN_FAILED', verdict: fixConfig, action: 'edit-command' },
};

/** A program that could not be started at all. */
export function judgeSpawnFailed(outcome: SpawnFailed): Judgement {
  const row = spawnRows[outcome.reason];
  const isMissingRuntime =
    outcome.reason === 'command-not-found' && runtimeOf(outcome.command) !== null;
  return {
    ...row,
    action: isMissingRuntime ? 'install-runtime' : row.action,
    params: { command: outcome.command, cwd: outcome.cwd, errno: outcome.errno },
    detail: [
      `could not start ${outcome.command}: ${outcome.reason}`,
      outcome.errno && `system code: ${outcome.errno}`,
      outcome.cwd && `working directory: ${outcome.cwd}`,
      outcome.searchedPath && `looked in: ${outcome.searchedPath}`,
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

/** Signals by which a program ends itself; every other one was sent from outside. */
const faults = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGTRAP', 'SIGSYS']);

/** Whether a program was ended by somebody else, or by the system, and not by itself. */
export function wasKilled({ signal }: Pick<ProcessExited, 'signal'>): boolean {
  return signal !== null && !faults.has(signal);
}

/** A program that ran and ended without having been asked to. */
export function judgeProcessExited(outcome: ProcessExited): Judgement {
  const detail = describeExit(outcome);
  if (outcome.signal !== null && wasKilled(outcome)) {
    return {
      code: 'PROCESS_KILLED',
      verdict: retrySoon,
      action: 'retry',
      params: { signal: outcome.signal },
      detail,
    };
  }
  const known = outcome.duringHandshake ? judgeSaid(outcome, detail) : undefined;
  const { exitCode, signal } = outcome;
  const words = tellingLine(linesOf(outcome));
  return (
    known ??
    shellExit(outcome, detail) ?? {
      code: 'PROCESS_EXITED',
      verdict: retrySoon,
      action: outcome.duringHandshake ? 'edit-settings' : 'retry',
      params: { exitCode: exitCode ?? undefined, signal: signal ?? undefined, words },
      detail,
      endedAtStart: outcome.duringHandshake,
    }
  );
}

/** A server that was silent for too long; what its program said meanwhile may tell why. */
export function judgeTimedOut(outcome: TimedOut): Judgement {
  const { phase, afterMs, stderrTail = [], printed = [] } = outcome;
  const said = stderrTail.length > 0 ? stderrTail : printed;
  const detail = detailOf(`no answer within ${afterMs} ms (${phase})`, said);
  return (
    judgeSaid({ stderrTail, printed }, detail) ?? {
      code: 'TIMED_OUT',
      verdict: retrySoon,
      action: 'retry',
      params: { phase, afterMs, words: tellingLine(said) },
      detail,
    }
  );
}

/** What a program said before it had said hello, when that is known words or ordinary text. */
function judgeSaid(
  { stderrTail, printed = [] }: Pick<ProcessExited, 'stderrTail' | 'printed'>,
  detail: string,
): Judgement | undefined {
  const lines = [...printed, ...stderrTail];
  const known = readLastWords(lines);
  const words = tellingLine(stderrTail) ?? printed[0];
  if (known !== undefined) {
    const { code, action, what, mayPass } = known;
    const params = { what: what === '' ? undefined : what, words };
    return { code, verdict: retrySoon, action, params, detail, endedAtStart: !mayPass };
  }
  if (printed.length === 0) return undefined;
  const address = addressIn(lines);
  const params = { words: printed[0], address };
  const action = address === undefined ? 'edit-command' : 'edit-settings';
  return { code: 'PRINTS_TEXT', verdict: retrySoon, action, params, detail, endedAtStart: true };
}

function linesOf({ stderrTail, printed = [] }: ProcessExited): readonly string[] {
  return stderrTail.length > 0 ? stderrTail : printed;
}

// Shells and `env` report with these codes that what they were to run is missing or no program.
function shellExit(outcome: ProcessExited, detail: string): Judgement | undefined {
  if (!outcome.duringHandshake) return undefined;
  const params = { exitCode: outcome.exitCode ?? undefined };
  switch (outcome.exitCode) {
    case 126:
      return {
        code: 'COMMAND_NOT_EXECUTABLE',
        verdict: fixConfig,
        action: 'edit-command',
        params,
        detail,
      };
    case 127:
      return {
        code: 'INTERPRETER_MISSING',
        verdict: fixConfig,
        action: 'install-runtime',
        params,
        detail,
      };
    default:
      return undefined;
  }
}

function describeExit(outcome: ProcessExited): string {
  const how =
    outcome.signal === null
      ? `the program ended with code ${outcome.exitCode ?? 'unknown'}`
      : `the program was ended by ${outcome.signal}`;
  const garbage =
    outcome.stdoutGarbage > 0
      ? `, after ${outcome.stdoutGarbage} lines on its standard output that are not MCP`
      : '';
  return detailOf(how + garbage, linesOf(outcome));
}

/** Of much that was said the end is kept, and the line that says most, wherever it stood. */
function detailOf(what: string, lines: readonly string[]): string {
  const all = [what, ...lines].join('\n');
  const telling = tellingLine(lines);
  if (telling === undefined || Buffer.byteLength(all) <= maxDetailBytes) return all;
  const room = maxDetailBytes - Buffer.byteLength(`${what}\n${telling}\n…\n`);
  return [what, telling, capEnd(lines.join('\n'), room)].join('\n');
}
