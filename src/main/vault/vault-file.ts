import { z } from 'zod';

/** Version of {@link vaultFileSchema}; raise it together with a migration. */
export const vaultFileVersion = 2;

/**
 * Version 1 knew no uses and no references: a secret of then counts as for nobody, and nothing of
 * then is known to be unused.
 */
export const vaultFileMigrations = { 1: (value: unknown) => value } as const;

const secretUseSchema = z.object({ holder: z.string(), recipient: z.string() });

/** One encrypted value; nonce, ciphertext and tag are base64. */
export const sealedRecordSchema = z.object({
  keyId: z.string(),
  /** What the value is for; bound to the ciphertext. */
  purpose: z.string(),
  /** Who may use it and to whom it may go; bound to the ciphertext. */
  uses: z.array(secretUseSchema).readonly().optional(),
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
  /**
   * Ids that no saved server refers to by what was done here: put and not saved yet, or no longer in
   * use. Others are never removed as unused: their servers may only be out of sight.
   */
  unreferenced: z.array(z.string()).default([]),
});
export type VaultFile = z.infer<typeof vaultFileSchema>;
export type VaultKey = NonNullable<VaultFile['key']>;

/** A vault that nothing was ever put into. */
export const emptyVaultFile: VaultFile = {
  key: null,
  formerKeys: [],
  records: {},
  unreferenced: [],
};
