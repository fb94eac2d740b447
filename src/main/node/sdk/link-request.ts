import type { RequestOptions } from '@modelcontextprotocol/client';

import type { JsonObject, Progress } from '../../../shared/domain/catalog.ts';
import type { Link } from './establish.ts';
import { anyResult } from './raw-answer.ts';

/** One request to a server. */
export interface Ask {
  readonly method: string;
  readonly params: JsonObject;
  readonly timeoutMs?: number;
  /** Makes the server report progress; each report starts the timeout anew. */
  readonly onProgress?: (progress: Progress) => void;
  readonly headers?: Readonly<Record<string, string>>;
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
  const { onProgress, headers, method } = ask;
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
  const params = wantsLog(link, method)
    ? { ...ask.params, _meta: { [logLevelKey]: 'info' } }
    : { ...ask.params };
  return link.client.request({ method, params }, anyResult, options);
}

// The modern era asks for log messages with each request instead of once for all.
function wantsLog({ client, era }: Link, method: string): boolean {
  const hasLog = client.getServerCapabilities()?.logging !== undefined;
  return era === 'modern' && hasLog && method === 'tools/call';
}
