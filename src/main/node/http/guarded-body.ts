import type { SessionOutcome } from '../../sessions/session.ts';
import type { Exchange } from './exchange.ts';
import { HttpOutcomeError } from './http-outcome-error.ts';

/** How the body of one answer is watched. */
export interface BodyGuard {
  /** Silence longer than this breaks the body; 0 = none. */
  readonly idleTimeoutMs: number;
  /** Passed on before anything else. */
  readonly first?: Uint8Array | undefined;
  /** Sees each piece and gives what is passed on of it; an outcome breaks the body. */
  inspect(chunk: Uint8Array): Uint8Array | SessionOutcome;
  classify(error: unknown): SessionOutcome;
  /**
   * Called once when the body is over: with undefined after its regular end, else with what broke
   * it. Bytes returned are passed on before a quiet end; otherwise a break errors the body.
   */
  onEnd(outcome: SessionOutcome | undefined): Uint8Array | undefined;
}

/**
 * Passes a body on piece by piece, only as fast as it is read (nothing is buffered), while `guard`
 * watches. The exchange ends with the body, or when its reader turns away.
 */
export function guardBody(
  body: ReadableStream<Uint8Array>,
  exchange: Exchange,
  guard: BodyGuard,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();

  const next = async (): Promise<Uint8Array | undefined> => {
    exchange.arm('idle', guard.idleTimeoutMs);
    const { done, value } = await reader.read();
    exchange.disarm('idle');
    if (done) return undefined;
    const passed = guard.inspect(value);
    if (!(passed instanceof Uint8Array)) throw exchange.abort(passed);
    return passed;
  };

  const end = (controller: ReadableStreamDefaultController<Uint8Array>, error?: unknown): void => {
    const outcome = error === undefined ? undefined : guard.classify(error);
    exchange[Symbol.dispose]();
    const farewell = guard.onEnd(outcome);
    if (farewell !== undefined) controller.enqueue(farewell);
    else if (outcome !== undefined) {
      controller.error(new HttpOutcomeError(outcome));
      return;
    }
    controller.close();
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (guard.first !== undefined) controller.enqueue(guard.first);
      },
      async pull(controller) {
        try {
          const chunk = await next();
          if (chunk === undefined) end(controller);
          else controller.enqueue(chunk);
        } catch (error) {
          end(controller, error);
        }
      },
      async cancel() {
        exchange.abort({ kind: 'aborted' });
        await reader.cancel().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads at most `maxBytes` of a body as text, until its end or for `timeoutMs`, then drops it. */
export async function readHead(
  response: Response,
  limits: { readonly maxBytes: number; readonly timeoutMs: number },
): Promise<string> {
  if (response.body === null) return '';
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), limits.timeoutMs);
  try {
    while (bytes < limits.maxBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      bytes += value.byteLength;
    }
  } catch {
    // A body that breaks off is still worth what came of it.
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, limits.maxBytes));
}
