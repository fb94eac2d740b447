import type { AppPools } from './app-pools.ts';
import type { OwnerPools } from './owner-pools.ts';
import type { ProfilePool } from './profile-pool.ts';

/**
 * The connections of profiles, with those that apps have for themselves: what pauses, ends or tells the
 * first does so to the second, and a person who ends or restarts a server at the window does it for all.
 */
export function withAppPools(pools: OwnerPools, apps: AppPools): OwnerPools {
  const all = (profileId: string): ProfilePool => {
    const own = pools.of(profileId);
    return {
      ...own,
      async disconnect(name) {
        const [, state] = await Promise.all([apps.drop(name, profileId), own.disconnect(name)]);
        return state;
      },
      async reinitialize(name, signal) {
        await apps.drop(name, profileId);
        return own.reinitialize(name, signal);
      },
    };
  };
  return {
    of: all,
    serve(profileId, by) {
      const served = pools.serve(profileId, by);
      return {
        [Symbol.dispose]() {
          served[Symbol.dispose]();
          apps.keepServed(pools.served());
        },
      };
    },
    served: () => pools.served(),
    onState: (listener) => pools.onState(listener),
    notify(event) {
      pools.notify(event);
      apps.notify(event);
    },
    async setPaused(isPaused) {
      await Promise.all([pools.setPaused(isPaused), apps.setPaused(isPaused)]);
    },
    async drop(name) {
      await Promise.all([pools.drop(name), apps.drop(name)]);
    },
    async dispose() {
      await Promise.all([pools.dispose(), apps.dispose()]);
    },
  };
}
