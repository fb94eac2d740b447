import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { RegistryChange } from './server-registry.ts';

/** What listeners are told when these servers take the place of those: removals first. */
export function changesBetween(
  before: ReadonlyMap<string, ServerDefinition>,
  after: readonly ServerDefinition[],
): readonly RegistryChange[] {
  const names = new Set(after.map(({ name }) => name));
  const gone = [...before.values()].filter(({ name }) => !names.has(name));
  const saved = after.flatMap((server): readonly RegistryChange[] => {
    const previous = before.get(server.name);
    if (previous === server) return [];
    const cause = previous === undefined ? 'created' : 'updated';
    return [{ kind: 'saved', cause, server, ...(previous && { previous }) }];
  });
  return [...gone.map((server) => ({ kind: 'removed' as const, server })), ...saved];
}
