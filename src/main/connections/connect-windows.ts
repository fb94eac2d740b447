import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { createRetryGate, defaultRetryPace } from '../reconnection/retry-gate.ts';
import { createConnectWindow } from './connect-window.ts';
import type { ConnectionDeps } from './connection-ports.ts';
import { createLaunchGate } from './launch-gate.ts';
import type { LaunchPace } from './launch-gate.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

/** Connects that may run at once: programs cost processor time, the network only waiting. */
export interface ConnectLimits {
  readonly programs?: number;
  readonly network?: number;
}

// A program keeps a core busy for far longer than this, so it costs no time where many start.
const programPace: LaunchPace = { atATime: 1, leastMs: 25, mostMs: 50 };
// Enough that requests do not leave in one blow; more would be felt with sixty servers.
const networkPace: LaunchPace = { atATime: 8, leastMs: 1, mostMs: 3 };

/**
 * The windows of a pool: one for programs, one for the network; for each a gate for its retries and
 * one for what starts with the app.
 */
export function createConnectWindows(
  limits: ConnectLimits,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): ConnectionDeps['windowOf'] {
  const withGates = (limit: number, pace: LaunchPace) => {
    const firsts = createConnectWindow(limit);
    return {
      firsts,
      retries: createRetryGate(firsts, { ...defaultRetryPace, clock }),
      launches: createLaunchGate(firsts, { pace, clock, random }),
    };
  };
  const programs = withGates(limits.programs ?? 8, programPace);
  const network = withGates(limits.network ?? 64, networkPace);
  return (server, by) => {
    const windows = server && isProgram(server.transport) ? programs : network;
    if (by === 'retry') return windows.retries;
    return by === 'launch' ? windows.launches : windows.firsts;
  };
}
