import { openDesktopBus } from '../node/desktop/desktop-bus.ts';
import { hasTrayIcon } from '../node/desktop/tray-watcher.ts';

/** Whether our icon in the tray can be seen. Windows and macOS always show it; Linux is asked. */
export async function canSeeTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  using desktop = await openDesktopBus();
  return desktop !== undefined && (await hasTrayIcon(desktop, process.pid));
}
