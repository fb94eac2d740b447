import type { CatalogSummary } from './catalog.ts';
import type { ConnectionState } from './connection-state.ts';
import type { ServerView } from './server.ts';

/** All that a server's health follows from. */
export interface HealthFacts {
  readonly server: Pick<ServerView, 'start' | 'inspection'>;
  readonly state: ConnectionState;
  readonly summary: CatalogSummary | undefined;
  /** Epoch ms for countdowns; null where nobody counts along, and the sentence names no time. */
  readonly nowMs: number | null;
  /** Whether a person has paused all servers. */
  readonly isPaused: boolean;
}
