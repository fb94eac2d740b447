import { z } from 'zod';

import { profileSchema } from './profile.ts';

/** What protects the secrets of an exported file; long enough that guessing takes very long. */
export const passphraseSchema = z.string().min(8).max(1_024);

/** What an export wrote. */
export const exportResultSchema = z.object({
  /** False when the person cancelled the dialog that asks where to. */
  isSaved: z.boolean(),
  servers: z.number().int(),
  profiles: z.number().int(),
  /** Secrets in the file, encrypted; none in an export without a passphrase. */
  sealed: z.number().int(),
  /** Secrets servers refer to and the vault does not have. */
  missing: z.number().int(),
});
export type ExportResult = Readonly<z.infer<typeof exportResultSchema>>;

/** A profile of an exported file, and whether one of that name is here. */
export const movedProfileSchema = profileSchema
  .pick({ title: true, icon: true, color: true })
  .extend({ findId: z.string(), isHere: z.boolean() });
export type MovedProfile = Readonly<z.infer<typeof movedProfileSchema>>;

/** Before what a backup was made; `daily` before nothing in particular. */
export const backupReasonSchema = z.enum([
  'daily',
  'import',
  'removal',
  'access',
  'profile-removal',
  'restore',
]);
export type BackupReason = z.infer<typeof backupReasonSchema>;

/** One kept state of servers and profiles. */
export const backupSchema = z.object({
  id: z.string(),
  /** Epoch ms. */
  at: z.number(),
  reason: backupReasonSchema,
  servers: z.number().int(),
  profiles: z.number().int(),
});
export type Backup = Readonly<z.infer<typeof backupSchema>>;

const titlesSchema = z.object({
  /** Not here now; they come back. */
  back: z.array(z.string()),
  /** Here now and not in the backup. */
  gone: z.array(z.string()),
  /** Here in both, and not the same. */
  changed: z.array(z.string()),
});

/** What a restore would change, by title. */
export const restorePlanSchema = z.object({ servers: titlesSchema, profiles: titlesSchema });
export type RestorePlan = Readonly<z.infer<typeof restorePlanSchema>>;
