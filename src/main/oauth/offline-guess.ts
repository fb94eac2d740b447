import type { KnownService } from './known-services.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { ProtectedServer } from './oauth-ports.ts';
import { offlineAccess } from './scopes.ts';
import type { ServiceHabits } from './service-habits.ts';

/** A parameter that a service may want although it says so nowhere. */
export type OfflineGuess = Readonly<Record<'access_type', 'offline'>>;

/** What is known where a guess may be made. */
export interface GuessEvidence {
  readonly server: Pick<ProtectedServer, 'clientId' | 'parameters'>;
  readonly authorizationServer: Pick<AuthorizationServer, 'scopes' | 'listsRefresh'>;
  readonly habits: Pick<ServiceHabits, 'refusesOffline'>;
  readonly known: KnownService | undefined;
  /** The scopes asked for. */
  readonly scopes: readonly string[];
}

/**
 * `access_type=offline` for a service that lists refresh tokens and no scope to ask for them by: the
 * other common way to ask, as Google has it. Only for a client registered by hand, since who
 * registers clients by itself speaks MCP; never beside a word of the person or of the table, and
 * never again once it was refused. A service is to ignore what it does not know (RFC 6749 section
 * 3.1); one that refuses it is asked without.
 */
export function offlineGuess(evidence: GuessEvidence): OfflineGuess | undefined {
  const { server, authorizationServer, habits, known, scopes } = evidence;
  if (server.clientId === undefined || known !== undefined) return undefined;
  if (authorizationServer.listsRefresh !== true || habits.refusesOffline === true) return undefined;
  const offered = [...scopes, ...(authorizationServer.scopes ?? [])];
  if (offered.includes(offlineAccess)) return undefined;
  if (server.parameters?.['access_type'] !== undefined) return undefined;
  return { access_type: 'offline' };
}
