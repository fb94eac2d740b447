import { app } from 'electron';

import { autostartFile, saveAutostart } from '../node/desktop/autostart.ts';
import { hiddenArgument } from './launch-options.ts';
import { loginItemChange, loginItemFor } from './login-item.ts';

/**
 * Makes the system start Patchbay without its window when the person signs in, or no more; `by` tells
 * a choice from what is only looked at again at a start.
 */
export async function setLaunchAtLogin(isOn: boolean, by: 'person' | 'start'): Promise<void> {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), hiddenArgument];
  if (process.platform === 'linux') {
    const home = process.env['PATCHBAY_HOME'];
    const env: Record<string, string> = home ? { PATCHBAY_HOME: home } : {};
    // An AppImage is unpacked to another place at each start; this variable names the file itself.
    const program = process.env['APPIMAGE'] ?? process.execPath;
    await saveAutostart(autostartFile(), isOn ? { program, args, env } : undefined);
    return;
  }
  const { platform, execPath: program } = process;
  const item = loginItemFor({ platform, isPackaged: app.isPackaged, program, args });
  if (item === undefined) return;
  const change = loginItemChange(isOn, app.getLoginItemSettings(item), by);
  if (change !== undefined) app.setLoginItemSettings({ ...item, ...change });
}
