import type { WindowWords } from '../i18n/create-i18n.ts';

/** Words of files `./<namespace>.ts`, by namespace. */
export function byNamespace(files: WindowWords): WindowWords {
  const named = Object.entries(files).map(([path, words]) => [path.slice(2, -'.ts'.length), words]);
  return Object.fromEntries(named) as WindowWords;
}
