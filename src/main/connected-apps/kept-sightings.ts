import { z } from 'zod';

import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Logger } from '../kernel/logger.ts';
import { createAppSightings, maxCalls } from './app-sightings.ts';
import type { AppSightings, AppSightingsDeps } from './app-sightings.ts';

/** Version of {@link appSightingsFileSchema}; raise it together with a migration. */
export const appSightingsFileVersion = 1;

/** Before there was a count there was none, and one that is nonsense costs no more than itself. */
const callsSchema = z.number().int().min(0).max(maxCalls).catch(0);

/** The document of when apps last came, and how often they called. */
export const appSightingsFileSchema = z.object({
  apps: z.array(
    z.tuple([
      z.string().max(200),
      z.object({
        lastSeenAt: z.number(),
        lastCallAt: z.number().nullable(),
        calls: callsSchema,
      }),
    ]),
  ),
});
export type AppSightingsFile = z.infer<typeof appSightingsFileSchema>;

/** Sightings that outlive a restart. */
export interface KeptSightings extends AppSightings {
  /** Reads those of earlier runs; newer ones stay. */
  load(): Promise<void>;
  /** Whether any app ever came. */
  hasAny(): Promise<boolean>;
  /** Saves what is not yet; what comes after this is for the run alone. */
  close(): Promise<void>;
}

/** Sightings over a document; one that is lost costs a word in the window, so nothing is refused. */
export function createKeptSightings(
  store: DocumentStore<AppSightingsFile>,
  logger: Pick<Logger, 'warn'>,
  clock: AppSightingsDeps['clock'],
): KeptSightings {
  const queue = createSerialQueue();
  const save = async (): Promise<void> => {
    await load();
    const saved = await store.save({
      apps: sightings.all().map(([app, one]) => [app, { ...one }]),
    });
    if (!saved.ok) logger.warn('that an app came was not noted', { code: saved.error.code });
  };
  const sightings = createAppSightings({ keep: () => void queue.run(save), clock });
  let loading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    const load = await store.load();
    if (load.status === 'loaded' || load.status === 'restored') sightings.restore(load.value.apps);
  };
  const load = (): Promise<void> => (loading ??= read());
  const hasAny = async (): Promise<boolean> => {
    await load();
    return sightings.all().length > 0;
  };
  const close = (): Promise<void> =>
    queue.run(() => (sightings.end() ? save() : Promise.resolve()));
  return { ...sightings, load, hasAny, close };
}
