import { acquireAfterSignIn } from '../catalog/after-sign-in.ts';
import { createLiveRequests } from '../catalog/live-requests.ts';
import type { LiveRequests } from '../catalog/live-requests.ts';
import { classifyOutcome } from '../connections/classify-outcome.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import { createServerTraces } from '../host/server-traces.ts';
import type { ServerTraces } from '../host/server-traces.ts';
import { createSettingsService } from '../host/settings-service.ts';
import type { SettingsService } from '../host/settings-service.ts';
import { createProfileService } from '../profiles/profiles.ts';
import type { ProfileService } from '../profiles/profile-service.ts';
import { createManyServers } from '../servers/many-servers.ts';
import type { ManyServers } from '../servers/many-servers.ts';
import { removeServer } from '../servers/server-removal.ts';
import { createServerService } from '../servers/server-service.ts';
import type { ServerService } from '../servers/server-service.ts';
import { createStoredSecrets } from '../servers/stored-secrets.ts';
import type { StoredSecrets } from '../servers/stored-secrets.ts';
import type { Updates } from '../updates/updates.ts';
import { createUndoJournal } from '../undo/undo-journal.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Cautions } from '../scanning/cautions.ts';
import type { PinDesk } from '../pins/pin-desk.ts';
import { composeApprovals } from './compose-approvals.ts';
import type { ComposedApprovals } from './compose-approvals.ts';
import { composeCautions } from './compose-cautions.ts';
import { composeDiagnostics } from './compose-diagnostics.ts';
import { composePins } from './compose-pins.ts';
import { composeUpdates } from './compose-updates.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';
import { lazyConnectedApps } from './lazy-connected-apps.ts';
import type { LazyConnectedApps } from './lazy-connected-apps.ts';
import { lazyImports } from './lazy-imports.ts';
import type { LazyImports } from './lazy-imports.ts';
import { lazyMoving } from './lazy-moving.ts';
import type { LazyMoving } from './lazy-moving.ts';

/** What a person does with their servers. */
export interface ComposedFeatures extends ComposedApprovals {
  readonly servers: ServerService;
  readonly manyServers: ManyServers;
  readonly profiles: ProfileService;
  readonly secrets: StoredSecrets;
  readonly settings: SettingsService;
  readonly live: LiveRequests;
  readonly undo: UndoJournal;
  readonly traces: ServerTraces;
  readonly diagnostics: Diagnostics & Disposable;
  readonly moving: LazyMoving;
  readonly imports: LazyImports;
  readonly connected: LazyConnectedApps;
  readonly pinDesk: PinDesk;
  readonly cautions: Cautions;
  readonly updates: Updates;
}

/** Puts them together; what is seldom used is loaded when it is first asked for. */
export function composeFeatures(
  basics: Basics,
  stores: Stores,
  servers: ComposedServers,
  news: ComposedNews,
  connections: ComposedConnections,
): ComposedFeatures {
  const { clock, random, logger, composition } = basics;
  const { registry, allServers, view } = servers;
  const { ownSignIns, ownCatalogs } = connections;
  const { events } = news;
  const undo = createUndoJournal({ clock, random, logger });
  const parts = { ...basics, ...stores, ...servers, ...news, ...connections, undo };
  const traces = createServerTraces(parts);
  const seldomUsed = composeSeldomUsed({ ...parts, traces });
  const settings = createSettingsService({ ...parts, store: composition.settings });
  const pinDesk = composePins(parts, stores, servers);
  const approvals = composeApprovals(basics, stores, servers, news, pinDesk);
  return {
    ...approvals,
    undo,
    traces,
    ...seldomUsed,
    pinDesk,
    cautions: composeCautions(servers, connections),
    servers: createServerService({
      ...parts,
      remove: (name) => removeServer(name, { ...parts, dropTraces: traces.drop }),
    }),
    manyServers: createManyServers({ ...parts, dropTraces: traces.drop }),
    profiles: createProfileService({
      ...parts,
      dropCatalogs: (id) => dropCatalogs(id, stores, servers),
    }),
    secrets: createStoredSecrets({
      ...parts,
      registry: allServers,
      show: (name) => {
        const server = registry.get(name);
        if (server) events.publish({ kind: 'server-saved', server: view(server) });
      },
      backedUp: () => servers.backups.secretIds(),
    }),
    settings,
    updates: composeUpdates(basics, news, connections, settings),
    live: composeLive(basics, servers, news, connections, approvals),
    diagnostics: composeDiagnostics({
      ...parts,
      signIns: ownSignIns,
      summaries: () => ownCatalogs.summaries(),
      app: composition.app,
    }),
  };
}

type Seldom = Pick<ComposedFeatures, 'moving' | 'imports' | 'connected'>;

/** What is loaded when it is first asked for. */
function composeSeldomUsed(
  parts: Basics &
    Stores &
    ComposedServers &
    ComposedNews &
    ComposedConnections &
    Pick<ComposedFeatures, 'undo' | 'traces'>,
): Seldom {
  const { composition, traces, events } = parts;
  const moving = lazyMoving({ ...parts, forget: traces.forget, saveText: composition.saveText });
  const imports = lazyImports({
    ...parts,
    forget: traces.forget,
    homes: async () => (await moving.moving()).homes,
  });
  const connected = lazyConnectedApps(
    parts,
    parts,
    parts.undo,
    () => imports.importer(),
    () => events.publish({ kind: 'apps-changed' }),
    parts.notices,
    parts.userPath,
  );
  return { moving, imports, connected };
}

async function dropCatalogs(
  profileId: string,
  { catalogs }: Stores,
  { allServers }: ComposedServers,
): Promise<void> {
  const own = catalogs.of(profileId);
  await Promise.all(allServers.list().map(({ name }) => own.drop(name)));
}

function composeLive(
  { clock }: Basics,
  { inUse }: ComposedServers,
  { logBook, calls }: ComposedNews,
  { pool, judge, ownCatalogs }: ComposedConnections,
  { gate }: ComposedApprovals,
): LiveRequests {
  return createLiveRequests({
    acquire: acquireAfterSignIn(pool, clock),
    refresh: (name, signal) => pool.refreshCatalog(name, signal),
    catalog: (name) => ownCatalogs.get(name),
    describe: (outcome) => classifyOutcome(outcome, clock.now()).failure,
    validate: async (schema, args) =>
      (await import('../catalog/validate-arguments.ts')).validateArguments(judge, schema, args),
    byHand: (server, tool) => gate.byHand(server, tool),
    log: (name, entry) => logBook.append([inUse()], name, entry),
    record: (call) => calls.record({ ...call, door: 'window', app: '', profile: inUse() }),
    clock,
  });
}
