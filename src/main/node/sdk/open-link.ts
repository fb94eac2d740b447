import type { Client, ClientCapabilities } from '@modelcontextprotocol/client';

import type { AttemptPhase } from '../../../shared/domain/connection-state.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import { wasKilled } from '../../connections/classify-process.ts';
import type { Launch, SessionOutcome } from '../../sessions/session.ts';
import type { Clock } from '../../kernel/clock.ts';
import { outcomeOfError } from './error-outcome.ts';
import type { EraPlan, Link } from './establish.ts';
import { DiedOnProbeError, establish } from './establish.ts';
import type { ClientIdentity } from './sdk-module.ts';
import type { Wire, WireContext } from './wire-port.ts';
import { openWire } from './wire.ts';

/** One try at a link. */
export interface LinkRequest {
  readonly launch: Launch;
  readonly plan: EraPlan;
  /** For start and handshake together, ms. */
  readonly timeoutMs: number;
  readonly identity: ClientIdentity;
  readonly capabilities: ClientCapabilities;
  readonly prepare: (client: Client) => void;
  readonly phase: (phase: AttemptPhase) => void;
}

/** How a try ended. `died-on-probe`: the process ended when it was asked for its era. */
export type LinkAttempt = Result<Link, SessionOutcome> | 'died-on-probe';

/** Somebody ended the process, which tells nothing about how it takes a probe. */
function killedOutcome(wire: Wire | undefined): Result<Link, SessionOutcome> | undefined {
  const outcome = wire?.outcome();
  return outcome?.kind === 'process-exited' && wasKilled(outcome) ? err(outcome) : undefined;
}

/**
 * Opens one link within its time. When it fails or is aborted, the result comes after everything
 * it started is gone.
 */
export async function openLink(
  request: LinkRequest,
  context: WireContext,
  signal: AbortSignal,
): Promise<LinkAttempt> {
  let phase: AttemptPhase = 'starting';
  let wire: Wire | undefined;
  const enter = (next: AttemptPhase) => {
    phase = next;
    request.phase(next);
  };
  const limit = interruption(context.clock, request.timeoutMs, signal, () => phase);
  try {
    enter('starting');
    wire = await openWire(request.launch, context);
    const work = establish(wire, request.plan, {
      sdk: context.sdk,
      identity: request.identity,
      capabilities: request.capabilities,
      handshakeTimeoutMs: request.timeoutMs,
      prepare: request.prepare,
      started: () => {
        enter('handshake');
      },
    });
    const first = await Promise.race([work, limit.outcome]);
    if ('client' in first) return ok(first);
    // Closing the wire makes the rest of the work fail, which nobody waits for any more.
    work.catch(() => undefined);
    const said = wire.said();
    await wire.close();
    return err(first.kind === 'timed-out' ? { ...first, ...said } : first);
  } catch (error) {
    await wire?.close();
    const died = error instanceof DiedOnProbeError && request.plan.kind === 'probe';
    if (died && !signal.aborted) return killedOutcome(wire) ?? 'died-on-probe';
    return err(
      outcomeOfError(error, {
        phase,
        timeoutMs: request.timeoutMs,
        aborted: signal.aborted,
        url: wire?.url ?? '',
        transportOutcome: wire?.outcome(),
        lastStatus: wire?.lastStatus(),
      }),
    );
  } finally {
    limit[Symbol.dispose]();
  }
}

/** Settles with the reason why an attempt must stop: aborted, or out of time. */
function interruption(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal,
  phase: () => AttemptPhase,
): Disposable & { readonly outcome: Promise<SessionOutcome> } {
  let interrupt: (outcome: SessionOutcome) => void = () => undefined;
  const outcome = new Promise<SessionOutcome>((resolve) => {
    interrupt = resolve;
  });
  const onAbort = () => {
    interrupt({ kind: 'aborted' });
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = clock.schedule(timeoutMs, () => {
    interrupt({ kind: 'timed-out', phase: phase(), afterMs: timeoutMs });
  });
  return {
    outcome,
    [Symbol.dispose]() {
      timer[Symbol.dispose]();
      signal.removeEventListener('abort', onAbort);
    },
  };
}
