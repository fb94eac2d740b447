import { oc } from '@orpc/contract';
import { z } from 'zod';

import {
  backupSchema,
  exportResultSchema,
  passphraseSchema,
  restorePlanSchema,
} from '../domain/moving.ts';
import { nothing } from './common.ts';
import { draftErrors, serverErrors } from './errors.ts';

const identified = z.object({ id: z.string().max(100) });

const backupErrors = {
  STORAGE_FAILED: serverErrors.STORAGE_FAILED,
  /** It is not kept any more. */
  BACKUP_NOT_FOUND: { data: identified },
  /** Its file is damaged or of a newer Patchbay; nothing was changed. */
  BACKUP_UNREADABLE: { data: identified },
};

/** Taking everything to another computer, and going back to an earlier state. */
export const movingContract = {
  /**
   * Asks where to, then writes servers and profiles to one file. Secrets are in it only with a
   * passphrase, encrypted; sign-ins never are.
   */
  export: oc
    .input(z.object({ passphrase: passphraseSchema.nullable() }))
    .errors({
      STORAGE_FAILED: serverErrors.STORAGE_FAILED,
      VAULT_FAILED: draftErrors.VAULT_FAILED,
    })
    .output(exportResultSchema),
  /** The kept states, newest first. */
  backups: oc.input(nothing).output(z.array(backupSchema)),
  /** What restoring a backup would change; changes nothing. */
  examine: oc.input(identified).errors(backupErrors).output(restorePlanSchema),
  /** Keeps the state of now, then restores a backup; answers with what changed. */
  restore: oc.input(identified).errors(backupErrors).output(restorePlanSchema),
};
