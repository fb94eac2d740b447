import { oc } from '@orpc/contract';
import { z } from 'zod';

import { connectionStateSchema } from '../domain/connection-state.ts';
import { stateChangeSchema } from '../domain/state-history.ts';
import { named, nothing } from './common.ts';
import { liveErrors, serverErrors } from './errors.ts';

/** Live connections. */
export const connectionContract = {
  /** Asks for a connection; answers at once, events tell the rest. */
  connect: oc.input(named).errors(serverErrors).output(connectionStateSchema),
  disconnect: oc.input(named).errors(serverErrors).output(connectionStateSchema),
  /** Disconnects, reads the definition again, connects, and waits for the outcome. */
  reinitialize: oc.input(named).errors(liveErrors).output(connectionStateSchema),
  /** Reads a state; connects nothing. */
  status: oc.input(named).errors(serverErrors).output(connectionStateSchema),
  /** Reads every state; connects nothing. */
  statusAll: oc.input(nothing).output(z.record(z.string(), connectionStateSchema)),
  /** What a server has been through, with gaps, a day at most, oldest first. */
  history: oc.input(named).errors(serverErrors).output(z.array(stateChangeSchema)),
};
