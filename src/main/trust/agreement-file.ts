import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import type { MasterKey } from '../vault/sealed-record.ts';

/** Version of {@link agreementFileSchema}; raise it together with a migration. */
export const agreementFileVersion = 1;

const agreementRecordSchema = z.object({
  /** Name of the server. */
  server: z.string(),
  /** Fingerprint of the launch. */
  launch: z.string(),
  /** The vault's key that the seal was made under. */
  keyId: z.string(),
  /** Hexadecimal. */
  seal: z.string(),
});

/** One sealed agreement; whoever can write the file can copy one, but not make one. */
export type AgreementRecord = Readonly<z.infer<typeof agreementRecordSchema>>;

/** The document of all agreements. */
export const agreementFileSchema = z.object({ agreements: z.array(agreementRecordSchema) });
export type AgreementFile = z.infer<typeof agreementFileSchema>;

/** Seals a person's agreement to one launch of one server (HMAC with SHA-256). */
export function sealAgreement(key: MasterKey, server: string, launch: string): AgreementRecord {
  const { keyId } = key;
  return { server, launch, keyId, seal: sealOf(key, server, launch).toString('hex') };
}

/** Whether a record was sealed under this key, for the very server and launch it names. */
export function isSealed(
  key: MasterKey,
  { server, launch, keyId, seal }: AgreementRecord,
): boolean {
  if (keyId !== key.keyId) return false;
  const claimed = Buffer.from(seal, 'hex');
  const real = sealOf(key, server, launch);
  return claimed.length === real.length && timingSafeEqual(claimed, real);
}

// JSON keeps two different pairs from having the same bytes.
function sealOf({ bytes, keyId }: MasterKey, server: string, launch: string): Buffer {
  const text = JSON.stringify(['patchbay-agreement', 1, keyId, server, launch]);
  return createHmac('sha256', bytes).update(text).digest();
}
