import { useEffect } from 'react';
import type { RefObject } from 'react';

import { useUi, useWindow } from '../host/window-context.tsx';
import { firstField } from './focus-places.ts';

/** Puts the focus into the field that was asked for, once its form is there. */
export function useAskedField(server: string, place: RefObject<HTMLElement | null>): void {
  const { ui } = useWindow();
  const asked = useUi(({ field }) => (field?.server === server ? field : null));
  useEffect(() => {
    if (asked === null || place.current === null) return;
    ui.setState({ field: null });
    const { path } = asked;
    const named = path === null ? null : place.current.querySelector(`[data-field="${path}"]`);
    const field = firstField(named ?? place.current);
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'center' });
  }, [asked, ui, place]);
}
