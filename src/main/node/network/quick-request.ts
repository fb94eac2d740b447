import type { Dispatcher } from 'undici';

/** A request without a body; of its answer only this much is wanted. */
export interface QuickAnswer {
  readonly status: number;
  /** The `Location` header, for a redirect. */
  readonly location: string | null;
}

/** A request without a body. */
export interface QuickRequest {
  readonly method: string;
  readonly headers: Headers;
}

/** Sends one; rejects with whatever went wrong. Redirects are not followed. */
export type SendQuickly = (
  url: URL,
  request: QuickRequest,
  signal: AbortSignal,
) => Promise<QuickAnswer>;

/**
 * Sends a request over the connections that `dispatcher` keeps open, for a fraction of what `fetch`
 * costs: no streams, no request or response objects. The body of the answer is thrown away.
 */
export function quickRequest(
  dispatcher: Dispatcher,
  url: URL,
  { method, headers }: QuickRequest,
  signal: AbortSignal,
): Promise<QuickAnswer> {
  return new Promise((resolve, reject) => {
    const options = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: method,
      headers: { ...asFetchSays, ...Object.fromEntries(headers) },
    };
    dispatcher.dispatch(options, answerHandler(signal, resolve, reject));
  });
}

/** There are servers that refuse whoever says neither. */
const asFetchSays = { accept: '*/*', 'user-agent': 'node' };

const globalDispatcher = Symbol.for('undici.globalDispatcher.1');

/**
 * As {@link quickRequest}, over the connections of Node's own `fetch`: they are where every version of
 * undici looks for them. With `fetch` itself where they are not there.
 */
export const quickRequestOfNode: SendQuickly = async (url, request, signal) => {
  const kept = (globalThis as { readonly [globalDispatcher]?: Dispatcher })[globalDispatcher];
  if (kept !== undefined) return quickRequest(kept, url, request, signal);
  const answer = await fetch(url, { ...request, signal, redirect: 'manual' });
  await answer.body?.cancel().catch(() => undefined);
  return { status: answer.status, location: answer.headers.get('location') };
};

/** Both forms of a handler: Node's own undici may be of a version that knows the older one alone. */
function answerHandler(
  signal: AbortSignal,
  resolve: (answer: QuickAnswer) => void,
  reject: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  let abort: () => void = () => undefined;
  const onAbort = () => abort();
  const begin = (end: (reason: Error) => void) => {
    abort = () => end(signal.reason as Error);
    if (signal.aborted) abort();
  };
  const over = () => signal.removeEventListener('abort', onAbort);
  const fail = (error: Error) => {
    over();
    reject(error);
  };
  signal.addEventListener('abort', onAbort);
  const answered = (status: number, location: string | undefined) =>
    resolve({ status, location: location ?? null });
  const textOf = (value: string | string[] | undefined) =>
    typeof value === 'string' ? value : value?.[0];
  return {
    onRequestStart: (controller) => begin((reason) => controller.abort(reason)),
    onResponseStart: (_, status, headers) => answered(status, textOf(headers['location'])),
    onResponseData: () => undefined,
    onResponseEnd: over,
    onResponseError: (_, error) => fail(error),
    onConnect: begin,
    onHeaders(status, rawHeaders) {
      answered(status, rawHeader(rawHeaders, 'location'));
      return true;
    },
    onData: () => true,
    onComplete: over,
    onError: fail,
  };
}

function rawHeader(raw: readonly Buffer[], name: string): string | undefined {
  const at = raw.findIndex(
    (one, index) => index % 2 === 0 && one.toString('latin1').toLowerCase() === name,
  );
  return at < 0 ? undefined : raw[at + 1]?.toString('latin1');
}
