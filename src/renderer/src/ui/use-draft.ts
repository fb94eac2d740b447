import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { isSame, withDraft } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import { perWindow } from './per-window.ts';

const useDrafts = perWindow(() => createStore<Drafts>(() => new Map<string, unknown>()));

/**
 * What a person may change: what they typed, else what is saved. What is typed stays while the window
 * lives, wherever one goes, until it is what is saved. `place` tells apart all that can be typed; it
 * names the profile where what is saved is a profile's own.
 */
export function useDraft<T>(place: string, saved: T): readonly [T, (typed: T) => void] {
  const store = useDrafts();
  const typed = useStore(store, (drafts) => drafts.get(place)) as T | undefined;
  const set = useCallback(
    (next: T) => store.setState((drafts) => withDraft(drafts, place, next, saved), true),
    [store, place, saved],
  );
  useEffect(() => {
    if (typed !== undefined && isSame(typed, saved)) set(saved);
  }, [typed, saved, set]);
  return useMemo(() => [typed ?? saved, set] as const, [typed, saved, set]);
}
