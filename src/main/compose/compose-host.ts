import { homedir } from 'node:os';
import { join } from 'node:path';

import type { Notice } from '../../shared/domain/events.ts';
import type { BackupReason } from '../../shared/domain/moving.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { createLogBook } from '../activity/log-book.ts';
import { createLiveRequests } from '../catalog/live-requests.ts';
import { classifyOutcome } from '../connections/classify-outcome.ts';
import { composeCare } from './compose-care.ts';
import { createConnectionPool, type ConnectionPool } from '../connections/pool.ts';
import { lazyImports } from './lazy-imports.ts';
import { completeFormerChange, lazyMoving, saveHome } from './lazy-moving.ts';
import { createBackedUpRegistry } from '../moving/backed-up-registry.ts';
import { keepDaily } from '../moving/keep-daily.ts';
import { composeNetwork } from './compose-network.ts';
import { openStores } from './compose-stores.ts';
import { composeSignIns, type SignInSurroundings } from './compose-sign-ins.ts';
import { followLock } from '../host/late-lock.ts';
import { followVault } from '../host/follow-vault.ts';
import { createHost, type Host, type HostParts } from '../host/host.ts';
import { createEventHub } from '../ipc/event-hub.ts';
import { createLeftOutTeller, eventFilter } from '../ipc/left-out.ts';
import { watchFolder } from '../node/folder-watch.ts';
import { createSystemRoster } from '../node/orphans/system-roster.ts';
import { createSystemClock } from '../node/system-clock.ts';
import { createSystemRandom } from '../node/system-random.ts';
import { createLazyJudge } from '../node/judge/lazy-judge.ts';
import { createLazySessionOpener } from '../node/sdk/lazy-session-opener.ts';
import { createUserPath, userEnvironment } from '../node/user-path.ts';
import { followOutsideChanges } from '../host/outside-changes.ts';
import type { Clock, Logger, OutsideFacts } from '../ports.ts';
import { createProfileRegistry } from '../profiles/profile-registry.ts';
import { createProfileService } from '../profiles/profiles.ts';
import type { QuestionPort } from '../questions/question.ts';
import { checkedQuestions } from '../questions/answer-question.ts';
import { createQuestionDesk } from '../questions/question-desk.ts';
import { followOutside } from '../reconnection/follow-outside.ts';
import { createLaunchResolver } from '../registry/launch-resolver.ts';
import { toServerView } from '../registry/server-view.ts';
import { removeServer } from '../server-removal.ts';
import { isSound, orphansNotice, registryNotices } from '../host/start-notices.ts';
import { createStoredSecrets } from '../stored-secrets.ts';
import { followAgreements, openForAgreements } from '../trust/follow-agreements.ts';
import { createUndoJournal } from '../undo/undo-journal.ts';
import type { KeyStore } from '../vault/key-store.ts';

/** How long the last agreements may keep the app from ending, e.g. for a locked keyring, ms. */
const lastSaveMs = 2_000;

/** What differs between Electron, a terminal and a test; the rest is made here. */
export interface Composition {
  /** Documents lie in `data` below this folder. */
  readonly dataFolder: string;
  readonly keys: KeyStore;
  readonly settings: SettingsStore;
  readonly logger: Logger;
  readonly app: HostParts['app'] & {
    /** What the first profile is called. */
    readonly firstProfile: string;
  };
  /** Sleep and network; absent where nobody watches them. Disposed by whoever made it. */
  readonly outside?: OutsideFacts;
  /** The desktop's word on which proxy leads to an address, as a PAC file would put it. */
  readonly systemProxy?: (url: string) => Promise<string>;
  readonly saveText: HostParts['saveText'];
  readonly choosePath: HostParts['choosePath'];
  readonly signIn: SignInSurroundings;
  /**
   * Who answers when a server asks something: the window, or somebody else. Absent where nobody
   * can; then servers are told not to ask.
   */
  readonly questions?: 'window' | QuestionPort;
  readonly clock?: Clock;
  /** On the very first start, add the built-in sample server. */
  readonly seedSample: boolean;
}

/** Keeps a person's preferences. */
export interface SettingsStore {
  get(): Settings;
  set(settings: Settings): void;
}

/**
 * Puts a host together with this computer's files, processes, network and clock. It resolves when
 * the registry was read; nothing is started or contacted before `start`.
 */
export async function composeHost(composition: Composition): Promise<Host> {
  const { dataFolder, settings, logger, outside } = composition;
  const clock = composition.clock ?? createSystemClock();
  const random = createSystemRandom();
  const folder = join(dataFolder, 'data');
  const stores = await openStores({
    folder,
    keys: composition.keys,
    firstProfile: composition.app.firstProfile,
    clock,
    random,
    logger,
  });
  const { lock, vault, agreements, catalogs, summaries, tracker, history, book } = stores;
  await completeFormerChange({ folder, ...stores, logger });
  const keepBackup = async (reason: BackupReason) => (await moving.moving()).backups.keep(reason);
  const everything = createBackedUpRegistry(stores.everything, keepBackup);
  const registry = createProfileRegistry({
    registry: everything,
    profiles: book,
    save: saveHome(stores),
    logger,
  });
  const [registryLoad] = await Promise.all([
    everything.load(),
    book.load(),
    summaries.load(),
    tracker.load(),
    history.load(),
  ]);
  const owner = () => book.profiles().activeId;
  const addNotice = (notice: Notice) => host.addNotice(notice);
  const tellLeftOut = createLeftOutTeller({ clock, logger, addNotice });
  const events = createEventHub({ clock, shape: eventFilter(tellLeftOut) });
  const logBook = createLogBook({ clock, owner });
  const children = createSystemRoster({ folder: join(folder, 'running'), clock, logger });
  const userPath = createUserPath();
  const judge = createLazyJudge();
  const desk = createQuestionDesk({
    clock,
    random,
    judge,
    openPage: (url) => composition.signIn.browser.open(url),
  });
  const asked = composition.questions === 'window' ? desk.port : composition.questions;
  const network = composeNetwork({
    settings,
    systemProxy: composition.systemProxy,
    addNotice: (notice) => host.addNotice(notice),
    clock,
    logger,
  });
  const signIns = composeSignIns({
    network,
    folder,
    vault,
    registry,
    settings,
    surroundings: composition.signIn,
    owner,
    pool: () => pool,
    clock,
    random,
    logger,
  });
  const pool: ConnectionPool = createConnectionPool({
    definitions: {
      get: (name) => registry.get(name),
      list: () => registry.list(),
      onChange: (listener) => registry.onChange(({ server }) => listener(server.name)),
    },
    opener: createLazySessionOpener({
      clock,
      random,
      logger,
      outside,
      network,
      clientVersion: composition.app.version,
      roster: children.roster,
      authorize: signIns.authorize,
      userPath,
      questions: asked && checkedQuestions(asked, judge),
    }),
    resolveLaunch: createLaunchResolver({
      registry,
      secrets: vault,
      agreements,
      owner,
      homeFolder: homedir(),
      environment: () => userEnvironment(userPath),
      clock,
    }),
    catalogs,
    log: logBook,
    clock,
    random,
    logger,
    memories: {
      recall: (name, updatedAt) => tracker.of(owner()).recall(name, updatedAt),
      remember: (name, memory) => tracker.of(owner()).remember(name, memory),
    },
    maxConcurrentConnects: { programs: settings.get().maxConcurrentConnects },
    isPaused: settings.get().isPaused,
  });
  const secrets = createStoredSecrets({
    vault,
    registry: everything,
    signIns,
    owner,
    pool,
    show: (name) => {
      const server = registry.get(name);
      if (server === undefined) return;
      events.publish({ kind: 'server-saved', server: toServerView(server, (id) => vault.has(id)) });
    },
    backedUp: () => moving.secretIds(),
    logger,
  });
  const undo = createUndoJournal({ clock, random, logger });
  const following = outside && [
    outside.onWake(() => signIns.retryNow()),
    outside.onNetwork((isOnline) => isOnline && signIns.retryNow()),
    followOutside(outside, pool),
  ];

  const moving = lazyMoving({
    ...stores,
    folder,
    guarded: everything,
    registry,
    pool: () => pool,
    signIns,
    forget: (name) => host.forget(name),
    saveText: composition.saveText,
    clock,
    random,
    logger,
  });
  const importing = lazyImports({
    folder,
    registry,
    random,
    hasSecret: (id) => vault.has(id),
    forget: (name) => host.forget(name),
    homes: async () => (await moving.moving()).homes,
    undo,
  });
  const keepingDaily = keepDaily(clock, () => moving.moving(), logger);

  const host = createHost({
    registry,
    pool,
    catalogs,
    logBook,
    events,
    tellLeftOut,
    signIns,
    profiles: createProfileService({
      book,
      everything,
      registry,
      pool,
      catalogs,
      signIns,
      undo,
      keepBackup,
      clock,
    }),
    undo,
    questions: desk,
    removeServer: (name) =>
      removeServer(name, {
        registry,
        pool,
        signIns,
        dropTraces: (gone) => host.dropTraces(gone),
        undo,
        keepBackup,
      }),
    care: composeCare({
      registry,
      pool,
      vault,
      logBook,
      signIns,
      history,
      summaries: () => summaries.all(),
      userPath,
      app: composition.app,
      clock,
    }),
    secrets,
    live: createLiveRequests({
      acquire: (name, signal) => pool.acquire(name, signal),
      refresh: (name, signal) => pool.refreshCatalog(name, signal),
      catalog: (name) => catalogs.get(name),
      describe: (outcome) => classifyOutcome(outcome, clock.now()).failure,
      validate: async (schema, args) =>
        (await import('../catalog/validate-arguments.ts')).validateArguments(judge, schema, args),
      log: (name, entry) => logBook.append(name, entry),
      clock,
    }),
    settings: {
      get: () => settings.get(),
      update(change) {
        const changed = { ...settings.get(), ...change };
        settings.set(changed);
        void pool.setPaused(changed.isPaused);
        events.publish({ kind: 'settings-changed', settings: changed });
        return changed;
      },
    },
    summaries: () => summaries.all(),
    vaultStatus: () => vault.status(),
    hasSecret: (id) => vault.has(id),
    readPaste: async (text) =>
      (await import('../registry/paste/read-paste.ts')).readPaste(text, { home: homedir() }),
    imports: () => importing.importer(),
    moving: () => moving.moving(),
    saveText: composition.saveText,
    choosePath: composition.choosePath,
    app: { version: composition.app.version, platform: composition.app.platform },
    now: () => clock.now(),
    async beforeStart() {
      openForAgreements(registry.list(), agreements, vault);
      const [reaped] = await Promise.all([children.reap(), vault.load()]);
      if (isSound(registryLoad)) await importing.prune(everything.list());
      if (reaped > 0) host.addNotice(orphansNotice(reaped, clock.now()));
      await signIns.restore();
      if (isSound(registryLoad)) await secrets.prune();
      if (composition.seedSample && registryLoad.status === 'absent') {
        await registry.create({ title: 'Sample', transport: { type: 'built-in', id: 'sample' } });
      }
    },
    async release() {
      outsideChanges[Symbol.dispose]();
      keepingDaily[Symbol.dispose]();
      followingVault[Symbol.dispose]();
      followingAgreements[Symbol.dispose]();
      following?.forEach((subscription) => subscription[Symbol.dispose]());
      await Promise.all([catalogs.flush(), agreements.settled(lastSaveMs)]);
      await Promise.all([summaries.dispose(), tracker.dispose()]);
      logBook.dispose();
      judge[Symbol.dispose]();
      await network.dispose();
      await children.roster.dispose();
      await lock.release();
    },
  });
  const followingVault = followVault(vault, {
    events,
    notices: host,
    pool,
    now: () => clock.now(),
  });
  const followingAgreements = followAgreements(vault, { agreements, pool });
  const outsideChanges = followOutsideChanges({
    registry: everything,
    book,
    notices: host,
    clock,
    watch: (onChange) =>
      watchFolder({ folder, names: ['servers.json', 'profiles.json'] }, onChange, {
        clock,
        logger,
      }),
  });
  followLock({
    lock,
    complete: (held) => completeFormerChange({ folder, ...stores.openedUnder(held), logger }),
    rereads: [
      () => vault.reload(),
      () => agreements.load(),
      () => everything.reload(),
      () => book.reload(),
    ],
    notices: host,
    logger,
    now: () => clock.now(),
  });
  for (const notice of registryNotices(registryLoad, clock.now())) host.addNotice(notice);
  return host;
}
