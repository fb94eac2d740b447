import { homedir } from 'node:os';

import type { Snapshot } from '../../shared/domain/events.ts';
import { createFindings } from '../host/findings.ts';
import type { Findings } from '../host/findings.ts';
import { followChanges } from '../host/follow-changes.ts';
import { createHost } from '../host/host.ts';
import type { Host } from '../host/host.ts';
import type { ServedHost, Services } from '../host/services.ts';
import { createLinkOpener } from '../host/link-opener.ts';
import { startSequence } from '../host/start-sequence.ts';
import { registryNotices } from '../host/start-notices.ts';
import { createAddressOpener } from '../shell/open-address.ts';
import { keepShownPlace } from '../shell/shown-place.ts';
import { openForAgreements } from '../trust/follow-agreements.ts';
import { composeConnections } from './compose-connections.ts';
import type { ComposedConnections } from './compose-connections.ts';
import { composeFeatures } from './compose-features.ts';
import type { ComposedFeatures } from './compose-features.ts';
import { lazyGateway } from './lazy-gateway.ts';
import type { LazyGateway } from './lazy-gateway.ts';
import { composeNews } from './compose-news.ts';
import type { ComposedNews } from './compose-news.ts';
import { composeServers } from './compose-servers.ts';
import type { ComposedServers } from './compose-servers.ts';
import { openStores } from './compose-stores.ts';
import type { Stores } from './compose-stores.ts';
import { basicsOf } from './composition.ts';
import type { Basics, Composition } from './composition.ts';
import { followSurroundings } from './follow-surroundings.ts';

/** How long the last agreements may keep the app from ending, e.g. for a locked keyring, ms. */
const lastSaveMs = 2_000;

/** What the stages have made. */
interface Stages {
  readonly basics: Basics;
  readonly stores: Stores;
  readonly servers: ComposedServers;
  readonly news: ComposedNews;
  readonly connections: ComposedConnections;
  readonly features: ComposedFeatures;
  readonly gateway: LazyGateway;
}

/**
 * Puts a host together with this computer's files, processes, network and clock: what lies on the
 * disk, servers, where news go, connections, features. It resolves when the registry was read;
 * nothing is started or contacted before `start`.
 */
export async function composeHost(composition: Composition): Promise<ServedHost> {
  const basics = basicsOf(composition);
  const { firstProfile } = composition.app;
  const stores = await openStores({ ...basics, keys: composition.keys, firstProfile });
  const servers = await composeServers(basics, stores);
  const news = composeNews(basics, stores, servers);
  const connections = composeConnections(basics, stores, servers, news);
  const features = composeFeatures(basics, stores, servers, news, connections);
  const gateway = lazyGateway(basics, stores, servers, news, connections, features);
  const stages = { basics, stores, servers, news, connections, features, gateway };
  const host = hostOf(stages);
  for (const notice of registryNotices(servers.load, basics.clock.now())) news.notices.add(notice);
  return { host, services: servicesOf(stages) };
}

function hostOf(stages: Stages): Host {
  const { basics, stores, servers, news, connections, features } = stages;
  const { events, notices } = news;
  const { pool, pools, signIns, ownSignIns, ownCatalogs } = connections;
  const findings = createFindings(servers.allServers, basics.clock);
  const changes = followChanges({
    ...servers,
    ...connections,
    ...features,
    ...news,
    catalogs: ownCatalogs,
    signIns: ownSignIns,
    findings,
  });
  const waiting = pools.onState((...input) => signIns.onState(...input));
  const surroundings = followSurroundings(basics, stores, servers, news, connections, () =>
    stages.gateway.open(),
  );
  return createHost({
    snapshot: () => snapshotOf(stages),
    events,
    openLink: createLinkOpener({ signIns, notices, now: () => basics.clock.now() }),
    beforeStart: () => beforeStart(stages),
    startServers() {
      pool.startAll();
      stages.gateway.open();
      features.updates.start();
      void features.connected.drift.start();
    },
    end: () => end(stages, { changes, waiting, findings }),
    endNow() {
      connections.children.roster.endNow();
      stores.lock.releaseNow();
    },
    async release() {
      surroundings[Symbol.dispose]();
      features.connected.drift[Symbol.dispose]();
      await release(stages);
    },
  });
}

function snapshotOf({ basics, stores, servers, news, connections, features }: Stages): Snapshot {
  const { version, platform } = basics.composition.app;
  // What waits to be told is already in the state; told later it would be told twice.
  news.events.flush();
  return {
    seq: news.events.seq(),
    servers: servers.registry.list().map(servers.view),
    states: connections.pool.statusAll(),
    catalogs: connections.ownCatalogs.summaries(),
    signIns: { ...connections.ownSignIns.all() },
    profiles: features.profiles.profiles(),
    ...features.undo.state(),
    questions: [...connections.questions.pending()],
    approvals: [...features.approvalDesk.pending()],
    settings: features.settings.get(),
    vault: stores.vault.status(),
    notices: [...news.notices.all()],
    app: { version, platform },
  };
}

function beforeStart({ basics, stores, servers, news, connections, features }: Stages) {
  const { agreements, vault } = stores;
  const { registry, edits, allServers, load } = servers;
  const sample = { title: 'Sample', transport: { type: 'built-in', id: 'sample' } } as const;
  return startSequence({
    load,
    openAgreements: () => openForAgreements(registry.list(), agreements, vault),
    reap: () => connections.children.reap(),
    loadVault: () => vault.load(),
    servers: () => allServers.list(),
    pruneBundles: (all) => features.imports.prune(all),
    restoreSignIns: () => connections.signIns.restore(),
    pruneSecrets: () => features.secrets.prune(),
    seed: basics.composition.seedSample ? () => edits.create(sample) : undefined,
    notices: news.notices,
    now: () => basics.clock.now(),
  });
}

/** Ends what has a life of its own; what is told meanwhile still reaches the window. */
async function end(
  { stores, news, connections, features, gateway }: Stages,
  {
    changes,
    waiting,
    findings,
  }: {
    readonly changes: Disposable;
    readonly waiting: Disposable;
    readonly findings: Findings;
  },
): Promise<void> {
  // First: an app that is told nothing any more asks nothing any more.
  features.approvalDesk.dispose();
  await gateway.close();
  const historySaved = stores.history.close();
  connections.questions.dispose();
  // Revoking what stays away may take seconds, and so may ending programs.
  await Promise.all([connections.pool.dispose(), features.undo.dispose()]);
  await connections.signIns.dispose();
  waiting[Symbol.dispose]();
  changes[Symbol.dispose]();
  connections.ownSignIns[Symbol.dispose]();
  connections.ownCatalogs[Symbol.dispose]();
  features.diagnostics[Symbol.dispose]();
  features.updates[Symbol.dispose]();
  news.events.dispose();
  await findings.settled();
  await historySaved;
  await news.calls.close();
}

/** Saves what is to be kept, closes everything and gives the folder back. */
async function release({ stores, news, connections }: Stages): Promise<void> {
  await Promise.all([
    stores.catalogs.flush(),
    stores.agreements.settled(lastSaveMs),
    stores.handles.settled(),
    stores.pins.settled(),
    stores.approvals.settled(),
    stores.appRights.settled(),
  ]);
  await Promise.all([stores.summaries.dispose(), stores.tracker.dispose()]);
  stores.pins[Symbol.dispose]();
  stores.approvals[Symbol.dispose]();
  stores.appRights[Symbol.dispose]();
  news.logBook.dispose();
  connections.judge[Symbol.dispose]();
  await connections.network.dispose();
  await connections.children.roster.dispose();
  await stores.lock.release();
}

function servicesOf({ basics, stores, servers, news, connections, ...rest }: Stages): Services {
  const { saveText, choosePath, signIn } = basics.composition;
  const { pool, ownSignIns, ownCatalogs, signIns, questions } = connections;
  const { notices, log, calls, tellLeftOut, events } = news;
  return {
    ...rest.features,
    gateway: () => rest.gateway.desk(),
    registry: servers.registry,
    edits: servers.edits,
    appRights: stores.appRights,
    catalogs: ownCatalogs,
    pool,
    signIns: { ...ownSignIns, finish: (url, via) => signIns.finish(url, via) },
    questions,
    notices,
    log,
    calls,
    tellLeftOut,
    saveText,
    choosePath,
    imports: () => rest.features.imports.importer(),
    moving: () => rest.features.moving.moving(),
    appConnections: (name) => connections.apps.of(servers.inUse(), name),
    connectedApps: () => rest.features.connected.apps(),
    vaultStatus: () => stores.vault.status(),
    readPaste: async (text) =>
      (await import('../config-formats/read-paste.ts')).readPaste(text, { home: homedir() }),
    goTo: (name, action) => events.publish({ kind: 'navigation-requested', name, action }),
    showQuestions: () => events.publish({ kind: 'answer-asked' }),
    askWindow: (command) => events.publish({ kind: 'command-requested', command }),
    shownPlace: keepShownPlace(),
    openAddress: createAddressOpener((url) => signIn.browser.open(url)),
  };
}
