import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the window stood, in screen pixels. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

/** What the window needs to know before anything else is loaded. */
export interface EarlyPreferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly place: WindowPlace | undefined;
}

/** Name of the preferences' file without its ending. */
export const preferencesName = 'preferences';

/**
 * Reads theme and window place from the preferences under `folder`. Checked by hand: a validator
 * takes longer to load than this file to read, and the window waits for it. What is missing or
 * wrong means the default.
 */
export function readFirstLook(folder: string): EarlyPreferences {
  const preferences = readPreferences(folder);
  const theme = recordOf(preferences['settings'])['theme'];
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    place: placeOf(recordOf(preferences['window'])),
  };
}

/** The preferences as they lie on disk, unchecked; an empty record when there are none. */
export function readPreferences(folder: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(readFileSync(join(folder, `${preferencesName}.json`), 'utf8')));
  } catch {
    return {};
  }
}

function placeOf({ x, y, width, height, isMaximized }: Record<string, unknown>) {
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return undefined;
  if (width < 200 || height < 200) return undefined;
  return { x, y, width, height, isMaximized: isMaximized === true };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
