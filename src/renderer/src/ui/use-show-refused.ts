import { useEffect } from 'react';
import type { RefObject } from 'react';

/** Brings the first field that was refused into view and puts the focus there. */
export function useShowRefused(
  place: RefObject<HTMLElement | null>,
  problems: readonly { readonly severity: string }[],
): void {
  useEffect(() => {
    if (!problems.some(({ severity }) => severity === 'error')) return;
    const refused = place.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    const shown = refused ?? place.current?.querySelector<HTMLElement>('.pb-problems');
    refused?.focus({ preventScroll: true });
    shown?.scrollIntoView({ block: 'center' });
  }, [place, problems]);
}
