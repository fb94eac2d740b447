import type { Failure } from '../../shared/domain/failure.ts';
import { classifiedOf } from './classified.ts';
import type { ConnectableServer } from './connection-ports.ts';

/** Why using a server does not begin its connection: all are paused, or it starts by a click alone. */
export type HeldBack = 'paused' | 'manual';

/** What holds a server back from being begun by use; undefined where nothing does. */
export function heldBack(
  server: Pick<ConnectableServer, 'start'> | undefined,
  isPaused: boolean,
): HeldBack | undefined {
  if (isPaused) return 'paused';
  return server?.start === 'manual' ? 'manual' : undefined;
}

const reasons = {
  paused: { code: 'PAUSED', detail: 'All servers are paused.' },
  manual: { code: 'NOT_STARTED', detail: 'Its settings say that it starts only by hand.' },
} as const;

/** What whoever wants to use a held back server is told; null where nothing holds it. */
export function heldBackFailure(held: HeldBack | undefined, at: number): Failure | null {
  if (held === undefined) return null;
  const { code, detail } = reasons[held];
  return classifiedOf({ code, verdict: { kind: 'give-up' }, action: 'retry', detail }, at).failure;
}
