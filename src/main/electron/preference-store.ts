import { z } from 'zod';

import { settingsSchema } from '../../shared/domain/settings.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { preferencesName, readPreferences } from './early-preferences.ts';
import type { WindowPlace } from './early-preferences.ts';
import { writePreferences } from './write-preferences.ts';

const windowPlaceSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().min(200),
  height: z.number().min(200),
  isMaximized: z.boolean().default(false),
});

const preferencesSchema = z.object({
  settings: settingsSchema.catch(settingsSchema.parse({})).default(settingsSchema.parse({})),
  window: windowPlaceSchema.optional().catch(undefined),
  toldOfTray: z.boolean().optional().catch(undefined),
});

/** What a person chose and how the window stood. Losing it costs a preference, never a server. */
export interface Preferences {
  readonly settings: Settings;
  readonly window?: WindowPlace;
  /** The person has been told once that closing the window leaves Patchbay in the tray. */
  readonly toldOfTray?: boolean;
}

/** Reads and writes {@link Preferences}. */
export interface PreferenceStore {
  read(): Preferences;
  /** Changes some of it in memory at once and on disk soon after. */
  write(change: Partial<Preferences>): void;
  /** Resolves when all that was written is on disk. */
  flush(): Promise<void>;
  /** Writes what is not on disk yet before it returns; for when the system is ending. */
  flushNow(): void;
}

/**
 * Preferences in `preferences.json` under `folder`. Reading is one plain file read, because it
 * delays the first list; electron-store writes, and is loaded only then.
 */
export function createPreferenceStore(
  folder: string,
  onWriteFailed: (error: unknown) => void = () => undefined,
): PreferenceStore {
  let current: Preferences = preferencesSchema.parse(readPreferences(folder));
  let writing: Promise<void> = Promise.resolve();
  let saved = current;
  return {
    read: () => current,
    write(change) {
      current = { ...current, ...change };
      const wanted = current;
      writing = writing
        .then(() => save(folder, wanted))
        .then(() => void (saved = wanted))
        .catch(onWriteFailed);
    },
    flush: () => writing,
    flushNow() {
      if (saved === current) return;
      try {
        writePreferences(folder, current);
        saved = current;
      } catch (error) {
        onWriteFailed(error);
      }
    },
  };
}

async function save(folder: string, preferences: Preferences): Promise<void> {
  const { default: ElectronStore } = await import('electron-store');
  new ElectronStore({ cwd: folder, name: preferencesName, clearInvalidConfig: true }).set({
    ...preferences,
  });
}
