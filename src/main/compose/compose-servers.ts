import type { ServerDefinition, ServerView } from '../../shared/domain/server.ts';
import type { BackupReason } from '../../shared/domain/moving.ts';
import { createEditsInUse } from '../profiles/edits-in-use.ts';
import { createHomeSteps } from '../profiles/home-steps.ts';
import type { HomeSteps } from '../profiles/home-steps.ts';
import { createOwnedServers } from '../profiles/owned-servers.ts';
import type { ServersOfOwners } from '../profiles/owned-servers.ts';
import { createOwners } from '../profiles/owners.ts';
import type { Owners } from '../profiles/owners.ts';
import { createServersInUse } from '../profiles/servers-in-use.ts';
import type { ServersInUse } from '../profiles/servers-in-use.ts';
import { createProfileViews } from '../profiles/profile-views.ts';
import type { RegistryLoad, ServerEdits, ServerRegistry } from '../registry/registry-ports.ts';
import { toServerView } from '../registry/server-view.ts';
import { createSignedIn } from '../sign-in/signed-in.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';
import { completeFormerChange, lazyBackups, saveHome } from './lazy-moving.ts';
import type { LazyBackups } from './lazy-moving.ts';

/** Servers as they were read, whole and as the profile in use sees them. */
export interface ComposedServers {
  readonly load: RegistryLoad;
  /** Every server of every profile. */
  readonly allServers: ServerRegistry;
  /** The servers of the profile in use. */
  readonly registry: ServersInUse;
  /** What a person does with one of them. */
  readonly edits: ServerEdits;
  /** Changes of servers and profiles in one step. */
  readonly home: HomeSteps;
  readonly backups: LazyBackups;
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
  /** The servers of every profile, and whose connection each uses. */
  readonly owned: ServersOfOwners;
  readonly owners: Owners;
  /** Who is signed in where; told by the sign-ins. */
  readonly signedIn: SignedIn;
  /** The profile in use. */
  readonly inUse: () => string;
  readonly hasSecret: (id: string) => boolean;
  readonly view: (server: ServerDefinition) => ServerView;
}

/** Completes what a former run began, then reads what it left. */
export async function composeServers(basics: Basics, stores: Stores): Promise<ComposedServers> {
  const { folder, logger } = basics;
  const { allServers, book, vault } = stores;
  await completeFormerChange({ folder, ...stores, logger });
  const backups = lazyBackups({ ...basics, ...stores });
  const keepBackup = async (reason: BackupReason) => (await backups.backups()).keep(reason);
  const views = createProfileViews({ registry: allServers, profiles: book });
  const all = { registry: allServers, profiles: book };
  const registry = createServersInUse({ ...all, views, logger });
  const home = createHomeSteps({ ...all, servers: registry, save: saveHome(stores), keepBackup });
  const inUse = () => book.profiles().activeId;
  const [load] = await Promise.all([
    allServers.load(),
    book.load(),
    stores.summaries.load(),
    stores.tracker.load(),
    stores.history.load(),
  ]);
  const signedIn = createSignedIn(logger);
  const profiles = () => book.file().profiles;
  const owners = createOwners({ views, profiles, signedIn });
  const hasSecret = (id: string) => vault.has(id);
  return {
    load,
    allServers,
    registry,
    edits: createEditsInUse({ edits: allServers, servers: registry, home, inUse }),
    home,
    backups,
    keepBackup,
    owners,
    owned: createOwnedServers({ registry: allServers, views, owners, home: registry, signedIn }),
    signedIn,
    inUse,
    hasSecret,
    view: (server) => toServerView(server, hasSecret),
  };
}
