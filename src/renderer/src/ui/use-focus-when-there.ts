import { useCallback, useEffect, useState } from 'react';
import type { RefObject } from 'react';

import { firstField } from './focus-places.ts';

const givesUpAfterMs = 5_000;

/** Asks for the focus to go to the first field of what is drawn next; its code may still be loading. */
export function useFocusWhenThere(place: RefObject<HTMLElement | null>): () => void {
  const [wish, setWish] = useState(0);
  useEffect(() => {
    const inside = place.current;
    if (wish === 0 || inside === null) return;
    let fallback = focusIn(inside);
    if (fallback.matches(fields)) return;
    const observer = new MutationObserver(() => {
      // Whoever has gone elsewhere meanwhile is left alone.
      if (document.activeElement !== fallback) return observer.disconnect();
      fallback = focusIn(inside);
      if (fallback.matches(fields)) observer.disconnect();
    });
    observer.observe(inside, { subtree: true, childList: true });
    const timer = setTimeout(() => observer.disconnect(), givesUpAfterMs);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [wish, place]);
  return useCallback(() => setWish((before) => before + 1), []);
}

const fields = 'input, textarea, select';

function focusIn(inside: HTMLElement): Element {
  const field = firstField(inside);
  field?.focus();
  return document.activeElement ?? document.body;
}
