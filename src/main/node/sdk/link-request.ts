import type { RequestOptions } from '@modelcontextprotocol/client';

import type { JsonObject, Progress } from '../../../shared/domain/catalog.ts';
import type { LogLevel } from '../../sessions/session.ts';
import type { CallPatience } from './call-patience.ts';
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

const logLevelKey = 'io.modelcontextprotocol/logLevel';
/** The time of a request is kept by its patience; this is the longest a timer can take, ms. */
const noTimeoutMs = 2 ** 31 - 1;

/**
 * Sends one request on a link, as long as there is patience; rejects with whatever the SDK throws.
 */
export async function sendRequest(
  link: Link,
  ask: Ask,
  patience: Pick<CallPatience, 'signal' | 'renew'>,
): Promise<JsonObject> {
  const { onProgress, headers, method, logLevel } = ask;
  const { signal } = patience;
  const options: RequestOptions = {
    signal,
    timeout: noTimeoutMs,
    ...(headers !== undefined && { headers: { ...headers } }),
    ...(onProgress !== undefined && {
      onprogress: ({ progress, total, message }) => {
        patience.renew();
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
