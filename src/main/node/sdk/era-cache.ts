import { createHash } from 'node:crypto';

import type { Launch } from '../../connections/session.ts';
import type { Clock } from '../../ports.ts';
import type { Era } from '../../../shared/domain/connection-state.ts';

/** Remembers which era a launch turned out to speak. */
export interface EraCache {
  get(key: string): Era | undefined;
  /** A verdict that only repeats the one before does not live longer for that. */
  set(key: string, era: Era): void;
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
    set(key, era) {
      if (get(key) === era) return;
      verdicts.delete(key);
      verdicts.set(key, { era, until: clock.monotonicNow() + verdictLifetimeMs });
      for (const oldest of verdicts.keys()) {
        if (verdicts.size <= maxVerdicts) break;
        verdicts.delete(oldest);
      }
    },
  };
}

/**
 * Names what a launch starts: command, arguments and folder, or the URL; not the environment and
 * headers. The key is a digest, since arguments and URLs may hold secrets.
 */
export function launchKey(launch: Launch): string {
  const parts =
    launch.type === 'stdio'
      ? [launch.type, launch.command, launch.cwd ?? '', ...launch.args]
      : [launch.type, launch.type === 'built-in' ? launch.id : launch.url];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
