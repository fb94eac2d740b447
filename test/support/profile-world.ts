import { createOneLog } from './one-log.ts';
import { createOwnerCatalogs } from '../../src/main/catalog/owner-catalogs.ts';
import { createOwnerPools } from '../../src/main/connections/owner-pools.ts';
import { createConnectionPool } from '../../src/main/connections/pool.ts';
import { saveJointly } from '../../src/main/transfer/joint-save.ts';
import type { HomeChange } from '../../src/main/transfer/joint-save.ts';
import type { GrantName } from '../../src/main/oauth/oauth-ports.ts';
import { createEditsInUse } from '../../src/main/profiles/edits-in-use.ts';
import { homeSaver } from '../../src/main/profiles/home-changes.ts';
import { createHomeSteps } from '../../src/main/profiles/home-steps.ts';
import { createOwnedServers } from '../../src/main/profiles/owned-servers.ts';
import { createOwners } from '../../src/main/profiles/owners.ts';
import { createPoolInUse } from '../../src/main/profiles/pool-in-use.ts';
import { createProfileStore } from '../../src/main/profiles/profile-store.ts';
import type { ProfilesFile } from '../../src/main/profiles/profile-store.ts';
import { createServersInUse } from '../../src/main/profiles/servers-in-use.ts';
import type { ProfileSwitch } from '../../src/main/profiles/servers-in-use.ts';
import { createProfileViews } from '../../src/main/profiles/profile-views.ts';
import { createProfileService } from '../../src/main/profiles/profiles.ts';
import type { RegistryFile } from '../../src/main/registry/registry-file.ts';
import { createServerRegistry } from '../../src/main/registry/server-registry.ts';
import { removeServer } from '../../src/main/servers/server-removal.ts';
import { createSignedIn } from '../../src/main/sign-in/signed-in.ts';
import type { SignIns } from '../../src/main/sign-in/sign-ins-port.ts';
import { createUndoJournal } from '../../src/main/undo/undo-journal.ts';
import type { BackupReason } from '../../src/shared/domain/moving.ts';
import { defaultTimeouts } from '../../src/shared/domain/server.ts';
import { ok } from '../../src/shared/util/result.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { createFakeRandom } from './fake-random.ts';
import { createFakeSecrets } from './fake-secrets.ts';
import { FakeSessionOpener } from './fake-session-opener.ts';
import { createMemoryAgreements } from './memory-agreements.ts';
import { createMemoryDocument } from './memory-document.ts';
import { createSilentLogger } from './silent-logger.ts';

/**
 * Profiles, registry, pool and undo as the host puts them together, on files in memory; `files` are
 * those another world has left.
 */
export async function createProfileWorld(
  files: {
    readonly servers?: string | undefined;
    readonly profiles?: string | undefined;
    /** Epoch ms. */
    readonly now?: number;
  } = {},
) {
  const clock = new FakeClock(files.now);
  const logger = createSilentLogger();
  const secrets = createFakeSecrets();
  const serversFile = createMemoryDocument<RegistryFile>(parsed(files.servers));
  const profilesFile = createMemoryDocument<ProfilesFile>(parsed(files.profiles));
  const agreements = createMemoryAgreements();
  const allServers = createServerRegistry({
    store: serversFile,
    secrets,
    agreements,
    clock,
    logger,
  });
  const book = createProfileStore({ store: profilesFile, clock, logger, firstTitle: 'Personal' });
  const views = createProfileViews({ registry: allServers, profiles: book });
  const changeFile = createMemoryDocument<HomeChange>();
  const documents = { registry: serversFile, profiles: profilesFile, change: changeFile };
  /** Why backups were kept, and what was on the disk then. */
  const backups: { readonly reason: BackupReason; readonly servers: string | undefined }[] = [];
  const keepBackup = async (reason: BackupReason): Promise<void> => {
    backups.push({ reason, servers: serversFile.text });
  };
  const all = { registry: allServers, profiles: book };
  const registry = createServersInUse({ ...all, views, logger });
  const home = createHomeSteps({
    ...all,
    servers: registry,
    keepBackup,
    save: homeSaver(documents, (profiles, servers) => {
      const before = { profiles: book.file(), registry: allServers.file() };
      return saveJointly(documents, before, { profiles, registry: servers });
    }),
  });
  const inUse = () => book.profiles().activeId;
  const edits = createEditsInUse({ edits: allServers, servers: registry, home, inUse });
  await Promise.all([allServers.load(), book.load()]);
  await clock.advance(1);
  const opener = new FakeSessionOpener(clock);
  const log = createOneLog({ clock });
  const catalogs = createOwnerCatalogs({
    clock,
    logger,
    owners: () => [],
    openDocument: () => createMemoryDocument(),
  });
  const parts = {
    opener,
    resolveLaunch: () =>
      Promise.resolve(
        ok({
          launch: { type: 'streamable-http' as const, url: 'https://one.example/mcp', headers: {} },
          redact: [],
          era: 'auto' as const,
          timeouts: defaultTimeouts,
        }),
      ),
    log,
    clock,
    random: createFakeRandom(),
    logger,
  };
  const signedIn = createSignedIn(logger);
  const owners = createOwners({ views, profiles: () => book.file().profiles, signedIn });
  const servers = createOwnedServers({
    registry: allServers,
    views,
    owners,
    home: registry,
    signedIn,
  });
  const pools = createOwnerPools({
    servers,
    isPaused: false,
    untilKnown: () => undefined,
    logger,
    poolOf: (owner, { definitions }) =>
      createConnectionPool({ ...parts, definitions, catalogs: catalogs.of(owner) }),
  });
  const pool = createPoolInUse({
    pools,
    owners,
    registry,
    inUse,
    afterShown: (task) => task(),
    logger,
  });
  const signIns = createFakeSignIns();
  const undo = createUndoJournal({ clock, random: createFakeRandom(), logger });
  const profiles = createProfileService({
    book,
    allServers,
    registry,
    home,
    pool,
    dropCatalogs: () => Promise.resolve(),
    signIns,
    undo,
    keepBackup,
    clock,
  });

  /** The servers as somebody knows them who only hears of changes. */
  const told = new Map(registry.list().map((server) => [server.name, server]));
  registry.onChange((change) => {
    if (change.kind === 'removed') told.delete(change.server.name);
    else told.set(change.server.name, change.server);
  });
  const switches: (ProfileSwitch & { readonly shown: readonly string[] })[] = [];
  registry.onSwitch((change) =>
    switches.push({ ...change, shown: registry.list().map(({ name }) => name) }),
  );

  return {
    clock,
    secrets,
    serversFile,
    profilesFile,
    changeFile,
    backups,
    allServers,
    book,
    registry,
    edits,
    home,
    pool,
    pools,
    profiles,
    undo,
    told,
    switches,
    remove: (name: string) =>
      removeServer(name, {
        registry,
        home,
        allServers,
        pool,
        signIns,
        undo,
        keepBackup,
        dropTraces: () => Promise.resolve(),
      }),
    /** Names of servers of which a session lives. */
    live: (): readonly string[] =>
      opener.sessions.filter(({ isClosed }) => !isClosed).map(({ opening }) => opening.serverName),
    settle,
    async dispose() {
      await undo.dispose();
      const disposed = pool.dispose();
      await clock.advance(20_000);
      await disposed;
      log.dispose();
    },
  };
}

const parsed = <T>(text: string | undefined): T | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as T);

/** What {@link createProfileWorld} makes. */
export type ProfileWorld = Awaited<ReturnType<typeof createProfileWorld>>;

function createFakeSignIns(): Pick<SignIns, 'of' | 'grants' | 'takeOut'> {
  const grants: GrantName[] = [];
  return {
    grants: () => Promise.resolve(grants),
    of: () => {
      throw new Error('nobody is signed in');
    },
    takeOut: () =>
      Promise.resolve({ putBack: () => Promise.resolve(true), end: () => Promise.resolve() }),
  };
}
