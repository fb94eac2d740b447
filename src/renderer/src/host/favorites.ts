import { activeProfile } from '../../../shared/domain/active-profile.ts';
import type { Snapshot } from '../../../shared/domain/events.ts';
import type { WindowParts } from './window-context.tsx';

/** Whether all of these servers are among the favorites of the profile in use. */
export function areFavorites(
  snapshot: Pick<Snapshot, 'profiles'>,
  names: readonly string[],
): boolean {
  const favorites = new Set(activeProfile(snapshot.profiles)?.favorites);
  return names.length > 0 && names.every((name) => favorites.has(name));
}

/** Puts servers among the favorites; takes them out where all are there already. */
export async function toggleFavorites(
  { host }: Pick<WindowParts, 'host'>,
  names: readonly string[],
): Promise<void> {
  const { snapshot } = host.mirror.getState();
  if (snapshot === null || names.length === 0) return;
  const isFavorite = !areFavorites(snapshot, names);
  await host.client.profiles.setFavorites({ names: [...names], isFavorite });
}
