import type { Settings } from '../../shared/domain/settings.ts';
import type { ConnectionPool } from '../connections/pool.ts';
import type { EventHub } from '../ipc/event-hub.ts';

/** Keeps a person's preferences. */
export interface SettingsStore {
  get(): Settings;
  set(settings: Settings): void;
}

/** A person's preferences and a change to them. */
export interface SettingsService {
  get(): Settings;
  /** Keeps the change, lets it take effect at once, and tells the window. */
  update(change: Partial<Settings>): Settings;
}

/** The preferences in `store`. */
export function createSettingsService(deps: {
  readonly store: SettingsStore;
  readonly pool: Pick<ConnectionPool, 'setPaused'>;
  readonly events: Pick<EventHub, 'publish'>;
}): SettingsService {
  const { store, pool, events } = deps;
  return {
    get: () => store.get(),
    update(change) {
      const changed = { ...store.get(), ...change };
      store.set(changed);
      void pool.setPaused(changed.isPaused);
      events.publish({ kind: 'settings-changed', settings: changed });
      return changed;
    },
  };
}
