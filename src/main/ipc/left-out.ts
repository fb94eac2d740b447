import { ValidationError } from '@orpc/contract';
import { ORPCError } from '@orpc/server';
import { z } from 'zod';

import { snapshotSchema } from '../../shared/domain/events.ts';
import type { HostEvent, Notice, Snapshot } from '../../shared/domain/events.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { fitting, fittingEvent } from './fitting.ts';
import type { LeftOut } from './fitting.ts';

/** Says what was left out, each record once in the life of the app. */
export type TellLeftOut = (leftOut: readonly LeftOut[]) => void;

/** Tells a person by a notice, and the diagnostic log, what an answer had to leave out. */
export function createLeftOutTeller(deps: {
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  readonly addNotice: (notice: Notice) => void;
}): TellLeftOut {
  const told = new Set<string>();
  return (leftOut) => {
    for (const { name, place } of leftOut) {
      const id = `RECORD_LEFT_OUT ${JSON.stringify([name, place])}`;
      if (told.has(id)) continue;
      told.add(id);
      deps.logger.error('a record does not fit and was left out', { name, place });
      const at = deps.clock.now();
      deps.addNotice({ id, code: 'RECORD_LEFT_OUT', params: { name, place }, at });
    }
  };
}

/** Lets only events pass that fit the contract, so that one cannot end the stream of all. */
export function eventFilter(tell: TellLeftOut): (event: HostEvent) => HostEvent | undefined {
  return (event) => {
    const { value, leftOut } = fittingEvent(event);
    if (leftOut.length > 0) tell(leftOut);
    return value;
  };
}

/** The snapshot of a host with what of it fits; all of it should the fault lie elsewhere. */
export function snapshotThatFits(snapshot: Snapshot, tell: TellLeftOut): Snapshot {
  const fits = fitting<Snapshot>(snapshotSchema, snapshot);
  if (fits !== undefined) tell(fits.leftOut);
  return fits?.value ?? snapshot;
}

/**
 * The answer of a call whose output was refused, without the records that do not fit; undefined when
 * the fault is another, and the call has failed.
 */
export function answerThatFits(
  error: unknown,
  outputSchema: unknown,
  tell: TellLeftOut,
): { readonly value: unknown } | undefined {
  // A refused input is told in the same way, under another code.
  if (!(error instanceof ORPCError) || error.code !== 'INTERNAL_SERVER_ERROR') return undefined;
  const { cause }: Error = error;
  if (!(cause instanceof ValidationError) || !(outputSchema instanceof z.ZodType)) return undefined;
  const fits = fitting(outputSchema, cause.data);
  if (fits === undefined || fits.leftOut.length === 0) return undefined;
  tell(fits.leftOut);
  return fits;
}
