import { app } from 'electron';

/** Whether the system has started Patchbay at sign-in; macOS hands no argument over that would tell. */
export function wasOpenedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
