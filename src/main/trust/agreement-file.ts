import { z } from 'zod';

import { isSealOf, sealSchema, sealText } from '../vault/seal.ts';
import type { MasterKey } from '../vault/sealed-record.ts';

/** Version of {@link agreementFileSchema}; raise it together with a migration. */
export const agreementFileVersion = 1;

const agreementRecordSchema = z.object({
  /** Name of the server. */
  server: z.string(),
  /** Fingerprint of the launch. */
  launch: z.string(),
  ...sealSchema.shape,
});

/** One sealed agreement; whoever can write the file can copy one, but not make one. */
export type AgreementRecord = Readonly<z.infer<typeof agreementRecordSchema>>;

/** The document of all agreements. */
export const agreementFileSchema = z.object({ agreements: z.array(agreementRecordSchema) });
export type AgreementFile = z.infer<typeof agreementFileSchema>;

/** Seals a person's agreement to one launch of one server (HMAC with SHA-256). */
export function sealAgreement(key: MasterKey, server: string, launch: string): AgreementRecord {
  return { server, launch, ...sealText(key, sealedText(key, server, launch)) };
}

/** Whether a record was sealed under this key, for the very server and launch it names. */
export function isSealed(key: MasterKey, record: AgreementRecord): boolean {
  return isSealOf(record, key, sealedText(key, record.server, record.launch));
}

function sealedText({ keyId }: MasterKey, server: string, launch: string): string {
  return JSON.stringify(['patchbay-agreement', 1, keyId, server, launch]);
}
