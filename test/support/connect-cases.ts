import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { userPaths } from '../../src/main/apps/app-paths.ts';
import type { System } from '../../src/main/apps/known-app.ts';
import { importSources } from '../../src/main/apps/known-apps.ts';
import { homes } from '../unit/import/golden.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** What is put into a file on each system. */
export const bridges: Readonly<Record<System, string>> = {
  darwin: '/Applications/Patchbay.app/Contents/Resources/patchbay-bridge',
  win32: 'C:\\Program Files\\Patchbay\\patchbay-bridge.exe',
  linux: '/opt/Patchbay/patchbay-bridge',
};
const systems: readonly System[] = ['darwin', 'win32', 'linux'];

/** Every app that is connected by its file, on every system. */
export const connectCases = importSources.flatMap((source) => {
  const { id, title, connect: way } = source;
  if (way === undefined || way.by === 'hand') return [];
  return systems.flatMap((system) => {
    const places = userPaths(source, { system, home: homes[system], env: {} }).flat();
    const place = id === 'librechat' ? 'librechat.yaml' : places[0];
    return place === undefined ? [] : [{ id, title, way, system, place }];
  });
});

/** The golden files of the import, by what they are called there. */
export const goldenOf = (id: string, place: string): string => {
  const name = place.split(/[\\/]/).at(-1) ?? '';
  return readFileSync(join(root, 'test/fixtures/import', id, name), 'utf8');
};

/** Whether `text` is `before` with characters put in at places, and nothing taken out. */
export function keepsEveryByte(before: string, text: string): boolean {
  let at = 0;
  for (const char of text) if (before.startsWith(char, at)) at += char.length;
  return at === before.length;
}

/** Files as people have them. */
export const variants = [
  ['as it is', (text: string) => text],
  ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['behind a mark', (text: string) => `\uFEFF${text}`],
  ['without a last line end', (text: string) => text.trimEnd()],
] as const;
