import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { ServerReplacement } from './registry-records.ts';
import type { BatchServer } from './server-batch.ts';
import type { RegistryChange } from './registry-change.ts';

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

/** What is told of servers that are new or replaced together. */
export function changesOfBatch(servers: readonly BatchServer[]): readonly RegistryChange[] {
  return servers.map((one) => {
    const cause = one.previous === undefined ? 'created' : 'updated';
    return { kind: 'saved', cause, ...one };
  });
}

/** What is told of servers that others may use now, or that went, and of those that came back. */
export function changesOfReplacing(
  changes: readonly ServerReplacement[],
  back: readonly ServerDefinition[],
): readonly RegistryChange[] {
  return [
    ...changes.map(({ previous, next: server }): RegistryChange =>
      server === undefined
        ? { kind: 'removed', server: previous }
        : { kind: 'saved', cause: 'access', server, previous },
    ),
    ...back.map((server): RegistryChange => ({ kind: 'saved', cause: 'created', server })),
  ];
}
