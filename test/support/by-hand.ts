import { issuePermit } from '../../src/main/approvals/call-permit.ts';
import type { LiveSession } from '../../src/main/connections/connection-ports.ts';
import type { SessionRequests } from '../../src/main/sessions/session.ts';

/** A session of a connection whose tools a person calls by hand. */
export function byHand(
  server: string,
  session: LiveSession,
): Omit<LiveSession, 'callTool'> & Pick<SessionRequests, 'callTool'> {
  return {
    ...session,
    callTool: (call, signal) =>
      session.callTool({ ...call, permit: issuePermit(server, call.name) }, signal),
  };
}
