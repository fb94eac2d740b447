import { oc } from '@orpc/contract';
import { z } from 'zod';

import {
  profileDraftSchema,
  profileIdSchema,
  profileRemovalSchema,
  profileSchema,
  serverElsewhereSchema,
} from '../domain/profile.ts';
import { serverNameSchema } from '../domain/server.ts';
import { serverErrors } from './errors.ts';

const identified = z.object({ id: profileIdSchema });

const profileErrors = {
  PROFILE_NOT_FOUND: { data: z.object({ id: z.string() }) },
  PROFILE_INVALID: { data: z.object({ message: z.string() }) },
  PROFILE_ACTIVE: { data: z.object({ id: z.string() }) },
  STORAGE_FAILED: serverErrors.STORAGE_FAILED,
};

/** Local user contexts. */
export const profileContract = {
  create: oc
    .input(z.object({ draft: profileDraftSchema }))
    .errors(profileErrors)
    .output(profileSchema),
  update: oc
    .input(identified.extend({ draft: profileDraftSchema }))
    .errors(profileErrors)
    .output(profileSchema),
  /** The same choices and private servers under another name, in one step; no values, no sign-ins. */
  duplicate: oc
    .input(identified.extend({ draft: profileDraftSchema }))
    .errors({ ...profileErrors, NOT_FOUND: serverErrors.NOT_FOUND })
    .output(profileSchema),
  /** What would go with a profile. */
  removal: oc.input(identified).errors(profileErrors).output(profileRemovalSchema),
  /** Removes a profile with its private servers, values and sign-ins; not the one in use. Can be undone. */
  remove: oc.input(identified).errors(profileErrors).output(profileRemovalSchema),
  /** Puts servers among the favorites of the profile in use, or takes them out; others are left out. */
  setFavorites: oc
    .input(
      z.object({ names: z.array(serverNameSchema).min(1).max(5_000), isFavorite: z.boolean() }),
    )
    .errors({ STORAGE_FAILED: serverErrors.STORAGE_FAILED })
    .output(z.void()),
  /** The order of its servers by hand, or null for that of their titles; a new one stands at the end. */
  setOrder: oc
    .input(z.object({ names: z.array(serverNameSchema).max(5_000).nullable() }))
    .errors({ STORAGE_FAILED: serverErrors.STORAGE_FAILED })
    .output(z.void()),
  /** Servers the profile in use may not use, by title. */
  elsewhere: oc.output(z.array(serverElsewhereSchema)),
  /** Puts a profile in use; events tell what came and went. */
  activate: oc.input(identified).errors(profileErrors).output(profileSchema),
};
