import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { useClient } from '../../host/window-context.tsx';
import { perWindow } from '../../ui/per-window.ts';

/** What other apps on this computer have set up. */
export interface FoundServers {
  readonly servers: number;
  readonly apps: number;
}

const useFound = perWindow(() => {
  const isAsked = { current: false };
  return { isAsked, store: createStore<FoundServers | null>(() => null) };
});

/** Looks once in the settings of other apps, which only reads; null until it is known, or for nothing. */
export function useFoundServers(): FoundServers | null {
  const client = useClient();
  const { isAsked, store } = useFound();
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    client.import.scan({}).then(
      (finds) => {
        const having = finds.filter(({ count }) => count > 0);
        const servers = having.reduce((sum, { count }) => sum + count, 0);
        const apps = new Set(having.map(({ sourceId }) => sourceId)).size;
        if (servers > 0) store.setState({ servers, apps }, true);
      },
      // The import dialog says what went wrong.
      () => undefined,
    );
  }, [client, isAsked, store]);
  return useStore(store);
}
