import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ServerView } from '../../shared/domain/server.ts';
import { createImporter } from '../import/importer.ts';
import type { Importer } from '../import/importer.ts';
import type { ImporterDeps, MovedHomes } from '../import/importer-deps.ts';
import { toServerView } from '../registry/server-view.ts';
import type { RegistryMaintenance, Servers } from '../registry/registry-ports.ts';
import { createBundles } from '../node/import/bundles.ts';
import { createSettingsFiles } from '../node/import/settings-files.ts';
import type { Random } from '../kernel/random.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';

/** What an importer shares with the rest of the host. */
export interface ImportSurroundings {
  /** Bundles lie in `bundles` below this folder. */
  readonly folder: string;
  /** The servers of the profile in use. */
  readonly registry: Pick<Servers, 'list'>;
  readonly home: ImporterDeps['home'];
  readonly allServers: Pick<RegistryMaintenance, 'dropSecrets'>;
  readonly hasSecret: (id: string) => boolean;
  readonly random: Random;
  readonly forget: (name: string) => Promise<void>;
  readonly homes: () => Promise<MovedHomes>;
  readonly undo: UndoJournal;
}

/** An importer on this computer's files, and the tidying of bundles that no server uses. */
interface ComposedImports {
  readonly imports: Importer;
  readonly pruneBundles: (servers: ReturnType<Servers['list']>) => Promise<void>;
}

/** Puts an importer together; it reads nothing before it is asked. */
export function composeImports(
  surroundings: Omit<ImportSurroundings, 'homes'> & { readonly homes: MovedHomes },
): ComposedImports {
  const { folder, registry, hasSecret } = surroundings;
  const bundles = createBundles({
    folder: join(folder, 'bundles'),
    id: () => surroundings.random.id(),
  });
  const servers = (): readonly ServerView[] =>
    registry.list().map((server) => toServerView(server, hasSecret));
  const imports = createImporter({
    ...surroundings,
    files: createSettingsFiles(),
    surroundings: { system: systemOf(process.platform), home: homedir(), env: process.env },
    registry: surroundings.allServers,
    servers,
    bundles,
  });
  return {
    imports,
    pruneBundles: (all) =>
      bundles.prune((place) =>
        all.some(({ transport }) => JSON.stringify(transport).includes(quoted(place))),
      ),
  };
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Systems without an app of their own keep to the places of Linux. */
export const systemOf = (platform: NodeJS.Platform) =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux';
