import { z } from 'zod';

import { connectBySchema } from '../../shared/domain/connected-app.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import type { DocumentSaveError, DocumentStore } from '../documents/document-ports.ts';
import type { PlainValue } from './edit/plain-value.ts';

/** Version of {@link connectionRecordsSchema}; raise it together with a migration. */
export const connectionRecordsVersion = 1;

const plainSchema: z.ZodType<PlainValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.object({ list: z.array(plainSchema) }),
    z.object({ map: z.array(z.tuple([z.string(), plainSchema])) }),
  ]),
);

const recordSchema = z.object({
  id: z.string(),
  place: z.string(),
  /** What our entry is called there. */
  name: z.string(),
  /** Our entry as it was written, or as a person kept it. */
  entry: plainSchema,
  /** Epoch ms. */
  connectedAt: z.number(),
  /** The file as it was written, SHA-256. */
  after: z.string(),
  /** The copy of what was there before; null when there was no file. */
  backup: z.string().nullable(),
  /** How it was connected; by its file where that is not said. */
  by: connectBySchema.optional(),
  /** Names of the other servers in it when a person last looked. */
  known: z.array(z.string()),
});
/** An app that a person has connected. */
export type ConnectionRecord = Readonly<z.infer<typeof recordSchema>>;

/** The document of all connected apps. */
export const connectionRecordsSchema = z.object({ apps: z.array(recordSchema) });
export type ConnectionRecords = z.infer<typeof connectionRecordsSchema>;

/** What is known of each connected app; it outlives a restart. */
export interface ConnectionBook {
  all(): Promise<readonly ConnectionRecord[]>;
  get(id: string): Promise<ConnectionRecord | undefined>;
  /** Sets or, with undefined, drops the record of an app. */
  set(id: string, record: ConnectionRecord | undefined): Promise<Result<void, DocumentSaveError>>;
  /** Told after a record was set or dropped. */
  onChange(listener: () => void): Disposable;
}

/** A book over a document, which is read when it is first asked for. */
export function createConnectionBook(
  store: DocumentStore<ConnectionRecords>,
  logger: Pick<Logger, 'error'>,
): ConnectionBook {
  const changes = createEmitter<[]>(logger, 'connected apps');
  const queue = createSerialQueue();
  let loaded: Promise<ReadonlyMap<string, ConnectionRecord>> | undefined;
  const load = async (): Promise<ReadonlyMap<string, ConnectionRecord>> => {
    const load = await store.load();
    const isThere = load.status === 'loaded' || load.status === 'restored';
    return new Map(isThere ? load.value.apps.map((one) => [one.id, one]) : []);
  };
  const records = () => (loaded ??= load());
  return {
    all: async () => [...(await records()).values()],
    onChange: (listener) => changes.on(listener),
    get: async (id) => (await records()).get(id),
    set: (id, record) =>
      queue.run(async () => {
        const next = new Map(await records());
        if (record === undefined) next.delete(id);
        else next.set(id, record);
        const saved = await store.save({ apps: [...next.values()] as ConnectionRecords['apps'] });
        if (!saved.ok) return saved;
        loaded = Promise.resolve(next);
        changes.emit();
        return ok(undefined);
      }),
  };
}
