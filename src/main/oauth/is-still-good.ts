import type { OpenFlow } from './flow-store.ts';
import type { BeginOptions } from './oauth.ts';
import type { ProtectedServer } from './oauth-ports.ts';

/** Whether an open sign-in still is what the person wants. */
export function isStillGood(
  { record }: OpenFlow,
  server: ProtectedServer,
  via: BeginOptions['via'],
  scopes: readonly string[] | undefined,
): boolean {
  return (
    record.serverUrl === server.url &&
    (via === undefined || via === record.via) &&
    (server.clientId === undefined || server.clientId === record.client.clientId) &&
    (scopes ?? []).every((scope) => record.scopes.includes(scope))
  );
}
