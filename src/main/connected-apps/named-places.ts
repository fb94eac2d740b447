import { z } from 'zod';

import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentSaveError, DocumentStore } from '../documents/document-ports.ts';
import type { NamedPlace } from './found-apps.ts';

/** Version of {@link namedPlacesSchema}; raise it together with a migration. */
export const namedPlacesVersion = 1;

/** The document of files that a person has named. */
export const namedPlacesSchema = z.object({
  places: z.array(z.object({ app: z.string().max(100), place: z.string().max(4_096) })),
});
export type NamedPlacesFile = z.infer<typeof namedPlacesSchema>;

/** Files of apps that lie where only the person knows. */
export interface NamedPlaces {
  all(): Promise<readonly NamedPlace[]>;
  /** One that is there already is fine. */
  add(place: NamedPlace): Promise<Result<void, DocumentSaveError>>;
  /** One that is not there is fine. */
  remove(place: NamedPlace): Promise<Result<void, DocumentSaveError>>;
}

/** Named places over a document, which is read when it is first asked for. */
export function createNamedPlaces(store: DocumentStore<NamedPlacesFile>): NamedPlaces {
  const queue = createSerialQueue();
  let loaded: Promise<readonly NamedPlace[]> | undefined;
  const load = async (): Promise<readonly NamedPlace[]> => {
    const load = await store.load();
    return load.status === 'loaded' || load.status === 'restored' ? load.value.places : [];
  };
  const all = () => (loaded ??= load());
  const change = (next: (places: readonly NamedPlace[]) => readonly NamedPlace[]) =>
    queue.run(async (): Promise<Result<void, DocumentSaveError>> => {
      const places = next(await all());
      const saved = await store.save({ places: places.map((one) => ({ ...one })) });
      if (!saved.ok) return saved;
      loaded = Promise.resolve(places);
      return ok(undefined);
    });
  const without = (places: readonly NamedPlace[], { app, place }: NamedPlace) =>
    places.filter((one) => one.app !== app || one.place !== place);
  return {
    all,
    add: (place) => change((places) => [...without(places, place), place]),
    remove: (place) => change((places) => without(places, place)),
  };
}
