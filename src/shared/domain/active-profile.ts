import type { Profile, Profiles } from './profile.ts';

/** The profile in use. */
export function activeProfile({ all, activeId }: Profiles): Profile | undefined {
  return all.find(({ id }) => id === activeId);
}
