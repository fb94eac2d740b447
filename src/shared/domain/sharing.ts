import { z } from 'zod';

/** Whether all apps use one process or session of a server, or each app has one of its own. */
export const sharingSchema = z.enum(['all-apps', 'each-app']);
export type Sharing = z.infer<typeof sharingSchema>;

/** Whether a server runs once for each app; where nothing is said it runs once for all. */
export const runsForEachApp = (server: { readonly sharing?: Sharing | undefined } | undefined) =>
  server?.sharing === 'each-app';
