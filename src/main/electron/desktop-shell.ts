import { app } from 'electron';
import type { BrowserWindow } from 'electron';

import type { Settings } from '../../shared/domain/settings.ts';
import { resolveLanguage } from '../../shared/i18n/phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { sayIn } from '../../shared/i18n/words.ts';
import type { Host } from '../host/host.ts';
import type { Services } from '../host/services.ts';
import { createSystemClock } from '../node/kernel/system-clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { coalesced } from '../shell/coalesced.ts';
import { runShellCommand } from '../shell/shell-command.ts';
import type { ShellPorts } from '../shell/shell-command.ts';
import { trayModel } from '../shell/tray-model.ts';
import { bringToFront, keepInTray } from './closing.ts';
import { createDockIcon } from './dock-icon.ts';
import type { ElectronHost } from './electron-host.ts';
import { setLaunchAtLogin } from './launch-at-login.ts';
import { openMenus } from './menus.ts';
import { openNotifications } from './notifications.ts';
import { openTray } from './tray.ts';
import { canSeeTray } from './tray-host.ts';

/** A change is shown at once; more within this time are shown together, so that a storm costs little. */
const showAfterMs = 100;

/** What the tray and notifications can do. */
type ShellServices = Pick<
  Services,
  | 'pool'
  | 'settings'
  | 'profiles'
  | 'goTo'
  | 'showQuestions'
  | 'approvalDesk'
  | 'askWindow'
  | 'shownPlace'
>;

/** What the parts of the shell need. */
interface ShellDeps {
  readonly host: Host;
  readonly services: ShellServices;
  readonly window: BrowserWindow;
  readonly logger: Logger;
  readonly startsHidden: boolean;
  /** What outlives the app. */
  readonly memory: Pick<ElectronHost, 'remember' | 'remembered'>;
}

/**
 * Puts Patchbay into the desktop: the tray, notifications, what closing the window means, and start
 * at sign-in. All of it follows the host until the app ends.
 */
export async function openDesktopShell({
  host,
  services,
  window,
  logger,
  startsHidden,
  memory,
}: ShellDeps): Promise<void> {
  // Someone may quit before all of it is loaded.
  if (host.ending.aborted) return;
  const ports = shellPorts(services, window, () => showing.ask());
  const clock = createSystemClock();
  const say = (phrase: Phrase) => speakerFor(services.settings.get())(phrase);
  const first = host.snapshot();
  const notifications = openNotifications({
    window,
    clock,
    logger,
    say,
    first,
    callsOf: (id) => services.approvalDesk.calls(id),
    onCommand: (command) => runShellCommand(ports, command),
  });
  const tray = openTray(trayModel(first, say), (command) => notifications.run(command));
  const showMenus = openMenus({ host, services, window, say });
  const showing = coalesced(clock, showAfterMs, () => {
    const snapshot = host.snapshot();
    showMenus();
    tray.show(trayModel(snapshot, say));
    notifications.look(snapshot);
  });
  host.ending.addEventListener('abort', () => {
    showing[Symbol.dispose]();
    notifications[Symbol.dispose]();
    tray[Symbol.dispose]();
  });
  const dockIcon = createDockIcon(app.dock, window);
  if (startsHidden) dockIcon.hide();
  keepInTray(window, {
    staysInTray: () => services.settings.get().closeToTray,
    hasTray: canSeeTray,
    onHidden() {
      dockIcon.hide();
      if (memory.remembered().toldOfTray === true) return;
      memory.remember({ toldOfTray: true });
      notifications.sayItStays();
    },
  });
  // macOS: a click on the icon in the dock.
  app.on('activate', () => bringToFront(window));
  if (startsHidden && !(await canSeeTray())) bringToFront(window);
  await followHost(host, services.settings, logger, () => showing.ask());
}

function shellPorts(
  services: ShellServices,
  window: BrowserWindow,
  showAgain: () => void,
): ShellPorts {
  return {
    connect: (name) => void services.pool.connect(name, 'user'),
    setPaused: (isPaused) => void services.settings.update({ isPaused }),
    switchProfile: (id) => void services.profiles.activate(id).finally(showAgain),
    openWindow: () => bringToFront(window),
    goTo: services.goTo,
    showQuestions: services.showQuestions,
    approve: (calls, answer) => void services.approvalDesk.answer(calls, answer),
    quit: () => app.quit(),
  };
}

function speakerFor({ language }: Settings): (phrase: Phrase) => string {
  const chosen = resolveLanguage(language, app.getPreferredSystemLanguages());
  return (phrase) => sayIn(chosen, phrase);
}

async function followHost(
  host: Host,
  settings: Services['settings'],
  logger: Logger,
  onChange: () => void,
): Promise<void> {
  const { ending } = host;
  let launchAtLogin = false;
  const follow = async (by: 'person' | 'start') => {
    const wanted = settings.get().launchAtLogin;
    if (wanted === launchAtLogin) return;
    launchAtLogin = wanted;
    await setLaunchAtLogin(launchAtLogin, by).catch((error: unknown) =>
      logger.warn('start at sign-in could not be changed', { error: String(error) }),
    );
  };
  // A subscription ends when its reader falls behind; then all is looked at anew.
  while (!ending.aborted) {
    const batches = host.events.subscribe(ending);
    onChange();
    // At each start too, as the app may have moved.
    await follow('start');
    for await (const { events } of batches) {
      onChange();
      if (events.some(({ kind }) => kind === 'settings-changed')) await follow('person');
    }
  }
}
