import { oc } from '@orpc/contract';
import { z } from 'zod';

import { vaultStatusSchema } from '../domain/events.ts';
import { serverNameSchema } from '../domain/server.ts';
import { secretPlaceSchema, vaultContentsSchema } from '../domain/stored-secret.ts';
import { nothing } from './common.ts';
import { draftErrors, serverErrors } from './errors.ts';

const vaultErrors = { VAULT_FAILED: draftErrors.VAULT_FAILED };
const placeErrors = {
  ...serverErrors,
  NOT_STORED: { data: z.object({ name: z.string() }) },
  UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) },
};

/** Where secrets are, never what they are. */
export const vaultContract = {
  /** Which secrets are stored, what for, and whether each can be read now; never a value. */
  contents: oc.input(nothing).output(vaultContentsSchema),
  /** Enters one that is missing; its server is tried again. */
  enter: oc
    .input(
      z.object({
        server: serverNameSchema,
        place: secretPlaceSchema,
        value: z.string().min(1).max(100_000),
      }),
    )
    .errors({ ...placeErrors, ...vaultErrors, INVALID: draftErrors.INVALID })
    .output(nothing),
  /** Removes one; its server is started anew if it was in use, and then says what it needs. */
  remove: oc
    .input(z.object({ server: serverNameSchema, place: secretPlaceSchema }))
    .errors({ ...placeErrors, ...vaultErrors })
    .output(nothing),
  /** Removes those that no server refers to and that were last for this one, or for nobody. */
  removeStrays: oc
    .input(z.object({ server: z.string().nullable() }))
    .errors(vaultErrors)
    .output(nothing),
  /** Signs out everywhere and removes every secret, readable or not. */
  removeAll: oc
    .input(nothing)
    .errors({ ...serverErrors, ...vaultErrors })
    .output(nothing),
  /** Gives up a key that does not come back; what it encrypted stays but counts as not set. */
  startOver: oc.input(nothing).errors(vaultErrors).output(vaultStatusSchema),
  /** Tries to bring the key back, after the person has done something about it. */
  tryAgain: oc.input(nothing).output(vaultStatusSchema),
};
