import type { SessionOutcome } from '../../sessions/session.ts';
import { bodyOf, rebuild } from './answer.ts';
import type { Answer, AnswerReaderOptions } from './answer.ts';
import { settlingDocument } from './answer-document.ts';
import { guardBody, readHead } from './guarded-body.ts';
import { classifyNetworkError } from './network-error.ts';
import { isUnasked, judgeContent } from './outgoing-call.ts';
import { parseRetryAfter } from './retry-after.ts';
import { redactText, safeUrl } from './safe-text.ts';
import { createStreamReader } from './stream-reader.ts';

const SNIPPET_CHARS = 2000;
// A refusal is read ahead, so that its socket is free whether or not anybody reads it.
const refusalLimits = { maxBytes: 256 * 1024, timeoutMs: 2000 };

/**
 * Turns an answer into the response the SDK gets, its body under watch. Throws an
 * `HttpOutcomeError` when the content cannot be what was asked for.
 */
export function createAnswerReader(
  options: AnswerReaderOptions,
): (answer: Answer) => Promise<Response> {
  const snippet = (text: string | null): string | undefined =>
    text === null || text === '' ? undefined : redactText(text, options.redact, SNIPPET_CHARS);

  const classifyIn =
    ({ url, exchange }: Answer) =>
    (error: unknown): SessionOutcome => {
      const { redact } = options;
      return classifyNetworkError(error, { url, redact, elapsedMs: exchange.elapsedMs });
    };

  const readStream = createStreamReader({ ...options, classifyIn });

  const readRefusal = async (answer: Answer): Promise<Response> => {
    const { response, url, call, exchange } = answer;
    const text = await readHead(response, refusalLimits);
    exchange[Symbol.dispose]();
    const { status, headers } = response;
    const outcome = {
      kind: 'http-status' as const,
      status,
      url: safeUrl(url),
      retryAfterMs: parseRetryAfter(headers.get('retry-after'), Date.now()),
      wwwAuthenticate: snippet(headers.get('www-authenticate')),
      bodySnippet: snippet(text),
    };
    options.onStatus?.({ outcome, method: call.method, hasSession: call.hasSession });
    // Beyond 599 there is no response object to be had, yet some servers go there.
    if (status > 599) throw exchange.abort(outcome);
    return rebuild(answer, text);
  };

  const readDocument = (answer: Answer): Response => {
    const limitBytes = options.maxResponseBytes;
    let bytes = 0;
    const body = guardBody(bodyOf(answer), answer.exchange, {
      idleTimeoutMs: options.idleTimeoutMs,
      inspect(chunk) {
        bytes += chunk.byteLength;
        return bytes > limitBytes ? { kind: 'too-large', what: 'response', limitBytes } : chunk;
      },
      classify: classifyIn(answer),
      onEnd(broken) {
        if (broken !== undefined) options.onBroken(broken, answer.call);
        return undefined;
      },
    });
    return settlingDocument(rebuild(answer, body), answer.call.ids);
  };

  const refuseContent = async ({ response, url, exchange }: Answer): Promise<never> => {
    const bodySnippet = snippet(await readHead(response, { ...refusalLimits, maxBytes: 2048 }));
    const contentType = response.headers.get('content-type') ?? '';
    const outcome = { kind: 'unexpected-content' as const, url: safeUrl(url), contentType };
    throw exchange.abort({ ...outcome, bodySnippet });
  };

  const acknowledge = async ({ response, exchange }: Answer): Promise<Response> => {
    exchange[Symbol.dispose]();
    await response.body?.cancel().catch(() => undefined);
    return new Response(null, { status: 202 });
  };

  return async (answer) => {
    const { response, call, exchange } = answer;
    if (response.status >= 400) return readRefusal(answer);
    if (isUnasked(call)) return acknowledge(answer);
    if (response.body === null) {
      exchange[Symbol.dispose]();
      return rebuild(answer, null);
    }
    switch (judgeContent(call, response.status, response.headers.get('content-type'))) {
      case 'stream':
        return readStream(answer);
      case 'document':
        return readDocument(answer);
      case 'unexpected':
        return refuseContent(answer);
    }
  };
}
