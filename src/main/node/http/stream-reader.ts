import type { SessionOutcome } from '../../sessions/session.ts';
import { bodyOf, rebuild } from './answer.ts';
import type { Answer, AnswerReaderOptions } from './answer.ts';
import { guardBody } from './guarded-body.ts';
import { lostAnswer } from './http-outcome-error.ts';
import type { CallId, OutgoingCall } from './outgoing-call.ts';
import { SseScanner } from './sse-scanner.ts';

/** What a stream reader needs. */
export interface StreamReaderOptions extends AnswerReaderOptions {
  readonly classifyIn: (answer: Answer) => (error: unknown) => SessionOutcome;
}

/**
 * Passes an event stream on under watch. When it is over, every request whose answer has not come
 * waits for a resumed stream, if there can be one; else it is answered with what happened.
 */
export function createStreamReader(options: StreamReaderOptions): (answer: Answer) => Response {
  const { resumptions } = options;

  const farewell = (
    scanner: SseScanner,
    answer: Answer,
    outcome: SessionOutcome,
  ): Uint8Array<ArrayBuffer> | undefined => {
    const { unanswered } = scanner;
    // The SDK takes a carriage return at the very end for half of a line's end, and waits on.
    const lineEnd = scanner.isAfterCr ? new TextEncoder().encode('\n') : undefined;
    if (unanswered.length === 0 || answer.isAbandoned()) return lineEnd;
    // A message that cannot be used would only come again, and a cancelled request must not be taken up again.
    const mayResume = !final.has(outcome.kind);
    if (mayResume && scanner.resumesAfter !== undefined) {
      resumptions.wait(scanner.resumesAfter, unanswered);
      return lineEnd;
    }
    const { resumesAfter } = answer.call;
    if (!mayResume || resumesAfter === undefined) return lostAnswers(unanswered, outcome);
    const lost = resumptions.failed(resumesAfter, unanswered);
    return lost.length === 0 ? lineEnd : lostAnswers(lost, outcome);
  };

  return (answer) => {
    const { call, exchange } = answer;
    exchange.disarm('total');
    const limits = {
      maxLineBytes: options.maxSseLineBytes,
      maxEventBytes: options.maxResponseBytes,
      // No request waits for this stream alone: it is there for all.
      isShared: call.ids.length === 0 && call.waiting.length === 0,
    };
    const ids = call.isSubscription ? [] : [...call.ids, ...call.waiting];
    const scanner = new SseScanner(limits, ids, () => {
      resumptions.progressed(call.waiting);
      options.onStreamMessage?.();
    });
    const openedAt = performance.now();
    const body = guardBody(bodyOf(answer), exchange, {
      idleTimeoutMs: options.sseIdleTimeoutMs,
      first: primer(call),
      inspect: (chunk) => scanner.push(chunk),
      classify: options.classifyIn(answer),
      onEnd(broken) {
        const outcome = broken ?? { kind: 'stream-closed', detail: 'the server ended the stream' };
        if (broken !== undefined) options.onBroken(broken, call);
        const lifetimeMs = performance.now() - openedAt;
        options.onStreamEnd?.({ method: call.method, lifetimeMs, outcome });
        return farewell(scanner, answer, outcome);
      },
    });
    return rebuild(answer, body);
  };
}

const final: ReadonlySet<SessionOutcome['kind']> = new Set(['too-large', 'protocol', 'aborted']);

/**
 * The SDK forgets where it has resumed when the new stream breaks before its first number, so it is
 * told again, with an event that carries nothing.
 */
function primer({ resumesAfter, waiting }: OutgoingCall): Uint8Array | undefined {
  if (resumesAfter === undefined || waiting.length === 0) return undefined;
  return new TextEncoder().encode(`id: ${resumesAfter}\ndata:\n\n`);
}

/** Ends whatever event was under way, then answers. */
function lostAnswers(ids: readonly CallId[], outcome: SessionOutcome): Uint8Array<ArrayBuffer> {
  const answers = ids.map((id) => `data: ${lostAnswer(id, outcome)}\n\n`);
  return new TextEncoder().encode(`\n\n${answers.join('')}`);
}

/** An event stream that answers requests which no stream is resumed for, and ends. */
export function lostStream(ids: readonly CallId[], detail: string): Response {
  const body = lostAnswers(ids, { kind: 'stream-closed', detail });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
