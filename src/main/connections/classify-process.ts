import type { FailureAction, FailureCode, Verdict } from '../../shared/domain/failure.ts';
import { fixConfig, retrySoon } from './classified.ts';
import type { Judgement } from './classified.ts';
import type { SessionOutcome } from './session.ts';

type SpawnFailed = Extract<SessionOutcome, { kind: 'spawn-failed' }>;
type ProcessExited = Extract<SessionOutcome, { kind: 'process-exited' }>;

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
  const isMissingRuntime = outcome.reason === 'command-not-found' && isRuntime(outcome.command);
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

const runtimes = new Set(
  ['npx', 'npm', 'node', 'pnpm', 'yarn', 'bun', 'bunx', 'deno', 'uv', 'uvx', 'pip', 'pipx']
    .concat(['python', 'python3', 'py', 'docker', 'podman', 'java', 'dotnet', 'go', 'ruby'])
    .concat(['cargo', 'php']),
);

function isRuntime(command: string): boolean {
  return runtimes.has(command.toLowerCase().replace(/\.(exe|cmd|bat)$/, ''));
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
  return (
    shellExit(outcome, detail) ?? {
      code: 'PROCESS_EXITED',
      verdict: retrySoon,
      action: outcome.duringHandshake ? 'edit-settings' : 'retry',
      params: { exitCode: outcome.exitCode ?? undefined, signal: outcome.signal ?? undefined },
      detail,
      endedAtStart: outcome.duringHandshake,
    }
  );
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
  return [how + garbage, ...outcome.stderrTail].join('\n');
}
