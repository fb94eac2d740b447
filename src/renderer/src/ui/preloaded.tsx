import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';

/** Brings the code of one part of the window; the same answer each time. */
type Load = () => Promise<unknown>;

const loads: Load[] = [];

/**
 * A part of the window whose code comes later. Once it is there the part is drawn with the frame
 * that asks for it; React's own `lazy` would hold back every first visit for 300 ms, because what
 * suspends waits for the throttle of its fallbacks. Throws while drawing when the code cannot come.
 */
export function preloaded<P extends object>(
  bring: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let known: ComponentType<P> | undefined;
  let coming: Promise<void> | undefined;
  const load = () =>
    (coming ??= bring().then(
      (part) => {
        known = part;
      },
      (error: unknown) => {
        // Another visit may try again.
        coming = undefined;
        throw error;
      },
    ));
  loads.push(load);
  return function Preloaded(props: P) {
    const [, setCame] = useState(known !== undefined);
    const [failure, setFailure] = useState<Error>();
    useEffect(() => {
      if (known !== undefined) return;
      let isGone = false;
      load().then(
        () => !isGone && setCame(true),
        (error: unknown) => {
          if (!isGone) setFailure(new Error('a part did not come', { cause: error }));
        },
      );
      return () => {
        isGone = true;
      };
    }, []);
    if (failure !== undefined) throw failure;
    const Part = known;
    return Part === undefined ? null : <Part {...props} />;
  };
}

/** Brings the code of every part, one after the other; what cannot come is tried when it is asked for. */
export async function preloadAll(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined);
}
