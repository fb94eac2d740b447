import type { IncomingMessage } from 'node:http';

import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { refuse } from '../../gateway/http-check.ts';
import type { HttpRefusal } from '../../gateway/http-check.ts';

/** How a body is read. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** From the head to the last byte, ms. */
  readonly timeoutMs: number;
}

/**
 * Reads the one JSON-RPC message of a request. What is too long, too slow, no UTF-8 or no JSON is
 * refused, and so is an array: it would be many requests where one was checked.
 */
export async function readJsonBody(
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<Result<object, HttpRefusal>> {
  const bytes = await readBytes(request, limits);
  if (!bytes.ok) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
    const body: unknown = JSON.parse(text);
    if (Array.isArray(body)) return refuse(400, 'One message at a time: arrays are not answered.');
    if (typeof body === 'object' && body !== null) return ok(body);
  } catch {
    // Said below.
  }
  return refuse(400, 'The body is no JSON-RPC message.');
}

function readBytes(
  request: IncomingMessage,
  { maxBytes, timeoutMs }: BodyLimits,
): Promise<Result<Buffer, HttpRefusal>> {
  const tooLarge = refuse(413, `A message has at most ${String(maxBytes)} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(tooLarge);
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const settle = (result: Result<Buffer, HttpRefusal>): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      resolve(result);
    };
    const onData = (piece: Buffer): void => {
      size += piece.length;
      if (size > maxBytes) settle(tooLarge);
      else pieces.push(piece);
    };
    const onEnd = (): void => settle(ok(Buffer.concat(pieces)));
    const onClose = (): void => settle(refuse(400, 'The body has no end.'));
    const timer = setTimeout(() => settle(refuse(408, 'The body came too slowly.')), timeoutMs);
    request.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}
