/** The dock of macOS; pass `app.dock`, which is missing elsewhere. */
interface Dock {
  hide(): void;
  show(): Promise<void>;
}

/**
 * Keeps Patchbay out of the dock while it is in the tray alone: `hide` takes its icon away, and the
 * window brings it back when it is shown. What the system hides by itself keeps its icon.
 */
export function createDockIcon(
  dock: Dock | undefined,
  window: { on(event: 'show', listener: () => void): unknown },
): { hide(): void } {
  let isHidden = false;
  window.on('show', () => {
    if (!isHidden) return;
    isHidden = false;
    void dock?.show();
  });
  return {
    hide() {
      isHidden = true;
      dock?.hide();
    },
  };
}
