import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { preferencesName } from './early-preferences.ts';

/**
 * Writes preferences in one step and before it returns, to the file electron-store keeps, which is
 * loaded only with the first change. Throws where the disk refuses; what was there then stays.
 */
export function writePreferences(folder: string, preferences: object): void {
  const path = join(folder, `${preferencesName}.json`);
  writeFileSync(`${path}.new`, JSON.stringify(preferences, undefined, '\t'), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
