/** The window, of which Windows tells that the session ends; pass a `BrowserWindow`. */
interface SessionSource {
  on(event: 'session-end', listener: () => void): unknown;
}

/** Who tells on Linux and macOS that the computer shuts down; pass `powerMonitor`. */
interface ShutdownSource {
  on(event: 'shutdown', listener: () => void): unknown;
}

/** Whether the system is ending. */
export interface SystemEnding {
  readonly hasBegun: boolean;
}

/**
 * Runs `endNow` once when the system ends the session, whichever way it says so, and then `quit`. It is
 * told in a moment that may be the last: nothing is waited for, and nothing holds the system up.
 */
export function followSystemEnding(sources: {
  readonly window: SessionSource;
  readonly powerMonitor: ShutdownSource;
  readonly endNow: () => void;
  readonly quit: () => void;
}): SystemEnding {
  let hasBegun = false;
  const begin = () => {
    if (hasBegun) return;
    hasBegun = true;
    try {
      sources.endNow();
    } finally {
      sources.quit();
    }
  };
  sources.window.on('session-end', begin);
  sources.powerMonitor.on('shutdown', begin);
  return {
    get hasBegun() {
      return hasBegun;
    },
  };
}
