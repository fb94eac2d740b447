import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** A body beyond the limit; nothing of it is kept. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/**
 * The text of an answer, at most `maxBytes` of it before and after unpacking; more throws
 * {@link TooLargeError}. Some servers compress whatever was asked for. A byte order mark is left out.
 */
export async function readBody(message: IncomingMessage, maxBytes: number): Promise<string> {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const unpacker = Object.hasOwn(unpackers, encoding)
    ? unpackers[encoding as keyof typeof unpackers]()
    : undefined;
  const source: Readable = unpacker === undefined ? message : message.pipe(unpacker);
  if (unpacker !== undefined) message.once('error', (error) => unpacker.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new TooLargeError();
      chunks.push(chunk);
    }
  } finally {
    if (bytes > maxBytes) message.destroy();
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

/** A text as a JSON object; undefined when it is none. */
export function jsonObjectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

const formText = /^[\w.-]+=[^\s<>&"]*(?:&[\w.-]+=[^\s<>&"]*)*$/;

/** A text as form-encoded parameters, the first of each name; undefined when it is nothing like it. */
export function formOf(text: string): Readonly<Record<string, string>> | undefined {
  const trimmed = text.trim();
  if (!formText.test(trimmed)) return undefined;
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(trimmed)) {
    if (!found.has(name)) found.set(name, value);
  }
  return Object.fromEntries(found);
}
