import { app, dialog, nativeTheme, safeStorage } from 'electron';
import { writeFile } from 'node:fs/promises';

import { err, ok, type Result } from '../../shared/util/result.ts';
import { composeHost } from '../compose-host.ts';
import type { Host } from '../host.ts';
import { createKeytarKeyStore } from '../node/keytar-key-store.ts';
import type { Logger } from '../ports.ts';
import { preferredKeyStore } from '../vault/preferred-key-store.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { PreferenceStore } from './preference-store.ts';
import { createSafeStorageKeyStore } from './safe-storage-key-store.ts';

/** The host with Electron's keychain, dialogs and theme. */
export function composeElectronHost(deps: {
  readonly dataFolder: string;
  readonly preferences: PreferenceStore;
  readonly logger: Logger;
  readonly options: LaunchOptions;
}): Promise<Host> {
  const { dataFolder, preferences, logger, options } = deps;
  return composeHost({
    dataFolder,
    logger,
    seedSample: options.seedSample,
    keys: preferredKeyStore([createSafeStorageKeyStore(safeStorage), createKeytarKeyStore()]),
    settings: {
      get: () => preferences.read().settings,
      set(settings) {
        preferences.write({ settings });
        nativeTheme.themeSource = settings.theme;
      },
    },
    saveText,
    app: { version: app.getVersion(), platform: process.platform, profile: 'Personal' },
  });
}

async function saveText(
  suggestedName: string,
  text: string,
): Promise<Result<boolean, { readonly reason: string; readonly detail: string }>> {
  const choice = await dialog.showSaveDialog({ defaultPath: suggestedName });
  if (choice.canceled || !choice.filePath) return ok(false);
  try {
    await writeFile(choice.filePath, text, { mode: 0o600 });
    return ok(true);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'IO_ERROR';
    return err({ reason, detail: String(error) });
  }
}
