import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { ImportSurroundings } from './compose-imports.ts';
import type { Importer } from '../import/importer.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';

/** An importer that is loaded when somebody wants to import. */
export interface LazyImports {
  importer(): Promise<Importer>;
  /** Removes unpacked bundles that none of `servers` starts from; one look when there are none. */
  prune(servers: readonly ServerDefinition[]): Promise<void>;
}

/** Readers of every app's settings are a lot of code, which a start must not wait for. */
export function lazyImports(surroundings: ImportSurroundings): LazyImports {
  const composed = async () => {
    const [{ composeImports }, homes] = await Promise.all([
      import('./compose-imports.ts'),
      surroundings.homes(),
    ]);
    return composeImports({ ...surroundings, homes });
  };
  let loading: ReturnType<typeof composed> | undefined;
  const loaded = () => (loading ??= composed());
  return {
    importer: async () => (await loaded()).imports,
    async prune(servers) {
      const hasBundles = await stat(join(surroundings.folder, 'bundles')).catch(() => undefined);
      if (hasBundles) await (await loaded()).pruneBundles(servers);
    },
  };
}
