import { z } from 'zod';

/** A change that can still be taken back, or was and can be done again. */
export const undoableSchema = z.object({
  id: z.string(),
  kind: z.enum([
    'server-removed',
    /** Several at once, each kind in one step. */
    'servers-removed',
    'servers-turned-on',
    'servers-turned-off',
    'servers-access-changed',
    /** From chosen profiles to everybody, and back again. */
    'server-shared',
    'server-made-private',
    /** From some profiles to others. */
    'access-changed',
    'profile-removed',
    'servers-imported',
    /** Our entry in another app's file. */
    'app-connected',
    'app-disconnected',
    /** An app's own servers, from its file to here. */
    'servers-moved-in',
  ]),
  /** Of the server or the profile; of several servers the first few; of an app its own name. */
  title: z.string(),
});
export type Undoable = Readonly<z.infer<typeof undoableSchema>>;
