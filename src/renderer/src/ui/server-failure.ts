import type { ConnectionState } from '../../../shared/domain/connection-state.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import type { ServerView } from '../../../shared/domain/server.ts';

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
