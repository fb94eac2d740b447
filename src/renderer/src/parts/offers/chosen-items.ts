import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { perWindow } from '../../ui/per-window.ts';

const useChosenStore = perWindow(() =>
  createStore<ReadonlyMap<string, string>>(() => new Map<string, string>()),
);

/**
 * What is chosen in a list of what a server offers, remembered while the window lives; the first of
 * `ids` while nothing is, or when it is there no more.
 */
export function useChosenItem(
  key: string,
  ids: readonly string[],
): readonly [string | null, (id: string) => void] {
  const store = useChosenStore();
  const known = useStore(store, (chosen) => chosen.get(key));
  const id = known !== undefined && ids.includes(known) ? known : (ids[0] ?? null);
  return [id, (next) => store.setState((chosen) => new Map(chosen).set(key, next), true)];
}
