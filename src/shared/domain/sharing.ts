import { z } from 'zod';

/** Whether all apps use one process or session of a server, or each app has one of its own. */
export const sharingSchema = z.enum(['all-apps', 'each-app']);
export type Sharing = z.infer<typeof sharingSchema>;
