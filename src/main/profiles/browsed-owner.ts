import type { SummaryIndex } from '../catalog/summary-index.ts';
import { catalogKey } from '../catalog/owner-catalogs.ts';
import type { OwnedServers } from '../connections/owner-pools.ts';

/**
 * Whose catalog of a server a profile browses: that of the owner whose connection it uses. Where that
 * one has never listed anything it is what the profile itself saw last, e.g. while it was signed in:
 * signing out leaves the list of tools where it is.
 */
export function browsedOwner(
  { ownerOf }: Pick<OwnedServers, 'ownerOf'>,
  summaries: Pick<SummaryIndex, 'get'>,
): (profileId: string, name: string) => string {
  return (profileId, name) => {
    const owner = ownerOf(profileId, name);
    if (summaries.get(catalogKey(owner, name)) !== undefined) return owner;
    return summaries.get(catalogKey(profileId, name)) !== undefined ? profileId : owner;
  };
}
