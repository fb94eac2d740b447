import type { Settings } from '../../shared/domain/settings.ts';
import type { CallLog } from '../activity/call-log.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { EventHub } from '../ipc/event-hub.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

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
  /** Told after each change. */
  onChange(listener: () => void): Disposable;
}

/** The preferences in `store`. */
export function createSettingsService(deps: {
  readonly store: SettingsStore;
  readonly pool: Pick<ConnectionPool, 'setPaused'>;
  readonly events: Pick<EventHub, 'publish'>;
  readonly calls: Pick<CallLog, 'forgetContents'>;
  readonly logger: Pick<Logger, 'error'>;
}): SettingsService {
  const { store, pool, events, calls } = deps;
  const changes = createEmitter<[]>(deps.logger, 'settings');
  return {
    get: () => store.get(),
    update(change) {
      const former = store.get();
      const changed = { ...former, ...change };
      store.set(changed);
      // Who does not want it kept any more does not want it there either.
      if (former.keepsCallContents && !changed.keepsCallContents) void calls.forgetContents();
      void pool.setPaused(changed.isPaused);
      events.publish({ kind: 'settings-changed', settings: changed });
      changes.emit();
      return changed;
    },
    onChange: (listener) => changes.on(listener),
  };
}
