import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { RequestOptions } from '../../sessions/request-options.ts';
import { createCallPatience } from './call-patience.ts';
import { outcomeOfError } from './error-outcome.ts';
import type { Link } from './establish.ts';
import { sendInRounds } from './input-rounds.ts';
import type { Ask } from './link-request.ts';
import { sendRequest } from './link-request.ts';

import { mayAskDuring } from './request-traits.ts';
import type { SessionParts } from './session-parts.ts';

/** What an attempt at a request needs of its session. */
export type AttemptParts = Pick<
  SessionParts,
  'clock' | 'respond' | 'origins' | 'limits' | 'logLevel' | 'ending'
>;

type Answer = Promise<Result<JsonObject, SessionOutcome>>;

/**
 * Sends a request over a link and waits for its answer, as long as the request or the session
 * allows. One that changes nothing is sent a second time where its socket was cut: a kept-alive one
 * may be closed by the other side just as it is used again. Never rejects.
 */
export async function attemptTwice(
  parts: AttemptParts,
  link: Link,
  request: Ask,
  options: RequestOptions,
): Answer {
  const first = await attempt(parts, link, request, options);
  const wasCut = !first.ok && first.error.kind === 'network' && first.error.errno === 'ECONNRESET';
  const mayRepeat = request.isSafe === true && link.wire.canRenew && !options.signal.aborted;
  return wasCut && mayRepeat ? attempt(parts, link, request, options) : first;
}

async function attempt(
  parts: AttemptParts,
  link: Link,
  request: Ask,
  options: RequestOptions,
): Answer {
  const { signal, onServerRequest: answers, caller, lasting, takesInput: takes } = options;
  const timeoutMs = request.timeoutMs ?? parts.limits.callTimeoutMs;
  const patience = createCallPatience(parts.clock, timeoutMs, signal);
  const { clock, respond } = parts;
  const rounds = { takes, respond, clock, signal: patience.signal };
  const send = (params: JsonObject) => sendRequest(link, { ...request, params }, patience);
  try {
    const told = options.logLevel && parts.logLevel.want(link, options.logLevel);
    if (told) await told;
    const isByItself = !mayAskDuring(request.method);
    const pause = () => patience.pause();
    const { onLogMessage } = options;
    const { signal } = patience;
    const said = { isByItself, isOnOneStream: isOnOneStream(link) };
    const call = { answers, caller, lasting, ...said, pause, onLogMessage, signal };
    return ok(await parts.origins.run(call, () => sendInRounds(send, request.params, rounds)));
  } catch (error) {
    const { overAfterMs } = patience;
    if (overAfterMs !== undefined) {
      return err({ kind: 'timed-out', phase: 'request', afterMs: overAfterMs });
    }
    return err(
      outcomeOfError(error, {
        phase: 'request',
        timeoutMs,
        aborted: signal.aborted,
        url: link.wire.url,
        transportOutcome: link.wire.outcome() ?? parts.ending(),
        lastStatus: link.wire.lastStatus(),
      }),
    );
  } finally {
    patience[Symbol.dispose]();
  }
}

/** Only over HTTP does a request have a stream of its own, and only in the modern era an answer that asks. */
const isOnOneStream = ({ era, wire }: Link): boolean =>
  era === 'legacy' && wire.transport.hasPerRequestStream !== true;
