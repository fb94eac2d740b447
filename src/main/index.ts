import { app, nativeTheme, Notification, powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';

import { shownName } from './electron/build-kind.ts';
import { localDataFolder } from './electron/data-folder.ts';
import { createDiagnosticLog } from './electron/diagnostic-log.ts';
import { argumentsThatFit } from './electron/start-length.ts';
import { declareAppScheme, serveApp } from './electron/app-protocol.ts';
import { bringToFront } from './electron/closing.ts';
import { followIncomingLinks } from './electron/incoming-links.ts';
import { readFirstLook } from './electron/early-preferences.ts';
import { readLaunchOptions } from './electron/launch-options.ts';
import { lockDown, lockDownSession } from './electron/lock-down.ts';
import { openMainWindow, placeOf } from './electron/main-window.ts';
import { wasOpenedAtLogin } from './electron/opened-at-login.ts';
import { openPortGate } from './electron/port-gate.ts';
import { followSystemEnding } from './electron/system-ending.ts';
import type { SystemEnding } from './electron/system-ending.ts';
import { followNotificationClicks, takeWindowsIdentity } from './electron/windows-identity.ts';
import type { ElectronHost } from './electron/electron-host.ts';

// What is imported here delays the window, so it is little: the host comes while the page loads.

const options = readLaunchOptions(process.argv, process.env);
const home = options.home ?? localDataFolder(process.platform, process.env);
if (home) app.setPath('userData', home);
app.setName('Patchbay');
takeWindowsIdentity(process.platform, app);

if (options.asksForVersion) {
  process.stdout.write(`${shownName} ${app.getVersion()}, Electron ${process.versions.electron}\n`);
  app.exit(0);
}
// Asked for before the lock, since asking for that hands the arguments over.
const shorter = argumentsThatFit(process.argv, process.cwd());
if (shorter !== undefined) {
  app.relaunch({ args: [...shorter] });
  app.exit(0);
} else if (app.requestSingleInstanceLock()) {
  // One instance a data folder: Electron keeps the lock inside userData.
  run();
} else {
  app.quit();
}

function run(): void {
  const dataFolder = app.getPath('userData');
  const logger = createDiagnosticLog(join(dataFolder, 'logs'));
  const look = readFirstLook(dataFolder);
  let system: SystemEnding | undefined;
  const startsHidden = () => options.startsHidden || wasOpenedAtLogin();
  declareAppScheme();
  lockDown();
  const hosting = app.whenReady().then(() => {
    lockDownSession();
    serveApp(join(import.meta.dirname, '../renderer'), async () => {
      const [{ host, services }, { snapshotThatFits }] = await Promise.all([
        hosting,
        import('./ipc/left-out.ts'),
      ]);
      return JSON.stringify(snapshotThatFits(host.snapshot(), services.tellLeftOut));
    });
    nativeTheme.themeSource = look.theme;
    const window = openMainWindow({
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      isDark: nativeTheme.shouldUseDarkColors,
      remembered: look.place,
      startsHidden: startsHidden(),
      onPlace: (place) => void hosting.then((hosted) => hosted.remember({ window: place })),
    });
    followNotificationClicks(process.platform, Notification, () => bringToFront(window));
    app.on('second-instance', (_event, argv) => {
      if (!readLaunchOptions(argv, {}).startsHidden) bringToFront(window);
    });
    openPortGate(logger, (port) => {
      void serve(port).catch((error: unknown) =>
        logger.error('the window could not be served', { error: String(error) }),
      );
    });
    return composeWhileLoading(window);
  });

  // Chromium starts the page's process meanwhile, so the list waits for neither alone.
  const composeWhileLoading = async (window: BrowserWindow) => {
    const [{ composeElectronHost }, { followLaunchOptions }, { followPage }] = await Promise.all([
      import('./electron/electron-host.ts'),
      import('./electron/follow-launch-options.ts'),
      import('./electron/follow-page.ts'),
    ]);
    const composed = await composeElectronHost({ dataFolder, logger, options, window });
    followPage({ window, logger, language: () => composed.services.settings.get().language });
    void followLaunchOptions(composed.host, window, options);
    const endNow = () => {
      composed.remember({ window: placeOf(window) });
      composed.endNow();
    };
    system = followSystemEnding({ window, powerMonitor, endNow, quit: () => app.quit() });
    void openShellWhenShown(composed, window);
    return composed;
  };

  // Tray and notifications come when the list is on the screen: they would delay it.
  const openShellWhenShown = async (composed: ElectronHost, window: BrowserWindow) => {
    const { host, services } = composed;
    await host.started;
    const { openDesktopShell } = await import('./electron/desktop-shell.ts');
    const shell = { host, services, window, logger, startsHidden: startsHidden() };
    await openDesktopShell({ ...shell, memory: composed });
  };

  // Loaded only now that a page asks: the router and its schemas would delay the first list.
  const serve = async (port: Electron.MessagePortMain) => {
    const [{ createPortServer }, hosted] = await Promise.all([
      import('./ipc/serve-port.ts'),
      hosting,
    ]);
    createPortServer(hosted, logger).serve(port);
    port.start();
  };

  followIncomingLinks((url) => void hosting.then(({ host }) => host.openLink(url)));
  hosting.catch((error: unknown) =>
    logger.error('the host could not be made', { error: String(error) }),
  );
  app.on('window-all-closed', () => app.quit());
  endCleanly(
    async () => (await hosting).dispose(),
    () => system?.hasBegun === true,
  );
}

/**
 * Lets the app end only after every connection, process and file was closed; at once where the system
 * ends with it, which must not be held up.
 */
function endCleanly(dispose: () => Promise<void>, hasNoTime: () => boolean): void {
  let ending: 'no' | 'yes' | 'done' = 'no';
  app.on('will-quit', (event) => {
    if (ending === 'done' || hasNoTime()) return;
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
