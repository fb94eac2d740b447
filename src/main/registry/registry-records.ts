import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { RegistryRecord } from './registry-file.ts';
import type { BatchServer } from './server-batch.ts';
import { secretIdsInside, secretIdsOf } from './server-values.ts';

/** One server in the place of another; without `next` it goes. */
export interface ServerReplacement {
  readonly previous: ServerDefinition;
  readonly next: ServerDefinition | undefined;
}

/** The record of a server. */
export function recordOf(
  server: ServerDefinition,
): Extract<RegistryRecord, { readonly kind: 'server' }> {
  return { kind: 'server', server };
}

/** The servers that could be read, in the order of their records. */
export function serversIn(records: readonly RegistryRecord[]): readonly ServerDefinition[] {
  return records.flatMap((record) => (record.kind === 'server' ? [record.server] : []));
}

/** Names in use; an unreadable record keeps its name too, it may become readable again. */
export function namesIn(records: readonly RegistryRecord[]): readonly string[] {
  const names: string[] = [];
  for (const record of records) {
    const name = nameOf(record);
    if (name !== undefined) names.push(name);
  }
  return names;
}

function nameOf(record: RegistryRecord): string | undefined {
  if (record.kind === 'server') return record.server.name;
  const { raw } = record;
  const name: unknown =
    typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

const secretIds = new WeakMap<RegistryRecord, readonly string[]>();
/** Of all records together: a save asks several times. */
const secretIdsOfAll = new WeakMap<readonly RegistryRecord[], ReadonlySet<string>>();

/** What a file refers to; an unreadable record keeps its secrets, it may become readable again. */
export function secretIdsIn(records: readonly RegistryRecord[]): ReadonlySet<string> {
  const known = secretIdsOfAll.get(records);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  for (const record of records) for (const id of secretIdsOfRecord(record)) ids.add(id);
  secretIdsOfAll.set(records, ids);
  return ids;
}

function secretIdsOfRecord(record: RegistryRecord): readonly string[] {
  const known =
    secretIds.get(record) ??
    (record.kind === 'server' ? secretIdsOf(record.server) : [...secretIdsInside(record.raw)]);
  secretIds.set(record, known);
  return known;
}

/** The records with each of these servers in the place of the one that has its name. */
export function withServers(
  records: readonly RegistryRecord[],
  servers: readonly ServerDefinition[],
): readonly RegistryRecord[] {
  return withReplaced(
    records,
    servers.map((server) => ({ previous: server, next: server })),
  );
}

/** The records with a batch: what is replaced stays in its place, what is new comes last. */
export function withBatch(
  records: readonly RegistryRecord[],
  batch: readonly BatchServer[],
): readonly RegistryRecord[] {
  const fresh = batch.filter(({ previous }) => previous === undefined);
  const replacing = batch.filter(({ previous }) => previous !== undefined);
  const serversOf = (some: readonly BatchServer[]) => some.map(({ server }) => server);
  return [...withServers(records, serversOf(replacing)), ...serversOf(fresh).map(recordOf)];
}

/** The records after servers were replaced or went; all others stay where they are. */
export function withReplaced(
  records: readonly RegistryRecord[],
  changes: readonly ServerReplacement[],
): readonly RegistryRecord[] {
  const byName = new Map(changes.map((change) => [change.previous.name, change]));
  return records.flatMap((record): readonly RegistryRecord[] => {
    const change = record.kind === 'server' ? byName.get(record.server.name) : undefined;
    if (change === undefined) return [record];
    return change.next === undefined ? [] : [recordOf(change.next)];
  });
}

/** The records with one more server, where it was created among the others. */
export function inOrder(
  records: readonly RegistryRecord[],
  server: ServerDefinition,
): readonly RegistryRecord[] {
  const index = records.findIndex(
    (record) => record.kind === 'server' && record.server.createdAt > server.createdAt,
  );
  const record = recordOf(server);
  return index === -1 ? [...records, record] : records.toSpliced(index, 0, record);
}
