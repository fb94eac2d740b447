import { z } from 'zod';

import { handlePattern } from '../../shared/domain/handle.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import { serverNameSchema } from '../../shared/domain/server.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
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

/** Every handle that was ever given, and to whom. */
export const handleFileSchema = z.object({ given: z.array(entrySchema) });
export type HandleFile = z.infer<typeof handleFileSchema>;

/** Handles kept at most; the oldest of servers that are gone are forgotten then. */
const maxEntries = 20_000;

/**
 * Remembers whose every handle is and was, so that what an app was allowed to do with one server is
 * never done with another. A server that comes back, or is added again with the same program or
 * address, gets the handle it had.
 */
export interface HandleBook extends HandleMemory {
  /** Reads what former runs gave; never rejects. */
  load(): Promise<void>;
  /** Notes the handles of these servers; answers at once and saves what is new. */
  note(servers: Iterable<ServerDefinition>): void;
  /** A person gives a server a handle, whoever has had it. */
  give(handle: string, server: ServerDefinition): void;
  /** Resolves when all that was noted is saved, or could not be. */
  settled(): Promise<void>;
}

/** A book over a document. */
export function createHandleBook(deps: {
  readonly store: DocumentStore<HandleFile>;
  readonly hash: HashText;
  readonly logger: Logger;
}): HandleBook {
  const { store, hash, logger } = deps;
  const given = new Map<string, z.infer<typeof entrySchema>>();
  let saving: Promise<void> = Promise.resolve();

  const entryOf = (handle: string, server: ServerDefinition) => {
    const { name, createdAt } = server;
    return { handle, server: name, createdAt, launch: hash(launchOf(server)) };
  };
  const save = (): void => {
    while (given.size > maxEntries) given.delete([...given.keys()][0] ?? '');
    const file = { given: [...given.values()] };
    saving = saving.then(async () => {
      const saved = await store.save(file);
      if (!saved.ok) logger.warn('handles were not saved', { reason: saved.error.code });
    });
  };
  const put = (handle: string, server: ServerDefinition): boolean => {
    const entry = entryOf(handle, server);
    const known = given.get(handle);
    if (known !== undefined && canonicalJson(known) === canonicalJson(entry)) return false;
    given.delete(handle);
    given.set(handle, entry);
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
      const isSame = entry.server === server.name && entry.createdAt === server.createdAt;
      return isSame || entry.launch === hash(launchOf(server)) ? 'this' : 'other';
    },
    note(servers) {
      const news = [...servers].filter(
        (server) => server.handle !== undefined && put(server.handle, server),
      );
      if (news.length > 0) save();
    },
    give(handle, server) {
      if (put(handle, server)) save();
    },
    settled: () => saving,
  };
}

/** What tells a server from others that are called the same: its program or address. */
function launchOf({ transport }: ServerDefinition): string {
  if (transport.type === 'stdio') {
    return canonicalJson(['stdio', transport.command, transport.args]);
  }
  return canonicalJson([transport.type, 'url' in transport ? transport.url : transport.id]);
}
