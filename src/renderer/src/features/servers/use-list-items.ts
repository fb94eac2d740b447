import { useMemo } from 'react';

import { useSnapshot, useUi } from '../../host/window-context.tsx';
import { buildList } from '../../parts/servers/server-list-model.ts';
import type { ListItem } from '../../parts/servers/server-list-model.ts';

const none: readonly ListItem[] = [];

/** The lines of the list as filtered now. */
export function useListItems(): readonly ListItem[] {
  const snapshot = useSnapshot();
  const filter = useUi((ui) => ui.filter);
  return useMemo(
    () => (snapshot === null ? none : buildList(snapshot, filter)),
    [snapshot, filter],
  );
}
