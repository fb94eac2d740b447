import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { composeHost } from '../src/main/compose/compose-host.ts';
import type { Host } from '../src/main/host/host.ts';
import type { Services } from '../src/main/host/services.ts';
import type { Logger } from '../src/main/kernel/logger.ts';
import type { KeyStore } from '../src/main/vault/key-store.ts';
import type { ServerDraftInput } from '../src/shared/domain/server.ts';
import { serverDraftSchema } from '../src/shared/domain/server.ts';
import { settingsSchema } from '../src/shared/domain/settings.ts';

/** A host as the app has it, with servers that wait to be started. */
export interface BenchHost {
  readonly host: Host & Services;
  /** Starts every server and resolves when all are ready; rejects when one fails. */
  startAll(): Promise<void>;
  /** Saves one more server. */
  save(draft: ServerDraftInput): Promise<void>;
  close(): Promise<void>;
}

/** As the app has them: read once. */
const settings = settingsSchema.parse({});

const unavailable = { ok: false, error: { code: 'UNAVAILABLE', detail: 'bench' } } as const;

/** A log that nobody reads. */
export const quiet: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A keychain that is not there. */
export const noKeys: KeyStore = {
  owns: () => false,
  backend: () => Promise.resolve(unavailable),
  protect: () => Promise.resolve(unavailable),
  unprotect: () => Promise.resolve(unavailable),
  forget: () => Promise.resolve(unavailable),
};

/** Makes a host in a folder of its own, which goes with it, and saves these servers in it. */
export async function hostWith(drafts: readonly ServerDraftInput[]): Promise<BenchHost> {
  const { folder, running } = await hostInOwnFolder(drafts);
  return {
    ...running,
    async close() {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As {@link hostWith}, with closing and taking its folder away apart, so that one can be timed. */
export async function hostToClose(
  drafts: readonly ServerDraftInput[],
): Promise<{ readonly running: BenchHost; remove(): Promise<void> }> {
  const { folder, running } = await hostInOwnFolder(drafts);
  return { running, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function hostInOwnFolder(drafts: readonly ServerDraftInput[]) {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  return { folder, running: await hostIn(folder, drafts) };
}

/** Makes a host with its data in `folder` and saves these servers in it. */
export async function hostIn(
  folder: string,
  drafts: readonly ServerDraftInput[],
): Promise<BenchHost> {
  const { host, services } = await composeHost({
    dataFolder: folder,
    logger: quiet,
    seedSample: false,
    keys: noKeys,
    settings: { get: () => settings, set: () => undefined },
    saveText: () => Promise.resolve({ ok: true, value: false }),
    choosePath: () => Promise.resolve(null),
    signIn: {
      browser: { open: () => Promise.resolve(false) },
      hasDeepLinks: () => false,
      language: () => 'en',
    },
    app: { version: '0.0.0', platform: process.platform, firstProfile: 'Personal' },
  });
  const save = async (draft: ServerDraftInput): Promise<void> => {
    const parsed = serverDraftSchema.parse(draft);
    const saved = await services.edits.create(parsed, {
      consent: services.servers.previewOf(parsed).consent,
    });
    if (!saved.ok) throw new Error(`not saved: ${saved.error.code}`);
  };
  for (const draft of drafts) await save(draft);
  return {
    host: { ...services, ...host },
    save,
    async startAll() {
      const ready = allReady(services);
      host.start();
      await ready;
    },
    close: () => host.dispose(),
  };
}

function allReady({ registry, pool }: Services): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting = new Set(registry.list().map(({ name }) => name));
    pool.onState((name, state) => {
      if (state.kind === 'failed' || state.kind === 'waiting') {
        reject(new Error(`${name}: ${state.kind} ${state.failure.code} ${state.failure.detail}`));
      }
      if (state.kind === 'ready') waiting.delete(name);
      if (waiting.size === 0) resolve();
    });
  });
}
