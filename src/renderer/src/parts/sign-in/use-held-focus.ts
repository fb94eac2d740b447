import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the keyboard's place around a panel that comes and goes by itself: it gets the focus when
 * what had it has gone, and hands it on to the title of the page when it goes with it.
 */
export function useHeldFocus(panel: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (document.activeElement === document.body) element?.focus({ preventScroll: true });
    return () => {
      if (element?.contains(document.activeElement) !== true) return;
      document.getElementById('detail-title')?.focus({ preventScroll: true });
    };
  }, [panel]);
}
