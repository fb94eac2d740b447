import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Session, SessionInfo, SessionOutcome } from '../../connections/session.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { Shaped } from './answer-shapes.ts';
import {
  listMethods,
  shapeCompletion,
  shapeListPage,
  shapePrompt,
  shapeResource,
  shapeToolResult,
} from './answer-shapes.ts';
import { outcomeOfError } from './error-outcome.ts';
import type { Link } from './establish.ts';
import type { Ask } from './link-request.ts';
import { sendRequest } from './link-request.ts';
import type { MirroredTools } from './mirrored-tools.ts';
import type { RenewableLink } from './renewable-link.ts';
import { exceedsBytes } from './size-limit.ts';

const headerMismatchCode = -32020;
const maxRefreshPages = 50;
const maxProbeTimeoutMs = 10_000;

/** Limits of a session. */
export interface SessionLimits {
  readonly callTimeoutMs: number;
  readonly maxResultBytes: number;
}

/** What a session is made of. */
export interface SessionParts {
  readonly info: SessionInfo;
  readonly links: RenewableLink;
  readonly limits: SessionLimits;
  /** Fires when the session is over. */
  readonly life: AbortSignal;
  /** Why it is over, unless it was closed by us. */
  readonly ending: () => SessionOutcome | undefined;
  /** Told of every failure, so that a dead server is noticed. */
  readonly failed: (outcome: SessionOutcome) => void;
  /** On a modern link over HTTP, where some arguments travel in headers too. */
  readonly mirrored: MirroredTools | undefined;
  readonly redactOutcome: (outcome: SessionOutcome) => SessionOutcome;
  /** Covers secrets in what is answered, and uncovers what is sent back. */
  readonly answers: AnswerCover;
  readonly close: () => Promise<void>;
}

/** A {@link Session} over an SDK client. */
export function createSdkSession(parts: SessionParts): Session {
  const { links, limits, answers } = parts;

  const ask = async <T>(
    request: Ask,
    shape: (answer: JsonObject) => Shaped<T>,
    signal: AbortSignal,
  ): Promise<Result<T, SessionOutcome>> => {
    const over: SessionOutcome = { kind: 'stream-closed', detail: 'The session is over.' };
    if (parts.life.aborted) return err(parts.ending() ?? over);
    const outcome = await links.use(signal, (link) => attempt(link, request, signal));
    const shaped = outcome.ok ? withinLimit(outcome.value, shape) : outcome;
    if (shaped.ok) return shaped;
    if (shaped.error.kind !== 'aborted') parts.failed(shaped.error);
    return err(parts.redactOutcome(shaped.error));
  };

  const attempt = async (
    link: Link,
    request: Ask,
    signal: AbortSignal,
  ): Promise<Result<JsonObject, SessionOutcome>> => {
    const timeoutMs = request.timeoutMs ?? limits.callTimeoutMs;
    try {
      return ok(await sendRequest(link, request, timeoutMs, signal));
    } catch (error) {
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
    }
  };

  const withinLimit = <T>(answer: JsonObject, shape: (answer: JsonObject) => Shaped<T>) =>
    exceedsBytes(answer, limits.maxResultBytes)
      ? err<SessionOutcome>({
          kind: 'too-large',
          what: 'message',
          limitBytes: limits.maxResultBytes,
        })
      : shape(answers.cover(answer));

  const listPage: Session['listPage'] = async (kind, cursor, signal) => {
    const method = listMethods[kind];
    const params = cursor === undefined ? {} : { cursor: answers.uncover(cursor) };
    const page = await ask({ method, params }, (answer) => shapeListPage(method, answer), signal);
    if (!page.ok || kind !== 'tools' || !parts.mirrored) return page;
    return ok({ ...page.value, items: parts.mirrored.sift(page.value.items) });
  };

  const refreshTools = async (signal: AbortSignal): Promise<void> => {
    let cursor: string | undefined;
    for (let pages = 0; pages < maxRefreshPages; pages += 1) {
      const page = await listPage('tools', cursor, signal);
      if (!page.ok || page.value.nextCursor === undefined) return;
      cursor = page.value.nextCursor;
    }
  };

  const call: Session['callTool'] = ({ name, args: given, timeoutMs, onProgress }, signal) => {
    const args = answers.uncover(given);
    const request: Ask = {
      method: 'tools/call',
      params: { name: answers.uncover(name), arguments: args },
      timeoutMs,
      // Progress is always asked for, because it is what keeps a long call from timing out.
      onProgress: (progress) => onProgress?.(answers.cover(progress)),
      headers: parts.mirrored?.headersFor(name, args),
    };
    return ask(request, shapeToolResult, signal);
  };

  return {
    info: parts.info,
    listPage,
    callTool: async (request, signal) => {
      const first = await call(request, signal);
      const isMismatch =
        !first.ok && first.error.kind === 'rpc-error' && first.error.rpcCode === headerMismatchCode;
      if (!isMismatch || !parts.mirrored) return first;
      // The tool's mirrored arguments changed since it was listed (2026-07-28, transports).
      await refreshTools(signal);
      return call(request, signal);
    },
    readResource: (uri, signal) =>
      ask(
        { method: 'resources/read', params: { uri: answers.uncoverUri(uri) } },
        shapeResource,
        signal,
      ),
    getPrompt: (name, args, signal) =>
      ask(
        { method: 'prompts/get', params: answers.uncover({ name, arguments: args }) },
        shapePrompt,
        signal,
      ),
    complete: (ref, argument, signal) =>
      ask(
        { method: 'completion/complete', params: answers.uncover({ ref, argument }) },
        shapeCompletion,
        signal,
      ),
    probe: (signal) => {
      const method = parts.info.era === 'modern' ? 'server/discover' : 'ping';
      const timeoutMs = Math.min(limits.callTimeoutMs, maxProbeTimeoutMs);
      return ask({ method, params: {}, timeoutMs }, () => ok(undefined), signal);
    },
    close: parts.close,
  };
}
