import { readdir } from 'node:fs/promises';

/** Ids of the backups whose documents lie in a folder; none when there is no such folder. */
export async function backupIds(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.flatMap((name) => /^([A-Za-z0-9-]+)\.json(?:\.bak\d?)?$/.exec(name)?.[1] ?? []);
  return [...new Set(ids)].filter((id) => id !== 'index');
}
