import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { ok } from '../../../shared/util/result.ts';
import type { Session } from '../../sessions/session.ts';
import type { MirroredTools } from './mirrored-tools.ts';

/** Pages of a list of tools that are fetched for what a tool mirrors now. */
const maxRefreshPages = 50;

const headerMismatchCode = -32020;

type Request = Session['request'];

/** Requests of a server whose tools want some of their arguments in headers too. */
export interface MirroredRequests {
  /** A page of tools without those that cannot be called. */
  readonly listTools: Request;
  /** A request, with a tool's call once more where what it mirrors has changed. */
  readonly request: Request;
}

/** Puts what `mirrored` knows between a session and `ask`; without it they are the same. */
export function mirroredRequests(
  ask: Request,
  mirrored: MirroredTools | undefined,
): MirroredRequests {
  if (mirrored === undefined) return { listTools: ask, request: ask };

  const listTools: Request = async (method, params, options) => {
    const page = await ask(method, params, options);
    const tools = page.ok ? page.value['tools'] : undefined;
    if (!page.ok || !Array.isArray(tools)) return page;
    return ok({ ...page.value, tools: mirrored.sift(tools) });
  };

  const refreshTools = async (signal: AbortSignal): Promise<void> => {
    let params: JsonObject = {};
    for (let pages = 0; pages < maxRefreshPages; pages += 1) {
      const page = await listTools('tools/list', params, { signal });
      if (!page.ok || typeof page.value['nextCursor'] !== 'string') return;
      params = { cursor: page.value['nextCursor'] };
    }
  };

  const request: Request = async (method, params, options) => {
    const first = await ask(method, params, options);
    const isMismatch =
      !first.ok && first.error.kind === 'rpc-error' && first.error.rpcCode === headerMismatchCode;
    if (!isMismatch || method !== 'tools/call') return first;
    // The tool's mirrored arguments changed since it was listed (2026-07-28, transports).
    await refreshTools(options.signal);
    return ask(method, params, options);
  };

  return { listTools, request };
}
