import { createHash } from 'node:crypto';

import { z } from 'zod';

/** What is wrong with bytes that cannot be read at all. */
export const notJson = 'not JSON';

/** Marks a file as one of ours; part of what the checksum covers and never changed. */
const format = 'patchbay-document';

const envelopeSchema = z.object({
  format: z.literal(format),
  schemaVersion: z.number().int().min(1),
  checksum: z.string(),
  value: z.unknown(),
});

/** What the bytes of a document turned out to be. */
export type Unsealed =
  | { readonly kind: 'sound'; readonly schemaVersion: number; readonly value: unknown }
  /** It is a document of ours, but not as {@link seal} wrote it. */
  | { readonly kind: 'edited'; readonly schemaVersion: number; readonly value: unknown }
  | { readonly kind: 'damaged'; readonly detail: string };

function checksumOf(schemaVersion: number, body: string | Uint8Array): string {
  return createHash('sha256').update(`${format}\n${schemaVersion}\n`).update(body).digest('hex');
}

/**
 * The bytes that are written for a document whose value is the JSON text `body`. The checksum
 * covers the version too, so that a flipped bit cannot make a file look newer than it is.
 */
export function seal(schemaVersion: number, body: string): Uint8Array {
  // The text may be long: it is turned into bytes once, not once for the checksum and once for the file.
  const bytes = Buffer.from(body, 'utf8');
  const checksum = checksumOf(schemaVersion, bytes);
  const head = `{"format":"${format}","schemaVersion":${schemaVersion},"checksum":"${checksum}","value":`;
  return Buffer.concat([Buffer.from(head, 'utf8'), bytes, Buffer.from('}\n', 'utf8')]);
}

/** Reads what {@link seal} wrote; `sound` proves that not one bit of it changed since. */
export function unseal(bytes: Uint8Array): Unsealed {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { kind: 'damaged', detail: notJson };
  }
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { kind: 'damaged', detail: 'not a Patchbay document' };
  const { schemaVersion, checksum, value } = envelope.data;
  // Writing out what was read gives the same text again: it was made by JSON.stringify.
  if (checksum !== checksumOf(schemaVersion, JSON.stringify(value ?? null))) {
    return { kind: 'edited', schemaVersion, value };
  }
  return { kind: 'sound', schemaVersion, value };
}
