import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { catalogSchema } from '../shared/domain/catalog.ts';
import type { Notice } from '../shared/domain/events.ts';
import type { Settings } from '../shared/domain/settings.ts';
import { createLogBook } from './activity/log-book.ts';
import { createCatalogStore } from './catalog/catalog-store.ts';
import { createLiveRequests } from './catalog/live-requests.ts';
import { createSummaryIndex, summaryIndexSchema } from './catalog/summary-index.ts';
import { classifyOutcome } from './connections/classify-outcome.ts';
import { createConnectionPool } from './connections/pool.ts';
import { createHost, type Host, type HostParts } from './host.ts';
import { createEventHub } from './ipc/event-hub.ts';
import { createDocumentStore } from './node/document-store.ts';
import { createSystemClock } from './node/system-clock.ts';
import { createSystemRandom } from './node/system-random.ts';
import { createLazySessionOpener } from './node/lazy-session-opener.ts';
import type { Logger } from './ports.ts';
import { registryFileSchema, registryFileVersion } from './registry/registry-file.ts';
import { createServerRegistry, type RegistryLoad } from './registry/server-registry.ts';
import { createLaunchResolver } from './registry/launch-resolver.ts';
import type { KeyStore } from './vault/key-store.ts';
import { createVault } from './vault/vault.ts';
import { vaultFileSchema, vaultFileVersion } from './vault/vault-file.ts';

/** What differs between Electron, a terminal and a test; the rest is made here. */
export interface Composition {
  /** Documents lie in `data` below this folder. */
  readonly dataFolder: string;
  readonly keys: KeyStore;
  readonly settings: SettingsStore;
  readonly logger: Logger;
  readonly app: HostParts['app'];
  readonly saveText: HostParts['saveText'];
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
  const { dataFolder, settings, logger } = composition;
  const clock = createSystemClock();
  const random = createSystemRandom();
  const file = (...names: string[]) => join(dataFolder, 'data', ...names);

  const vault = createVault({
    store: createDocumentStore({
      path: file('vault.json'),
      schemaVersion: vaultFileVersion,
      schema: vaultFileSchema,
      migrations: {},
    }),
    keys: composition.keys,
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
  });
  const registry = createServerRegistry({
    store: createDocumentStore({
      path: file('servers.json'),
      schemaVersion: registryFileVersion,
      schema: registryFileSchema,
      migrations: {},
    }),
    secrets: vault,
    clock,
    random,
    logger,
  });
  const catalogs = createCatalogStore({
    openDocument: (name) =>
      createDocumentStore({
        path: file('catalogs', `${name}.json`),
        schemaVersion: 1,
        schema: catalogSchema,
        migrations: {},
      }),
    logger,
  });
  const summaries = createSummaryIndex({
    store: createDocumentStore({
      path: file('catalog-index.json'),
      schemaVersion: 1,
      schema: summaryIndexSchema,
      migrations: {},
    }),
    catalogs,
    clock,
    logger,
  });
  const [registryLoad] = await Promise.all([registry.load(), summaries.load()]);
  const events = createEventHub({ clock });
  const logBook = createLogBook({ clock });
  const pool = createConnectionPool({
    definitions: {
      get: (name) => registry.get(name),
      list: () => registry.list(),
      onChange: (listener) => registry.onChange(({ server }) => listener(server.name)),
    },
    opener: createLazySessionOpener({
      clock,
      random,
      logger,
      clientVersion: composition.app.version,
    }),
    resolveLaunch: createLaunchResolver({ registry, secrets: vault, homeFolder: homedir(), clock }),
    catalogs,
    log: logBook,
    clock,
    random,
    logger,
    maxConcurrentConnects: { programs: settings.get().maxConcurrentConnects },
  });

  const host = createHost({
    registry,
    pool,
    catalogs,
    logBook,
    events,
    live: createLiveRequests({
      acquire: (name, signal) => pool.acquire(name, signal),
      refresh: (name, signal) => pool.refreshCatalog(name, signal),
      catalog: (name) => catalogs.get(name),
      describe: (outcome) => classifyOutcome(outcome, clock.now()).failure,
      validate: async (schema, args) =>
        (await import('./catalog/validate-arguments.ts')).validateArguments(schema, args),
      log: (name, entry) => logBook.append(name, entry),
      clock,
    }),
    settings: {
      get: () => settings.get(),
      update(change) {
        const changed = { ...settings.get(), ...change };
        settings.set(changed);
        events.publish({ kind: 'settings-changed', settings: changed });
        return changed;
      },
    },
    summaries: () => summaries.all(),
    vaultStatus: () => vault.status(),
    hasSecret: (id) => vault.has(id),
    readPaste: async (text) =>
      (await import('./registry/paste/read-paste.ts')).readPaste(text, { home: homedir() }),
    saveText: composition.saveText,
    app: composition.app,
    async beforeStart() {
      await vault.load();
      vault.onChange((status) => events.publish({ kind: 'vault-changed', vault: status }));
      if (composition.seedSample && registryLoad.status === 'absent') {
        await registry.create({ title: 'Sample', transport: { type: 'built-in', id: 'sample' } });
      }
    },
    async release() {
      await catalogs.flush();
      await summaries.dispose();
      logBook.dispose();
    },
  });
  for (const notice of noticesOf(registryLoad, clock.now())) host.addNotice(notice);
  return host;
}

function noticesOf(load: RegistryLoad, at: number): Notice[] {
  const damaged = load.damagedFile ?? '';
  const notice = (code: Notice['code'], params: Notice['params']): Notice => ({
    id: code,
    code,
    params,
    at,
  });
  const records = load.problems.map(({ path, message }, index) => ({
    ...notice('SERVER_RECORD_INVALID', { path, message }),
    id: `SERVER_RECORD_INVALID ${index}`,
  }));
  switch (load.status) {
    case 'restored':
      return [notice('REGISTRY_RESTORED', { file: damaged }), ...records];
    case 'lost':
      return [notice('REGISTRY_LOST', { file: damaged }), ...records];
    case 'too-new':
      return [notice('REGISTRY_TOO_NEW', {})];
    case 'unreadable':
      return [notice('STORAGE_FAILED', { detail: 'servers.json' })];
    case 'absent':
    case 'loaded':
      return records;
  }
}
