import { hasTrayHost, openDesktopBus } from '../node/desktop/desktop-bus.ts';

/** Whether an icon in the tray can be seen. Windows and macOS always have one; Linux is asked. */
export async function canSeeTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  using desktop = await openDesktopBus();
  return desktop !== undefined && (await hasTrayHost(desktop));
}
