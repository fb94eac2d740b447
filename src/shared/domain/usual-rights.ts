import type { AppRights } from './app-rights.ts';

/** What an app may that nobody has limited. */
export const unlimited: AppRights = {
  isBlocked: false,
  servers: null,
  isReadOnly: false,
  tools: [],
  profile: null,
  leavesAsking: false,
};
/** What an app may of which nobody can tell what it may. */
export const nothingAllowed: AppRights = {
  ...unlimited,
  isBlocked: true,
  servers: [],
  isReadOnly: true,
};
