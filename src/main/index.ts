import { app, nativeTheme } from 'electron';
import { join } from 'node:path';

import { createDiagnosticLog } from './electron/diagnostic-log.ts';
import { declareAppScheme, serveApp } from './electron/app-protocol.ts';
import { readLaunchOptions } from './electron/launch-options.ts';
import { lockDown, lockDownSession } from './electron/lock-down.ts';
import { openMainWindow } from './electron/main-window.ts';
import { openPortGate } from './electron/port-gate.ts';
import { createPreferenceStore } from './electron/preference-store.ts';
import { composeElectronHost } from './electron/electron-host.ts';
import { followLaunchOptions } from './electron/follow-launch-options.ts';

const options = readLaunchOptions(process.argv, process.env);
if (options.home) app.setPath('userData', options.home);
app.setName('Patchbay');

// One instance a data folder: Electron keeps the lock inside userData.
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  const dataFolder = app.getPath('userData');
  const logger = createDiagnosticLog(join(dataFolder, 'logs'));
  const preferences = createPreferenceStore(dataFolder, (error) =>
    logger.warn('preferences were not saved', { error: String(error) }),
  );
  declareAppScheme();
  lockDown();
  // Reading the registry needs no window, so both happen side by side.
  const hosting = composeElectronHost({ dataFolder, preferences, logger, options });

  void app.whenReady().then(() => {
    lockDownSession();
    serveApp(join(import.meta.dirname, '../renderer'), async () =>
      JSON.stringify((await hosting).snapshot()),
    );
    nativeTheme.themeSource = preferences.read().settings.theme;
    const window = openMainWindow(preferences, {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      isDark: nativeTheme.shouldUseDarkColors,
    });
    app.on('second-instance', () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    });
    openPortGate(logger, (port) => {
      void serve(port).catch((error: unknown) =>
        logger.error('the window could not be served', { error: String(error) }),
      );
    });
    void hosting.then((host) => followLaunchOptions(host, window, options));
  });

  // Loaded only now that a page asks: the router and its schemas would delay the first list.
  const serve = async (port: Electron.MessagePortMain) => {
    const [{ createPortServer }, host] = await Promise.all([
      import('./ipc/serve-port.ts'),
      hosting,
    ]);
    createPortServer(host, logger).serve(port);
    port.start();
  };

  app.on('window-all-closed', () => app.quit());
  endCleanly(async () => {
    const host = await hosting;
    await host.dispose();
    await preferences.flush();
  });
}

/** Lets the app end only after every connection, process and file was closed. */
function endCleanly(dispose: () => Promise<void>): void {
  let ending: 'no' | 'yes' | 'done' = 'no';
  app.on('will-quit', (event) => {
    if (ending === 'done') return;
    event.preventDefault();
    if (ending === 'yes') return;
    ending = 'yes';
    void dispose()
      .catch(() => undefined)
      .finally(() => {
        ending = 'done';
        app.quit();
      });
  });
}
