import type { RequestOptions } from '@modelcontextprotocol/client';

import type { JsonObject, Progress } from '../../../shared/domain/catalog.ts';
import type { LogLevel } from '../../sessions/log-level.ts';

import type { CallPatience } from './call-patience.ts';
import type { Link } from './establish.ts';
import { anyResult, isJsonObject } from './raw-answer.ts';

/** One request to a server. */
export interface Ask {
  readonly method: string;
  readonly params: JsonObject;
  readonly timeoutMs?: number;
  /** Makes the server report progress. */
  readonly onProgress?: (progress: Progress) => void;
  /** It changes nothing, or nothing more when it comes twice: a connection cut under it is no answer. */
  readonly isSafe?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the log messages this request is to bring, where its era asks with each request. */
  readonly logLevel?: LogLevel;
  /** What a modern server is told that can be answered (MCP client capabilities). */
  readonly capabilities: JsonObject;
}

const logLevelKey = 'io.modelcontextprotocol/logLevel';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';
/** The time of a request is kept by its patience; this is the longest a timer can take, ms. */
const noTimeoutMs = 2 ** 31 - 1;

/**
 * Sends one request on a link, as long as there is patience; its answer may want input. Rejects with
 * whatever the SDK throws.
 */
export async function sendRequest(
  link: Link,
  ask: Ask,
  patience: Pick<CallPatience, 'signal' | 'renew'>,
): Promise<JsonObject> {
  const { onProgress, headers, method } = ask;
  const { signal } = patience;
  const options: RequestOptions = {
    signal,
    timeout: noTimeoutMs,
    ...(headers !== undefined && { headers: { ...headers } }),
    allowInputRequired: true,
    ...(onProgress !== undefined && {
      onprogress: ({ progress, total, message }) => {
        patience.renew();
        if (!signal.aborted) onProgress({ progress, total, message });
      },
    }),
  };
  return link.client.request({ method, params: withMeta(link, ask) }, anyResult, options);
}

/** In the modern era each request says what can be answered, and which log messages it wants. */
function withMeta(link: Link, { params, logLevel, capabilities }: Ask): Record<string, unknown> {
  if (link.era !== 'modern') return { ...params };
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const level = logLevel !== undefined && asksForLogs(link) && { [logLevelKey]: logLevel };
  return { ...params, _meta: { ...meta, ...level, [capabilitiesKey]: capabilities } };
}

// A server without a log is not asked for it.
const asksForLogs = ({ client }: Link): boolean =>
  client.getServerCapabilities()?.logging !== undefined;
