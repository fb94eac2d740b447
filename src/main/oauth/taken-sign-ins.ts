import { endTaken } from './end-grant.ts';
import type { GrantEnding } from './end-grant.ts';
import type { Grant } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import type { GrantName } from './oauth-ports.ts';
import type { TakenSignIns } from './oauth.ts';

/** A grant that was taken out, and its place. */
export interface TakenGrant {
  readonly name: GrantName;
  readonly keeper: GrantStore;
  readonly grant: Grant;
}

/** Grants that are only held here until they are put back or ended; either happens once. */
export function takenSignIns(taken: readonly TakenGrant[], ending: GrantEnding): TakenSignIns {
  let held = taken;
  const release = (): readonly TakenGrant[] => {
    const released = held;
    held = [];
    return released;
  };
  return {
    async putBack(isMeant = () => true) {
      let isSaved = true;
      // The last one that was taken out of a shared sign-in knows its latest refresh token.
      for (const { name, keeper, grant } of [...release()].reverse()) {
        const present = await keeper.load();
        const isTaken = present.ok && present.value !== undefined;
        if (isTaken || !isMeant(name)) await endTaken(keeper, grant, ending);
        else isSaved = (await keeper.putBack(grant)).ok && isSaved;
      }
      return isSaved;
    },
    async end() {
      await Promise.all(release().map(({ keeper, grant }) => endTaken(keeper, grant, ending)));
    },
  };
}
