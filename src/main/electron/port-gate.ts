import { ipcMain } from 'electron';
import type { MessagePortMain, WebFrameMain } from 'electron';

import type { Logger } from '../kernel/logger.ts';
import { appOrigin } from './app-protocol.ts';

/** Channel on which the preload script hands over the page's message port. */
export const connectChannel = 'patchbay:connect';

/**
 * Lets message ports of our own top-level page through and closes all others.
 * `onPort` is called once for each page load.
 */
export function openPortGate(logger: Logger, onPort: (port: MessagePortMain) => void): Disposable {
  const listener = (event: Electron.IpcMainEvent) => {
    const [port] = event.ports;
    if (!port) return;
    // SECURITY: only the top frame of our own origin may speak to main.
    if (!isOwnTopFrame(event.senderFrame)) {
      logger.warn('refused a message port', { from: event.senderFrame?.url ?? 'unknown' });
      port.close();
      return;
    }
    onPort(port);
  };
  ipcMain.on(connectChannel, listener);
  return { [Symbol.dispose]: () => void ipcMain.off(connectChannel, listener) };
}

function isOwnTopFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === appOrigin;
}
