import { z } from 'zod';

import { handlePattern } from '../../shared/domain/handle.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import { serverNameSchema } from '../../shared/domain/server.ts';
import type { ServerDefinition, ServerTransport } from '../../shared/domain/server.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { HandleMemory } from './handles.ts';

/** Version of {@link handleFileSchema}; raise it together with a migration. */
export const handleFileVersion = 1;

const entrySchema = z.object({
  handle: z.string().regex(handlePattern),
  server: serverNameSchema,
  createdAt: z.number(),
  /** A hash of what it starts or contacts. */
  launch: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

/** Every handle that was ever given, and to whom. */
export const handleFileSchema = z.object({ given: z.array(entrySchema) });
export type HandleFile = z.infer<typeof handleFileSchema>;

/** Handles kept at most; the oldest of servers that are gone are forgotten then. */
const maxEntries = 20_000;

/**
 * How long handles are gathered before they are saved. A server's own file says its handle too: only
 * of one that came and went again in this time it would be forgotten with a crash.
 */
const saveDelayMs = 1_000;

/**
 * Remembers whose every handle is and was, so that what an app was allowed to do with one server is
 * never done with another. A server that comes back, or is added again with the same program or
 * address, gets the handle it had.
 */
export interface HandleBook extends HandleMemory {
  /** Reads what former runs gave; never rejects. */
  load(): Promise<void>;
  /** Notes the handles of these servers; answers at once, and what is new is saved a moment later. */
  note(servers: Iterable<ServerDefinition>): void;
  /** A person gives a server a handle, whoever has had it. */
  give(handle: string, server: ServerDefinition): void;
  /** Resolves when all that was noted is saved, or could not be. */
  settled(): Promise<void>;
}

/** A book over a document. */
export function createHandleBook(deps: {
  readonly store: DocumentStore<HandleFile>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly hash: HashText;
  readonly logger: Logger;
}): HandleBook {
  const { store, clock, hash, logger } = deps;
  const given = new Map<string, Entry>();
  let timer: Disposable | undefined;
  let saving: Promise<void> = Promise.resolve();

  // All servers are noted with every change and finding, and hardly any of them is another.
  const hashes = new WeakMap<ServerTransport, string>();
  const launchHash = ({ transport }: ServerDefinition): string => {
    const known = hashes.get(transport) ?? hash(launchOf(transport));
    hashes.set(transport, known);
    return known;
  };
  const save = (): void => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    while (given.size > maxEntries) given.delete([...given.keys()][0] ?? '');
    const file = { given: [...given.values()] };
    saving = saving.then(async () => {
      const saved = await store.save(file);
      if (!saved.ok) logger.warn('handles were not saved', { reason: saved.error.code });
    });
  };
  const saveSoon = (): void => {
    timer ??= clock.schedule(saveDelayMs, save);
  };
  const put = (handle: string, server: ServerDefinition): boolean => {
    const launch = launchHash(server);
    const known = given.get(handle);
    if (known !== undefined && isOf(known, server) && known.launch === launch) return false;
    given.delete(handle);
    given.set(handle, { handle, server: server.name, createdAt: server.createdAt, launch });
    return true;
  };

  return {
    hash,
    async load() {
      const loaded = await store.load();
      if (loaded.status !== 'loaded' && loaded.status !== 'restored') return;
      for (const entry of loaded.value.given) given.set(entry.handle, entry);
    },
    ownerOf(handle, server) {
      const entry = given.get(handle);
      if (entry === undefined) return 'nobody';
      return isOf(entry, server) || entry.launch === launchHash(server) ? 'this' : 'other';
    },
    note(servers) {
      const news = [...servers].filter(
        (server) => server.handle !== undefined && put(server.handle, server),
      );
      if (news.length > 0) saveSoon();
    },
    give(handle, server) {
      if (put(handle, server)) saveSoon();
    },
    settled() {
      if (timer !== undefined) save();
      return saving;
    },
  };
}

/** What tells a server from others that are called the same: its program or address. */
function launchOf(transport: ServerTransport): string {
  if (isProgram(transport)) {
    return canonicalJson([transport.type, transport.command, transport.args]);
  }
  return canonicalJson([transport.type, hasAddress(transport) ? transport.url : transport.id]);
}

/** Whether a handle was given to this very server. */
function isOf(entry: Entry, { name, createdAt }: ServerDefinition): boolean {
  return entry.server === name && entry.createdAt === createdAt;
}
