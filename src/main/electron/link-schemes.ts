import { app } from 'electron';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

import {
  isInstalledEntry,
  registerDesktopEntry,
  useInstalledEntry,
} from '../node/desktop/desktop-entry.ts';
import { registerNativeLinks } from './native-links.ts';

/** Links people see, and the reverse-domain one that sign-in comes back by (RFC 8252 section 7.1). */
const schemes = ['patchbay', 'app.patchbay'] as const;

/** Whether the system brings this app its links. */
export interface LinkSchemes {
  /** False until `register` has found out. */
  readonly areOurs: boolean;
  /** Asks the system to open our links with this app; the one started last gets them. */
  register(): Promise<void>;
}

/** Links of this app; nothing is changed on the computer before `register`. */
export function createLinkSchemes(): LinkSchemes {
  let areOurs = false;
  return {
    get areOurs() {
      return areOurs;
    },
    async register() {
      areOurs = process.platform === 'linux' ? await registerOnLinux() : registerElsewhere();
    },
  };
}

// Electron's own call needs xdg-settings, which not every desktop has, and blocks while it runs.
async function registerOnLinux(): Promise<boolean> {
  const data = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
  const home = process.env['PATCHBAY_HOME'];
  const path = join(data, 'applications', 'patchbay.desktop');
  // With data of its own it wants its links itself.
  const isInstalled = !home && (await isInstalledEntry(basename(path), process.execPath));
  if (isInstalled) return useInstalledEntry(path, schemes);
  return registerDesktopEntry(path, {
    name: 'Patchbay',
    argv: [...(home ? ['env', `PATCHBAY_HOME=${home}`] : []), ...startArguments()],
    schemes,
  });
}

function registerElsewhere(): boolean {
  const { isPackaged } = app;
  return registerNativeLinks({
    ...{ app, schemes, isPackaged, platform: process.platform },
    start: startArguments(),
  });
}

/** How to start this very app again; in development Electron is told which folder to run. */
function startArguments(): readonly [string, ...string[]] {
  if (app.isPackaged) return [process.env['APPIMAGE'] ?? process.execPath];
  const sandbox = process.argv.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  return [process.execPath, ...sandbox, app.getAppPath()];
}
