/** What an installer gives the shortcut: without it notifications bear another name. */
const userModelId = 'app.patchbay';
// Electron makes a new one at each start, by which a click in the Action Center finds no app later on.
const activatorId = '{085F4A01-ACB9-4A4D-A779-8184FD145BD7}';

/**
 * Tells Windows who shows notifications, for ever the same; does nothing elsewhere. The activator, which
 * older releases of Electron lack, has to be known first, since the other call writes both down.
 */
export function takeWindowsIdentity(
  platform: NodeJS.Platform,
  app: { setAppUserModelId(id: string): void; setToastActivatorCLSID?(id: string): void },
): void {
  if (platform !== 'win32') return;
  app.setToastActivatorCLSID?.(activatorId);
  app.setAppUserModelId(userModelId);
}

/**
 * Hears on Windows of every click on a notification, also on those that a former run has left and on
 * the one that has started this run; older releases of Electron cannot tell.
 */
export function followNotificationClicks(
  platform: NodeJS.Platform,
  notifications: { handleActivation?(listener: () => void): void },
  onClick: () => void,
): void {
  if (platform === 'win32') notifications.handleActivation?.(onClick);
}
