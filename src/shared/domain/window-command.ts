import { z } from 'zod';

import { serverNameSchema } from './server.ts';

/** What the application menu asks the window to do. */
export const windowCommands = [
  'add',
  'import',
  'import-file',
  'export',
  'settings',
  'find-anything',
  'find-here',
  'page-servers',
  'page-tools',
  'page-activity',
  'page-apps',
  'sidebar',
  'keys',
  'server-edit',
  'server-log',
  'server-reconnect',
  'server-disconnect',
  'server-on-off',
  'server-duplicate',
  'server-copy',
  'server-remove',
] as const;

/** One of {@link windowCommands}; those for a server mean the one that is shown. */
export type WindowCommand = (typeof windowCommands)[number];

/** Where a person is in the window. */
export const windowPlaceSchema = z.object({
  page: z.enum(['servers', 'tools', 'activity', 'apps', 'settings', 'secrets']),
  /** The server that is shown; null on other pages, and while none is chosen. */
  server: serverNameSchema.nullable(),
});
export type ShownPlace = Readonly<z.infer<typeof windowPlaceSchema>>;
