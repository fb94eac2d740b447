import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { perWindow } from '../../ui/per-window.ts';

/** What is chosen or typed among the network's settings and not saved yet, by field. */
type NetworkDraft = Readonly<Partial<Record<'kind' | 'address' | 'certificates', string>>>;

const useDrafts = perWindow(() => createStore<NetworkDraft>(() => ({})));

/**
 * A field of the network's settings: what is typed, else what is saved. What is typed stays while the
 * window lives, wherever one goes, until it is what is saved.
 */
export function useNetworkDraft<T extends string>(
  field: keyof NetworkDraft,
  saved: T,
): readonly [T, (typed: T) => void] {
  const store = useDrafts();
  const typed = useStore(store, (draft) => draft[field]) as T | undefined;
  useEffect(() => {
    if (typed === saved) store.setState({ [field]: undefined });
  }, [store, field, typed, saved]);
  return [typed ?? saved, (next) => store.setState({ [field]: next })];
}
