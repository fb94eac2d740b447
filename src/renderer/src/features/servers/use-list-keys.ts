import { useCallback, type KeyboardEvent } from 'react';

import { showServer } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { indexAfterKey } from '../../ui/item-list-model.ts';
import type { ListItem } from '../../ui/server-list-model.ts';

/** Moves the selection with the arrow keys, Home, End, Page Up and Down; Enter goes to the details. */
export function useListKeys(items: readonly ListItem[]): (event: KeyboardEvent) => void {
  const { ui } = useWindow();
  return useCallback(
    (event) => {
      const names = items.flatMap((item) => (item.kind === 'server' ? [item.server.name] : []));
      const at = names.indexOf(ui.getState().selected ?? '');
      if (event.key === 'Enter') {
        const [first] = names;
        if (at === -1 && first !== undefined) showServer(ui, first);
        document.getElementById('detail-title')?.focus();
        return;
      }
      const next = indexAfterKey(event.key, at, names.length);
      const name = next === null ? undefined : names[next];
      if (name === undefined) return;
      event.preventDefault();
      showServer(ui, name);
    },
    [items, ui],
  );
}
