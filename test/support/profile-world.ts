import { createLogBook } from '../../src/main/activity/log-book.ts';
import { createCatalogStore } from '../../src/main/catalog/catalog-store.ts';
import { createConnectionPool } from '../../src/main/connections/pool.ts';
import { saveJointly, type HomeChange } from '../../src/main/transfer/joint-save.ts';
import type { GrantName } from '../../src/main/oauth/oauth.ts';
import { homeSaver } from '../../src/main/profiles/home-changes.ts';
import { createProfileBook, type ProfilesFile } from '../../src/main/profiles/profile-book.ts';
import {
  createProfileRegistry,
  type ProfileSwitch,
} from '../../src/main/profiles/profile-registry.ts';
import { createProfileService } from '../../src/main/profiles/profiles.ts';
import type { RegistryFile } from '../../src/main/registry/registry-file.ts';
import { createServerRegistry } from '../../src/main/registry/server-registry.ts';
import { removeServer } from '../../src/main/servers/server-removal.ts';
import type { SignIns } from '../../src/main/sign-in/sign-ins-port.ts';
import { createUndoJournal } from '../../src/main/undo/undo-journal.ts';
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
  const everything = createServerRegistry({
    store: serversFile,
    secrets,
    agreements,
    clock,
    logger,
  });
  const book = createProfileBook({ store: profilesFile, clock, logger, firstTitle: 'Personal' });
  const changeFile = createMemoryDocument<HomeChange>();
  const documents = { registry: serversFile, profiles: profilesFile, change: changeFile };
  const registry = createProfileRegistry({
    registry: everything,
    profiles: book,
    save: homeSaver(documents, (profiles, servers) => {
      const before = { profiles: book.file(), registry: everything.file() };
      return saveJointly(documents, before, { profiles, registry: servers });
    }),
    logger,
  });
  await Promise.all([everything.load(), book.load()]);
  await clock.advance(1);
  const opener = new FakeSessionOpener(clock);
  const log = createLogBook({ clock });
  const catalogs = createCatalogStore({ logger, openDocument: () => createMemoryDocument() });
  const pool = createConnectionPool({
    definitions: {
      get: (name) => registry.get(name),
      list: () => registry.list(),
      onChange: (listener) => registry.onChange(({ server }) => listener(server.name)),
    },
    opener,
    resolveLaunch: () =>
      Promise.resolve(
        ok({
          launch: { type: 'streamable-http', url: 'https://one.example/mcp', headers: {} },
          redact: [],
          era: 'auto',
          timeouts: defaultTimeouts,
        }),
      ),
    catalogs,
    log,
    clock,
    random: createFakeRandom(),
    logger,
  });
  const signIns = createFakeSignIns();
  const keepBackup = (): Promise<void> => Promise.resolve();
  const undo = createUndoJournal({ clock, random: createFakeRandom(), logger });
  const profiles = createProfileService({
    book,
    everything,
    registry,
    pool,
    catalogs,
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
    everything,
    book,
    registry,
    pool,
    profiles,
    undo,
    told,
    switches,
    remove: (name: string) =>
      removeServer(name, {
        registry,
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

function createFakeSignIns(): Pick<SignIns, 'changeOwner' | 'grants' | 'forgetOf' | 'takeOut'> {
  const grants: GrantName[] = [];
  return {
    changeOwner: () => undefined,
    grants: () => Promise.resolve(grants),
    forgetOf: () => Promise.resolve(),
    takeOut: () =>
      Promise.resolve({ putBack: () => Promise.resolve(true), end: () => Promise.resolve() }),
  };
}
