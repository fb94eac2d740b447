import { app, dialog, nativeTheme, net, powerMonitor, safeStorage, session, shell } from 'electron';
import type { BrowserWindow } from 'electron';

import { resolveLanguage } from '../../shared/i18n/phrase.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';

import { composeHost } from '../compose/compose-host.ts';
import type { ServedHost } from '../host/services.ts';
import { saveFile } from '../node/documents/save-file.ts';
import { watchReplaced } from '../node/kernel/replaced-file.ts';
import { keepBridge } from '../node/connected-apps/kept-bridge.ts';
import { createKeytarKeyStore } from '../node/keys/keytar-key-store.ts';
import type { KeytarKeyStore } from '../node/keys/keytar-key-store.ts';
import type { Logger } from '../kernel/logger.ts';
import { preferredKeyStore } from '../vault/preferred-key-store.ts';
import { createSystemClock } from '../node/kernel/system-clock.ts';
import { bridgesOf } from './bridge-programs.ts';
import { bringToFront } from './closing.ts';
import type { LaunchOptions } from './launch-options.ts';
import { watchOutside } from './outside-facts.ts';
import { createPreferenceStore } from './preference-store.ts';
import type { Preferences } from './preference-store.ts';
import { createSafeStorageKeyStore, liesInSecretService } from './safe-storage-key-store.ts';
import { createLinkSchemes } from './link-schemes.ts';
import { releaseFeed } from './release-feed.ts';
import { systemBrowser } from './system-browser.ts';

const lookForUpgradeMs = 10_000;

/** A host and the preferences it lives by. */
export interface ElectronHost extends ServedHost {
  remember(change: Partial<Preferences>): void;
  remembered(): Preferences;
  /** Ends the host, then waits for the preferences to be on disk. */
  dispose(): Promise<void>;
  /** What of that can be done before it returns. */
  endNow(): void;
}

/** The host with Electron's keychain, dialogs, theme and preferences. */
export async function composeElectronHost(deps: {
  readonly dataFolder: string;
  readonly logger: Logger;
  readonly options: LaunchOptions;
  readonly window: BrowserWindow;
}): Promise<ElectronHost> {
  const { dataFolder, logger, options, window } = deps;
  const preferences = createPreferenceStore(dataFolder, (error) =>
    logger.warn('preferences were not saved', { error: String(error) }),
  );
  const outside = watchOutside({ powerMonitor, net, clock: createSystemClock(), logger });
  const links = createLinkSchemes();
  const keytar = createKeytarKeyStore();
  endWithoutWaiting(keytar);
  const bridges = bridgesOf({
    ...{ folder: app.getAppPath(), dataFolder, isPackaged: app.isPackaged },
    ...{ program: process.execPath, env: process.env },
  });
  const { host, services } = await composeHost({
    outside,
    systemProxy: (url) => session.defaultSession.resolveProxy(url),
    dataFolder,
    logger,
    seedSample: options.seedSample,
    servesApps: true,
    releaseFeed: releaseFeed(process.env),
    bridges: {
      ...bridges,
      ...(bridges.kept && { ready: keepBridge(bridges.kept, logger) }),
    },
    // On Linux safeStorage asks the keyring once in the life of a process.
    keys: preferredKeyStore([createSafeStorageKeyStore(safeStorage), keytar], {
      sparesBeside: liesInSecretService,
    }),
    settings: {
      get: () => preferences.read().settings,
      set(settings) {
        preferences.write({ settings });
        nativeTheme.themeSource = settings.theme;
      },
    },
    saveText,
    choosePath,
    // What it says of a failure is words of the system's.
    openFile: async (path) => (await shell.openPath(path)) === '',
    questions: 'window',
    signIn: {
      browser: systemBrowser,
      hasDeepLinks: () => links.areOurs,
      comeForward: () => bringToFront(window),
      language: () =>
        resolveLanguage(preferences.read().settings.language, app.getPreferredSystemLanguages()),
    },
    app: { version: app.getVersion(), platform: process.platform, firstProfile: 'Personal' },
  });
  // Not while the first list is on its way to the screen.
  void host.started.then(() => links.register());
  const upgrades = watchReplaced(process.execPath, lookForUpgradeMs, () =>
    services.notices.add({
      id: 'APP_REPLACED',
      code: 'APP_REPLACED',
      params: {},
      at: Date.now(),
    }),
  );
  return {
    host,
    services,
    remember: (change) => preferences.write(change),
    remembered: () => preferences.read(),
    endNow() {
      host.endNow();
      preferences.flushNow();
    },
    async dispose() {
      upgrades[Symbol.dispose]();
      outside[Symbol.dispose]();
      await host.dispose();
      await preferences.flush();
    },
  };
}

/** The part of Node's process that its types leave out. */
interface ReallyEnding {
  reallyExit(code: number): never;
}

/**
 * Electron ends when all native work has ended, and a question to a keychain may have no end. All that
 * is to be kept is on the disk by then.
 */
function endWithoutWaiting(keytar: KeytarKeyStore): void {
  app.once('quit', (_event, code) => {
    // Electron's own `process.exit` waits as well.
    if (keytar.isWaiting()) (process as unknown as ReallyEnding).reallyExit(code);
  });
}

async function choosePath(kind: 'file' | 'folder'): Promise<string | null> {
  const choice = await dialog.showOpenDialog({
    properties: [kind === 'file' ? 'openFile' : 'openDirectory', 'showHiddenFiles'],
  });
  return choice.canceled ? null : (choice.filePaths[0] ?? null);
}

async function saveText(
  suggestedName: string,
  text: string,
): Promise<Result<boolean, { readonly reason: string; readonly detail: string }>> {
  const choice = await dialog.showSaveDialog({ defaultPath: suggestedName });
  if (choice.canceled || !choice.filePath) return ok(false);
  const saved = await saveFile(choice.filePath, text);
  return saved.ok ? ok(true) : saved;
}
