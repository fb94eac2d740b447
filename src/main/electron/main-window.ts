import { BrowserWindow, screen } from 'electron';
import type { Rectangle } from 'electron';

import { appOrigin } from './app-protocol.ts';
import { shownName } from './build-kind.ts';
import type { WindowPlace } from './early-preferences.ts';

const smallest = { width: 720, height: 600 };

/** Opens the window where it was last; `onPlace` is told where it stands when it closes. */
export function openMainWindow(options: {
  readonly preload: string;
  readonly isDark: boolean;
  readonly remembered: WindowPlace | undefined;
  readonly startsHidden: boolean;
  readonly onPlace: (place: WindowPlace) => void;
}): BrowserWindow {
  const { remembered } = options;
  const window = new BrowserWindow({
    ...(remembered && isVisible(remembered) ? remembered : { width: 1280, height: 800 }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: shownName,
    // Matching the page's own background is cheaper than waiting for ready-to-show.
    backgroundColor: options.isDark ? '#1e2027' : '#ffffff',
    autoHideMenuBar: true,
    show: !options.startsHidden,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  // Maximising would show it.
  if (remembered?.isMaximized && !options.startsHidden) window.maximize();
  window.on('close', () => options.onPlace(placeOf(window)));
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
}

/** Where a window stands, as it is remembered. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

function isVisible(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  return (
    bounds.x < workArea.x + workArea.width - 80 &&
    bounds.x + bounds.width > workArea.x + 80 &&
    bounds.y < workArea.y + workArea.height - 80 &&
    bounds.y >= workArea.y - 20
  );
}
