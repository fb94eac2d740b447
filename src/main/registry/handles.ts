import { freeHandle, handleOf, handlePattern } from '../../shared/domain/handle.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { RegistryRecord } from './registry-file.ts';
import { recordOf, serversIn } from './registry-records.ts';

/** A server whose handle in the file is not the one it has. */
export interface Rehandled {
  readonly title: string;
  readonly wished: string;
  readonly handle: string;
}

/** What is known of handles beside the servers themselves. */
export interface HandleMemory {
  /** Whose a handle is: this server's, another's (also of one that is gone), or nobody's. */
  ownerOf(handle: string, server: ServerDefinition): 'this' | 'other' | 'nobody';
  readonly hash: HashText;
}

/** Records in which every server has a handle of its own, and those that did not get theirs. */
export interface HandledRecords {
  readonly records: readonly RegistryRecord[];
  readonly rehandled: readonly Rehandled[];
}

/**
 * Gives every server a handle that no other has or had: the one in its record, else the one it had
 * before (`known`), else one its name suggests. Of several servers that claim one handle, whoever has
 * had it keeps it, else the oldest, else the first. Servers that need no change stay the same object.
 */
export function withHandles(
  records: readonly RegistryRecord[],
  known: ReadonlyMap<string, Pick<ServerDefinition, 'handle'>>,
  memory: HandleMemory,
): HandledRecords {
  const servers = serversIn(records);
  const claims = new Map(
    servers.map((server) => [server, server.handle ?? known.get(server.name)?.handle] as const),
  );
  const given = settled(claims, memory);
  const taken = new Set(given.values());
  for (const server of servers) {
    if (given.has(server)) continue;
    const handle = freeHandle(
      claims.get(server) ?? handleOf(server.name, memory.hash),
      (one) => taken.has(one) || memory.ownerOf(one, server) === 'other',
    );
    taken.add(handle);
    given.set(server, handle);
  }
  const rehandled = servers.flatMap((server): readonly Rehandled[] => {
    const handle = given.get(server);
    const wished = server.handle;
    if (handle === undefined || wished === undefined || wished === handle) return [];
    return [{ title: server.title, wished, handle }];
  });
  return { rehandled, records: records.map((record) => handledRecord(record, given)) };
}

/**
 * A further server beside those that have their handles, with one of its own; undefined where it says
 * itself which it has, so that {@link withHandles} has to judge whose that is.
 */
export function withNewHandle(
  server: ServerDefinition,
  others: Iterable<Pick<ServerDefinition, 'handle'>>,
  memory: HandleMemory,
): ServerDefinition | undefined {
  if (server.handle !== undefined) return undefined;
  const taken = new Set<string | undefined>();
  for (const { handle } of others) taken.add(handle);
  const handle = freeHandle(
    handleOf(server.name, memory.hash),
    (one) => taken.has(one) || memory.ownerOf(one, server) === 'other',
  );
  return { ...server, handle };
}

function handledRecord(
  record: RegistryRecord,
  given: ReadonlyMap<ServerDefinition, string>,
): RegistryRecord {
  if (record.kind !== 'server') return record;
  const handle = given.get(record.server);
  if (handle === undefined || handle === record.server.handle) return record;
  return recordOf({ ...record.server, handle });
}

/** Who gets the handle it claims. */
function settled(
  claims: ReadonlyMap<ServerDefinition, string | undefined>,
  memory: HandleMemory,
): Map<ServerDefinition, string> {
  const best = new Map<string, ServerDefinition>();
  for (const [server, handle] of claims) {
    if (handle === undefined || !handlePattern.test(handle)) continue;
    if (memory.ownerOf(handle, server) === 'other') continue;
    const rival = best.get(handle);
    if (rival === undefined || isBefore(server, rival, handle, memory)) best.set(handle, server);
  }
  return new Map([...best].map(([handle, server]) => [server, handle]));
}

function isBefore(
  server: ServerDefinition,
  rival: ServerDefinition,
  handle: string,
  memory: HandleMemory,
): boolean {
  const [hasHad, rivalHas] = [server, rival].map((one) => memory.ownerOf(handle, one) === 'this');
  if (hasHad !== rivalHas) return hasHad === true;
  return server.createdAt < rival.createdAt;
}
