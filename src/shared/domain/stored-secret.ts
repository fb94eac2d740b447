import { z } from 'zod';

import { profileIdSchema } from './profile.ts';
import { serverNameSchema } from './server.ts';

/** What a stored secret is to its server. */
export const secretPlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('variable'), name: z.string(), profile: profileIdSchema }),
  z.object({ kind: z.literal('env'), name: z.string() }),
  z.object({ kind: z.literal('header'), name: z.string() }),
  z.object({ kind: z.literal('api-key') }),
  z.object({ kind: z.literal('client-secret') }),
  /** A header for the token endpoint of a sign-in. */
  z.object({ kind: z.literal('sign-in-header'), name: z.string() }),
  z.object({ kind: z.literal('sign-in'), profile: profileIdSchema }),
]);
export type SecretPlace = Readonly<z.infer<typeof secretPlaceSchema>>;

/** That something secret is stored, and what for; never what. */
export const storedSecretSchema = z.object({
  server: serverNameSchema,
  /** Title of the server; its name when there is no such server any more. */
  title: z.string(),
  place: secretPlaceSchema,
  /** `missing`: the server refers to it, but it is not there (any more). */
  reading: z.enum(['readable', 'locked', 'missing']),
});
export type StoredSecret = Readonly<z.infer<typeof storedSecretSchema>>;

/** Secrets that no server refers to any more. */
export const straySecretsSchema = z.object({
  /** Name of the server they were last for; null where nobody knows. */
  server: z.string().nullable(),
  count: z.number(),
  /** A backup refers to some of them, and would bring them back with their server. */
  isInBackup: z.boolean(),
});
export type StraySecrets = Readonly<z.infer<typeof straySecretsSchema>>;

/** Everything secret that is stored. */
export const vaultContentsSchema = z.object({
  items: z.array(storedSecretSchema),
  strays: z.array(straySecretsSchema),
  /** Why the vault is in its state, as the system put it; empty when there is nothing to say. */
  detail: z.string(),
});
export type VaultContents = Readonly<z.infer<typeof vaultContentsSchema>>;
