import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import type { Failure, FailureCode } from '../../../../shared/domain/failure.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { isProgram } from '../../../../shared/domain/transport-kind.ts';

/** The failure a person should see: that of the state, or of the last try while not connected. */
export function failureOf(
  state: ConnectionState,
  server: Pick<ServerView, 'inspection'>,
): Failure | null {
  switch (state.kind) {
    case 'waiting':
    case 'cooling':
    case 'failed':
    case 'needs-sign-in':
      return state.failure;
    case 'idle':
      return server.inspection.status === 'failed' ? server.inspection.failure : null;
    case 'disabled':
    case 'needs-setup':
    case 'connecting':
    case 'signing-in':
    case 'ready':
    case 'offline':
    case 'stopping':
      return null;
  }
}

/** Whether the doctor can say more: the server is a program, and it does not run. */
export function mayExamine(
  server: Pick<ServerView, 'inspection' | 'transport'>,
  state: ConnectionState,
): boolean {
  return isProgram(server.transport) && failureOf(state, server) !== null;
}

const missingProgram: ReadonlySet<FailureCode> = new Set([
  'COMMAND_NOT_FOUND',
  'COMMAND_NOT_EXECUTABLE',
  'INTERPRETER_MISSING',
  'WORKING_DIRECTORY_MISSING',
  'SPAWN_FAILED',
]);

/** Whether a failure is about a program that is not there, which is what the doctor looks for. */
export function isMissingProgram({ code }: Failure): boolean {
  return missingProgram.has(code);
}
