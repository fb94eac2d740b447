import { z } from 'zod';

/** Version of {@link vaultFileSchema}; raise it together with a migration. */
export const vaultFileVersion = 1;

/** One encrypted value; every field but `keyId` and `purpose` is base64. */
export const sealedRecordSchema = z.object({
  keyId: z.string(),
  /** What the value is for; bound to the ciphertext. */
  purpose: z.string(),
  nonce: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});
export type SealedRecord = Readonly<z.infer<typeof sealedRecordSchema>>;

const protectedKeySchema = z.object({
  keyId: z.string(),
  backend: z.string(),
  token: z.string(),
});

const vaultKeySchema = protectedKeySchema.extend({
  /** The same key in a second place, for when the first one does not answer. */
  spare: protectedKeySchema.optional(),
  /** A known text under this key: proves that a key brought back is the right one. */
  check: sealedRecordSchema,
});

/** The document that holds every secret, encrypted, and the name of what protects their key. */
export const vaultFileSchema = z.object({
  key: vaultKeySchema.nullable(),
  /** Keys given up by {@link Vault.startOver}; their records stay, in case the key comes back. */
  formerKeys: z.array(vaultKeySchema).default([]),
  records: z.record(z.string(), sealedRecordSchema),
});
export type VaultFile = z.infer<typeof vaultFileSchema>;
export type VaultKey = NonNullable<VaultFile['key']>;

/** A vault that nothing was ever put into. */
export const emptyVaultFile: VaultFile = { key: null, formerKeys: [], records: {} };
