import { useEffect, useEffectEvent } from 'react';

import type { AskedItem } from '../../host/ui-store.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';

/** Takes the wish to show one thing that a server offers, once its list is there. */
export function useAskedItem(
  server: string,
  kind: string,
  onAsked: (item: AskedItem) => void,
): void {
  const { ui } = useWindow();
  const asked = useUi(({ item, tab }) => (item?.server === server && tab === kind ? item : null));
  const tell = useEffectEvent(onAsked);
  useEffect(() => {
    if (asked === null) return;
    ui.setState({ item: null });
    tell(asked);
  }, [asked, ui]);
}
