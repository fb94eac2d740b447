import { app } from 'electron';
import type { BrowserWindow } from 'electron';

/** What closing the window means. */
export interface ClosingRule {
  /** Whether the person wants Patchbay to stay in the tray. */
  readonly staysInTray: () => boolean;
  /** Whether there is an icon to come back through; asked each time, as a desktop may change. */
  readonly hasTray: () => Promise<boolean>;
  /** The window was hidden, and Patchbay goes on. */
  readonly onHidden: () => void;
}

/**
 * Closing the window hides it where the tray leads back to it, and otherwise ends the app: it must
 * never run on unseen. Quitting always quits.
 */
export function keepInTray(window: BrowserWindow, rule: ClosingRule): void {
  let isEnding = false;
  app.on('before-quit', () => (isEnding = true));
  window.on('close', (event) => {
    if (isEnding || !rule.staysInTray()) return;
    event.preventDefault();
    void rule.hasTray().then((hasTray) => {
      if (!hasTray) {
        app.quit();
        return;
      }
      window.hide();
      rule.onHidden();
    });
  });
}

/** Brings a window to the front, wherever it was. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
