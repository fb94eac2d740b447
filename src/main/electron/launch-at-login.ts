import { app } from 'electron';

import { autostartFile, saveAutostart } from '../node/desktop/autostart.ts';
import { hiddenArgument } from './launch-options.ts';

/** Makes the system start Patchbay without its window when the person signs in, or no more. */
export async function setLaunchAtLogin(isOn: boolean): Promise<void> {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), hiddenArgument];
  if (process.platform === 'linux') {
    const home = process.env['PATCHBAY_HOME'];
    const env: Record<string, string> = home ? { PATCHBAY_HOME: home } : {};
    // An AppImage is unpacked to another place at each start; this variable names the file itself.
    const program = process.env['APPIMAGE'] ?? process.execPath;
    await saveAutostart(autostartFile(), isOn ? { program, args, env } : undefined);
    return;
  }
  app.setLoginItemSettings({ openAtLogin: isOn, path: process.execPath, args });
}
