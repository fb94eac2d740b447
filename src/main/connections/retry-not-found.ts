import type { ConnectionPool } from './pool-ports.ts';

/** What a program that is looked for in the wrong folders ends with. */
const codes: ReadonlySet<string> = new Set([
  'COMMAND_NOT_FOUND',
  'COMMAND_NOT_EXECUTABLE',
  'INTERPRETER_MISSING',
]);

/**
 * Starts the servers again that failed because a program was not found: to be called when it is
 * known better where programs are. Nothing starts while everything is paused.
 */
export function retryNotFound(
  pool: Pick<ConnectionPool, 'statusAll' | 'connect'>,
  isPaused: boolean,
): void {
  if (isPaused) return;
  for (const [name, state] of Object.entries(pool.statusAll()))
    if (state.kind === 'failed' && codes.has(state.failure.code)) pool.connect(name, 'user');
}
