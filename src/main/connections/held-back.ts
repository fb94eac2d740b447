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

/** What whoever wants to use a held back server is told; null where its state says enough. */
export function heldBackFailure(held: HeldBack | undefined, at: number): Failure | null {
  if (held !== 'manual') return null;
  const code = 'NOT_STARTED';
  const detail = 'Its settings say that it starts only by hand.';
  return classifiedOf({ code, verdict: { kind: 'give-up' }, action: 'retry', detail }, at).failure;
}
