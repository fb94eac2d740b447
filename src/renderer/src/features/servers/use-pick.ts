import { useCallback } from 'react';
import type { MouseEvent } from 'react';

import { holdsCommandKey } from '../../first-paint/command-key.ts';
import { showServer } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { withRangeTo, withToggled } from '../../parts/servers/picked-servers.ts';
import { namesOf } from '../../parts/servers/server-list-model.ts';
import type { ListItem } from '../../parts/servers/server-list-model.ts';

/** A click on a server of the list, with the keys that were held. */
export type PickByMouse = (
  event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  name: string,
) => void;

/** A click selects one; with Shift all up to it, with the command key one more or one less. */
export function usePickByMouse(items: readonly ListItem[]): PickByMouse {
  const { ui } = useWindow();
  return useCallback(
    (event, name) => {
      if (event.shiftKey) ui.setState((state) => withRangeTo(state, namesOf(items), name));
      else if (holdsCommandKey(event)) ui.setState((state) => withToggled(state, name));
      else showServer(ui, name);
    },
    [items, ui],
  );
}
