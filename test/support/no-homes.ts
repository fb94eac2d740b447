import type { MovedHomes } from '../../src/main/import/importer-deps.ts';

/** Stands where no file of Patchbay's own is imported. */
export function noHomes(servers: MovedHomes['servers']): MovedHomes {
  return {
    profiles: () => [],
    servers,
    save: () => Promise.reject(new Error('no home was imported')),
    bringUp: () => undefined,
    tidy: () => Promise.resolve(),
  };
}
