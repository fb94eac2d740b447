import { shell } from 'electron';

import { isOpenable } from '../../shared/domain/openable-address.ts';
import type { BrowserOpener } from '../oauth/oauth-ports.ts';

/** The person's own browser; it is given https, or http on this computer, and nothing else. */
export const systemBrowser: BrowserOpener = {
  async open(url) {
    if (!isOpenable(url)) return false;
    try {
      await shell.openExternal(url);
      return true;
    } catch {
      return false;
    }
  },
};
