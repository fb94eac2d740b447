import { createHash } from 'node:crypto';

import type { Launch, SessionOutcome } from '../../sessions/session.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Era } from '../../../shared/domain/connection-state.ts';
import { hasAddress, isProgram } from '../../../shared/domain/transport-kind.ts';

/**
 * Remembers which era a launch turned out to speak: the one memory of it, given only what a server
 * said itself.
 */
export interface EraCache {
  get(key: string): Era | undefined;
  /**
   * Keeps a verdict for a day, or as long as it says. One that only repeats the one before does not
   * live longer for that.
   */
  set(key: string, era: Era, lifetimeMs?: number): void;
  /** The era is asked for again at the next open. */
  forget(key: string): void;
}

// A server may be upgraded behind the same command or URL, and one that knows both eras goes on
// answering the old handshake, so a verdict must not live for ever.
const verdictLifetimeMs = 24 * 60 * 60 * 1000;
const maxVerdicts = 1000;

/** Keeps verdicts in memory for a day. */
export function createEraCache(clock: Pick<Clock, 'monotonicNow'>): EraCache {
  const verdicts = new Map<string, { readonly era: Era; readonly until: number }>();
  const get = (key: string) => {
    const verdict = verdicts.get(key);
    if (verdict !== undefined && verdict.until > clock.monotonicNow()) return verdict.era;
    verdicts.delete(key);
    return undefined;
  };
  return {
    get,
    set(key, era, lifetimeMs = verdictLifetimeMs) {
      if (get(key) === era) return;
      verdicts.delete(key);
      verdicts.set(key, { era, until: clock.monotonicNow() + lifetimeMs });
      for (const oldest of verdicts.keys()) {
        if (verdicts.size <= maxVerdicts) break;
        verdicts.delete(oldest);
      }
    },
    forget: (key) => void verdicts.delete(key),
  };
}

/**
 * Whether a failure to open is a reason to ask for the era again: the server is there and did not
 * answer as it is remembered. One that could not be reached, or ended, has not changed its era.
 */
export function doubtsEra(outcome: SessionOutcome): boolean {
  switch (outcome.kind) {
    case 'rpc-error':
    case 'protocol':
    case 'unsupported-version':
    case 'http-status':
    case 'unexpected-content':
    case 'stream-closed':
    case 'timed-out':
      return true;
    default:
      return false;
  }
}

/**
 * Names what a launch starts: command, arguments and folder, or the URL; not the environment and
 * headers. The key is a digest, since arguments and URLs may hold secrets.
 */
export function launchKey(launch: Launch): string {
  const parts = isProgram(launch)
    ? [launch.type, launch.command, launch.cwd ?? '', ...launch.args]
    : [launch.type, hasAddress(launch) ? launch.url : launch.id];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
