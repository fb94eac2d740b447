import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Stores } from './compose-stores.ts';
import { bringUp } from '../connections/bring-up.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import { backupIndexSchema, backupVersion } from '../transfer/backup-index.ts';
import { createBackups } from '../transfer/backups.ts';
import type { Backups, BackupShelf } from '../transfer/backups.ts';
import { createExporter } from '../transfer/exporter.ts';
import type { SaveText } from '../transfer/exporter.ts';
import { homeContentsSchema } from '../transfer/home-contents.ts';
import type { HomeContents } from '../transfer/home-contents.ts';
import {
  completeChange,
  homeChangeSchema,
  homeChangeVersion,
  saveJointly,
} from '../transfer/joint-save.ts';
import type { JointDocuments } from '../transfer/joint-save.ts';
import { saveMovedHomes } from '../import/patchbay-export/moved-import.ts';
import type { Moving } from '../transfer/moving.ts';
import { createRestorer } from '../transfer/restorer.ts';
import { isUnreferred } from '../transfer/unused-profiles.ts';
import { backupIds } from '../node/transfer/backup-folder.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { ProfilesFile } from '../profiles/profile-store.ts';
import type { ServersInUse } from '../profiles/servers-in-use.ts';
import type { RegistryFile } from '../registry/registry-file.ts';
import type { SaveResult } from '../registry/registry-change.ts';
import { toServerView } from '../registry/server-view.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';

/** What backups are made of. */
export interface BackupSurroundings extends Pick<
  Stores,
  'allServers' | 'book' | 'documents' | 'openDocument'
> {
  /** The data folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Puts them together; nothing is read before they are asked. */
export function composeBackups(surroundings: BackupSurroundings): Backups {
  return createBackups({
    ...surroundings,
    shelf: shelfOf(surroundings),
    contents: () => contentsOf(surroundings),
  });
}

/** What moving shares with the rest of the host. */
export interface MovingSurroundings extends Pick<
  Stores,
  'allServers' | 'book' | 'vault' | 'documents' | 'openDocument'
> {
  readonly backups: Backups;
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
  /** The servers of the profile in use. */
  readonly registry: Pick<ServersInUse, 'get' | 'inOneStep'>;
  readonly pool: Pick<ConnectionPool, 'status' | 'connect'>;
  readonly signIns: Pick<SignIns, 'grants' | 'of'>;
  readonly forget: (name: string) => Promise<void>;
  readonly saveText: SaveText;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Puts it together; it reads nothing before it is asked. */
export function composeMoving(surroundings: MovingSurroundings): Moving {
  const { backups, allServers, keepBackup, registry, book, vault, clock } = surroundings;
  const contents = () => contentsOf(surroundings);
  const save = (profiles: ProfilesFile, next: RegistryFile) =>
    saveBoth(surroundings, profiles, next);
  const bringUp = (names: readonly string[]): void => {
    for (const name of names) startIfMeant(name, registry, surroundings.pool);
  };
  return {
    backups,
    exporter: createExporter({
      ...surroundings,
      contents,
      secrets: vault,
      randomBytes: (length) => randomBytes(length),
    }),
    restorer: createRestorer({
      backups,
      contents,
      book,
      allServers,
      registry,
      save,
      clock,
      after: { ...afterRestore(surroundings), bringUp },
    }),
    homes: {
      profiles: () => book.file().profiles,
      servers: () => allServers.list().map((one) => toServerView(one, (id) => vault.has(id))),
      save: (homes, chosen, turnsOn) =>
        registry.inOneStep(() =>
          saveMovedHomes(homes, chosen, turnsOn, { book, registry: allServers, keepBackup, save }),
        ),
      bringUp,
      async tidy(ids) {
        for (const id of ids) if (isUnreferred(id, contents())) await book.remove(id);
      },
    },
  };
}

/** Puts profiles and servers on the disk in one step. */
export function saveBoth(
  stores: Pick<Stores, 'allServers' | 'book' | 'documents' | 'openDocument'>,
  profiles: ProfilesFile,
  registry: RegistryFile,
): Promise<SaveResult> {
  const before = { profiles: stores.book.file(), registry: stores.allServers.file() };
  return saveJointly(jointDocuments(stores), before, { profiles, registry });
}

/** Completes a change of servers and profiles that a former run began. */
export function completeFormerChange(
  surroundings: Pick<MovingSurroundings, 'documents' | 'openDocument' | 'logger'>,
): Promise<void> {
  return completeChange(jointDocuments(surroundings), surroundings.logger);
}

function jointDocuments({
  documents,
  openDocument,
}: Pick<MovingSurroundings, 'documents' | 'openDocument'>): JointDocuments {
  const format = { schemaVersion: homeChangeVersion, schema: homeChangeSchema };
  return { ...documents, change: openDocument(['home-change.json'], format) };
}

const contentsOf = ({ book, allServers }: Pick<Stores, 'book' | 'allServers'>): HomeContents => ({
  profiles: book.file(),
  servers: [...allServers.list()],
});

function shelfOf({ openDocument, folder }: BackupSurroundings): BackupShelf {
  const schemaVersion = backupVersion;
  return {
    index: openDocument(['backups', 'index.json'], { schemaVersion, schema: backupIndexSchema }),
    document: (id) =>
      openDocument(['backups', `${id}.json`], { schemaVersion, schema: homeContentsSchema }),
    ids: () => backupIds(join(folder, 'backups')),
  };
}

function afterRestore({ signIns, forget }: MovingSurroundings) {
  return {
    async forget(servers: readonly ServerDefinition[], profileIds: readonly string[]) {
      await Promise.all(servers.map(({ name }) => forget(name)));
      for (const { owner, serverName } of await signIns.grants()) {
        if (profileIds.includes(owner)) await signIns.of(owner).signOut(serverName);
      }
    },
  };
}

function startIfMeant(
  name: string,
  registry: Pick<ServersInUse, 'get'>,
  pool: Pick<ConnectionPool, 'status' | 'connect'>,
): void {
  // What it lacked may be there by now.
  const isWaiting = ['idle', 'needs-setup'].includes(pool.status(name)?.kind ?? '');
  if (isWaiting) bringUp(registry.get(name), pool);
}
