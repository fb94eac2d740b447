import type { ServerDefinition } from '../../shared/domain/server.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import { changesBetween } from './changes-between.ts';
import type { RegistryRecord } from './registry-file.ts';
import type { RegistryChange } from './registry-change.ts';

/** The records after somebody else has changed the file, and what is different about them. */
export interface TakenOver {
  readonly records: readonly RegistryRecord[];
  readonly changes: readonly RegistryChange[];
}

/**
 * Compares what a file holds by now with the servers that are known. What is the same stays the
 * same object; what is started or contacted differently becomes newer, so that its connection is
 * replaced.
 */
export function takeOver(
  known: ReadonlyMap<string, ServerDefinition>,
  found: readonly RegistryRecord[],
  now: number,
): TakenOver {
  const records = found.map((record): RegistryRecord => {
    if (record.kind !== 'server') return record;
    return { kind: 'server', server: merged(known.get(record.server.name), record.server, now) };
  });
  const servers = new Map(
    records.flatMap((record) =>
      record.kind === 'server' ? [[record.server.name, record.server] as const] : [],
    ),
  );
  return { records, changes: changesBetween(known, [...servers.values()]) };
}

function merged(
  known: ServerDefinition | undefined,
  server: ServerDefinition,
  now: number,
): ServerDefinition {
  if (known === undefined) return server;
  if (isSame(known, server)) return known;
  const updatedAt = isSame(connectingPart(known), connectingPart(server))
    ? known.updatedAt
    : Math.max(now, known.updatedAt + 1);
  return { ...server, updatedAt };
}

/** What a connection depends on. */
function connectingPart(server: ServerDefinition): unknown {
  const { transport, auth, variables, variableValues, era, timeouts } = server;
  return [transport, auth, variables, variableValues, era, timeouts];
}

/** Whether two values of a document are equal, whatever the order of their fields. */
function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
