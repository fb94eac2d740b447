import type { Sharing } from './sharing.ts';

/** Whether a server runs once for each app; where nothing is said it runs once for all. */
export const runsForEachApp = (server: { readonly sharing?: Sharing | undefined } | undefined) =>
  server?.sharing === 'each-app';
