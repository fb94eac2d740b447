import type { RequestOptions } from '@modelcontextprotocol/client';

import type { JsonObject, Progress } from '../../../shared/domain/catalog.ts';
import type { LogLevel } from '../../connections/session.ts';
import type { Link } from './establish.ts';
import { anyResult, isJsonObject } from './raw-answer.ts';

/** One request to a server. */
export interface Ask {
  readonly method: string;
  readonly params: JsonObject;
  readonly timeoutMs?: number;
  /** Makes the server report progress; each report starts the timeout anew. */
  readonly onProgress?: (progress: Progress) => void;
  /** It changes nothing, or nothing more when it comes twice: a connection cut under it is no answer. */
  readonly isSafe?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the log messages this request is to bring, where its era asks with each request. */
  readonly logLevel?: LogLevel;
}

/** A request that reports progress may take this many times its timeout altogether. */
const longestCallFactor = 10;
const logLevelKey = 'io.modelcontextprotocol/logLevel';

/** Sends one request on a link; rejects with whatever the SDK throws. */
export async function sendRequest(
  link: Link,
  ask: Ask,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { onProgress, headers, method, logLevel } = ask;
  const options: RequestOptions = {
    signal,
    timeout: timeoutMs,
    ...(headers !== undefined && { headers: { ...headers } }),
    ...(onProgress !== undefined && {
      resetTimeoutOnProgress: true,
      maxTotalTimeout: timeoutMs * longestCallFactor,
      onprogress: ({ progress, total, message }) => {
        if (!signal.aborted) onProgress({ progress, total, message });
      },
    }),
  };
  const meta = isJsonObject(ask.params['_meta']) ? ask.params['_meta'] : {};
  const params =
    logLevel !== undefined && asksForLogs(link)
      ? { ...ask.params, _meta: { ...meta, [logLevelKey]: logLevel } }
      : { ...ask.params };
  return link.client.request({ method, params }, anyResult, options);
}

// The modern era asks for log messages with each request instead of once for all.
function asksForLogs({ client, era }: Link): boolean {
  return era === 'modern' && client.getServerCapabilities()?.logging !== undefined;
}
