import type { RequestOptions } from '@modelcontextprotocol/client';

import type { CatalogKind, JsonObject, Progress } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Session, SessionInfo, SessionOutcome } from '../../connections/session.ts';
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
import { anyResult } from './raw-answer.ts';
import type { RenewableLink } from './renewable-link.ts';
import { exceedsBytes } from './size-limit.ts';

/** A request that reports progress may take this many times its timeout altogether. */
const longestCallFactor = 10;
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
  /** Told of every failure, so that a dead server is noticed. */
  readonly failed: (outcome: SessionOutcome) => void;
  readonly redactOutcome: (outcome: SessionOutcome) => SessionOutcome;
  readonly close: () => Promise<void>;
}

interface Ask {
  readonly method: string;
  readonly params: JsonObject;
  readonly timeoutMs?: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** A {@link Session} over an SDK client. */
export function createSdkSession(parts: SessionParts): Session {
  const { links, limits } = parts;

  const ask = async <T>(
    request: Ask,
    shape: (answer: JsonObject) => Shaped<T>,
    signal: AbortSignal,
  ): Promise<Result<T, SessionOutcome>> => {
    if (parts.life.aborted) return err({ kind: 'stream-closed', detail: 'The session is over.' });
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
      return ok(await send(link, request, timeoutMs, signal));
    } catch (error) {
      return err(
        outcomeOfError(error, {
          phase: 'request',
          timeoutMs,
          aborted: signal.aborted,
          url: link.wire.url,
          transportOutcome: link.wire.outcome(),
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
      : shape(answer);

  return {
    info: parts.info,
    listPage: (kind: CatalogKind, cursor, signal) => {
      const method = listMethods[kind];
      const params = cursor === undefined ? {} : { cursor };
      return ask({ method, params }, (answer) => shapeListPage(method, answer), signal);
    },
    callTool: ({ name, args, timeoutMs, onProgress }, signal) =>
      ask(
        // Progress is always asked for, because it is what keeps a long call from timing out.
        {
          method: 'tools/call',
          params: { name, arguments: args },
          timeoutMs,
          onProgress: onProgress ?? (() => undefined),
        },
        shapeToolResult,
        signal,
      ),
    readResource: (uri, signal) =>
      ask({ method: 'resources/read', params: { uri } }, shapeResource, signal),
    getPrompt: (name, args, signal) =>
      ask({ method: 'prompts/get', params: { name, arguments: args } }, shapePrompt, signal),
    complete: (ref, argument, signal) =>
      ask({ method: 'completion/complete', params: { ref, argument } }, shapeCompletion, signal),
    probe: (signal) => {
      const method = parts.info.era === 'modern' ? 'server/discover' : 'ping';
      const timeoutMs = Math.min(limits.callTimeoutMs, maxProbeTimeoutMs);
      return ask({ method, params: {}, timeoutMs }, () => ok(undefined), signal);
    },
    close: parts.close,
  };
}

async function send(
  link: Link,
  request: Ask,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { onProgress } = request;
  const options: RequestOptions = {
    signal,
    timeout: timeoutMs,
    ...(onProgress !== undefined && {
      resetTimeoutOnProgress: true,
      maxTotalTimeout: timeoutMs * longestCallFactor,
      onprogress: ({ progress, total, message }) => {
        if (!signal.aborted) onProgress({ progress, total, message });
      },
    }),
  };
  return link.client.request(
    { method: request.method, params: { ...request.params } },
    anyResult,
    options,
  );
}
