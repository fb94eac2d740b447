import type { JSONRPCMessage } from '@modelcontextprotocol/client';

import { isJsonObject } from './raw-answer.ts';

/** These mean the same whatever stands below them: a wall, a limit, an ailing server. */
const plainStatuses = new Set([401, 403, 407, 408, 425, 429]);

/**
 * The JSON-RPC answer in the body of a refusal by status, if it is one (2026-07-28, transports: an
 * unknown method comes with 404). It has to carry the request's own id. A status that speaks for
 * itself is never hidden by a body, nor is the 404 by which a legacy server says that it does not
 * know the session the request named (2025-11-25, transports, session management).
 */
export function answerInRefusal(
  error: unknown,
  id: string | number,
  namedSession: boolean,
): JSONRPCMessage | undefined {
  const refusal = refusalOf(error);
  if (refusal === undefined || speaksForItself(refusal.status, namedSession)) return undefined;
  const body = parseJson(refusal.text);
  if (!isJsonObject(body) || !isJsonObject(body['error'])) return undefined;
  const { code, message, data } = body['error'];
  const given = body['id'];
  const isOwn = given === id || (typeof given === 'string' && given === String(id));
  if (!isOwn || typeof code !== 'number' || !Number.isInteger(code)) return undefined;
  const words = typeof message === 'string' ? message : '';
  return {
    jsonrpc: '2.0',
    id,
    error: { code, message: words, ...(data !== undefined && { data }) },
  };
}

function speaksForItself(status: number, namedSession: boolean): boolean {
  if (status < 400 || status >= 500 || plainStatuses.has(status)) return true;
  return namedSession && (status === 404 || status === 410);
}

function refusalOf(error: unknown): { readonly status: number; readonly text: string } | undefined {
  if (!(error instanceof Error) || error.name !== 'SdkHttpError') return undefined;
  const { data } = error as Error & { data?: unknown };
  if (!isJsonObject(data)) return undefined;
  const { status, text } = data;
  return typeof status === 'number' && typeof text === 'string' ? { status, text } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
