import type { Clock } from '../ports.ts';
import { createRetryGate, defaultRetryPace } from '../reconnection/retry-gate.ts';
import { createConnectWindow } from './connect-window.ts';
import type { ConnectionDeps } from './connection-ports.ts';

/** Connects that may run at once: programs cost processor time, the network only waiting. */
export interface ConnectLimits {
  readonly programs?: number;
  readonly network?: number;
}

/** The windows of a pool: one for programs, one for the network, and a gate for the retries of each. */
export function createConnectWindows(
  limits: ConnectLimits,
  clock: Clock,
): ConnectionDeps['windowOf'] {
  const withRetries = (limit: number) => {
    const firsts = createConnectWindow(limit);
    return { firsts, retries: createRetryGate(firsts, { ...defaultRetryPace, clock }) };
  };
  const programs = withRetries(limits.programs ?? 8);
  const network = withRetries(limits.network ?? 64);
  return (server, by) => {
    const windows = server?.transport.type === 'stdio' ? programs : network;
    return by === 'retry' ? windows.retries : windows.firsts;
  };
}
