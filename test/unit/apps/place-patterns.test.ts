import { expect, test } from 'vitest';
import { isPlaceLike, placesThatAre } from '../../../src/main/apps/place-patterns.ts';

const packages = 'C:\\me\\AppData\\Local\\Packages\\';
const pattern = `${packages}Claude_*\\LocalCache\\Roaming\\Claude\\c.json`;
const namesOf = (folders: Readonly<Record<string, readonly string[]>>) => async (folder: string) =>
  Object.entries(folders).find(([one]) => one === folder)?.[1] ?? [];

test('every installation is a place by itself, in its order', async () => {
  const names = namesOf({ [packages]: ['Claude_pz', 'claude_other', 'ClaudeX', 'Other_Claude_1'] });
  expect(await placesThatAre([[pattern], ['C:\\plain.json']], 'win32', names)).toEqual([
    [`${packages}Claude_pz\\LocalCache\\Roaming\\Claude\\c.json`],
    [`${packages}claude_other\\LocalCache\\Roaming\\Claude\\c.json`],
    ['C:\\plain.json'],
  ]);
});

test('where nothing is installed there is no place', async () => {
  expect(await placesThatAre([[pattern]], 'win32', namesOf({}))).toEqual([]);
});

test('a star for the files of a folder, and alternatives, stay as they are', async () => {
  const choices = [['/home/me/.continue/mcpServers/*'], ['/a', '/b']];
  expect(await placesThatAre(choices, 'linux', namesOf({}))).toEqual(choices);
});

test('other systems tell letters apart, and a folder is never the one above', async () => {
  const names = namesOf({ '/home/me/.var/app/': ['dev.zed.Zed', '..', '.'] });
  const zed = ['/home/me/.var/app/*/config/zed/settings.json'];
  expect(await placesThatAre([zed], 'linux', names)).toEqual([
    ['/home/me/.var/app/dev.zed.Zed/config/zed/settings.json'],
  ]);
  expect(isPlaceLike('/a/B*/c', '/a/B1/c', 'linux')).toBe(true);
  expect(isPlaceLike('/a/B*/c', '/a/b1/c', 'linux')).toBe(false);
});

test('a file somebody chose is known by its pattern', () => {
  const place = `${packages}Claude_pz\\LocalCache\\Roaming\\Claude\\c.json`;
  expect(isPlaceLike(pattern, place, 'win32')).toBe(true);
  expect(isPlaceLike(pattern, place.replace('Roaming', 'Local'), 'win32')).toBe(false);
  expect(isPlaceLike(pattern, `${place}\\x`, 'win32')).toBe(false);
  expect(isPlaceLike('/a/c', '/a/c', 'linux')).toBe(true);
});
