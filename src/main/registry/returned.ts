import type { Result } from '../../shared/util/result.ts';
import { renameHolders } from './recipients.ts';
import type { Returned } from './recipients.ts';
import type { StorageRefusal } from './registry-error.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';

/**
 * Saves servers that come back: those that keep their names with what was agreed to for them, those
 * with others with their secrets. Where `save` fails, neither is so any more.
 */
export async function saveReturned<T>(
  returned: readonly Returned[],
  { agreements, secrets }: Pick<ServerRegistryDeps, 'agreements' | 'secrets'>,
  save: () => Promise<Result<T, StorageRefusal>>,
): Promise<Result<T, StorageRefusal>> {
  const same = returned.filter(({ former, server }) => former.name === server.name);
  const renamed = await renameHolders(returned, secrets);
  for (const { server } of same) agreements.bringBack(server.name);
  const saved = await save();
  if (saved.ok) return saved;
  for (const { server } of same) agreements.putAside(server.name);
  if (renamed.ok) await renamed.value.takeBack();
  return saved;
}
