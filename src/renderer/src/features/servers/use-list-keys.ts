import { useCallback } from 'react';
import type { KeyboardEvent } from 'react';

import { showServer } from '../../host/ui-store.ts';
import type { UiStore } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { indexAfterKey } from '../../parts/offers/item-list-model.ts';
import type { ListItem } from '../../parts/servers/server-list-model.ts';

const rowMenuInsetPx = 12;

/**
 * Moves the selection with the arrow keys, Home, End, Page Up and Down; Enter goes to the details,
 * the menu key opens the row's menu.
 */
export function useListKeys(items: readonly ListItem[]): (event: KeyboardEvent) => void {
  const { ui } = useWindow();
  return useCallback(
    (event) => {
      const names = items.flatMap((item) => (item.kind === 'server' ? [item.server.name] : []));
      const at = names.indexOf(ui.getState().selected ?? '');
      if (event.key === 'Enter') {
        const [first] = names;
        if (at === -1 && first !== undefined) showServer(ui, first);
        // Those of another server are only now drawn.
        setTimeout(() => document.getElementById('detail-title')?.focus(), 0);
        return;
      }
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
        event.preventDefault();
        // The menu would take the same key press for one of its own.
        event.stopPropagation();
        openRowMenu(ui);
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

/** Opens the menu of the selected row at the row itself, as far as it is in view. */
function openRowMenu(ui: UiStore): void {
  const { selected } = ui.getState();
  const row = selected === null ? null : document.getElementById(`server:${selected}`);
  if (selected === null || row === null) return;
  const { left, bottom } = row.getBoundingClientRect();
  ui.setState({ rowMenu: { name: selected, xPx: left + rowMenuInsetPx, yPx: bottom } });
}
