import { useWindow } from '../host/window-context.tsx';
import type { Host } from '../host/host.ts';

/** Makes something once for each window and hands it out from then on. */
export function perWindow<T>(create: () => T): () => T {
  const made = new WeakMap<Host, T>();
  return function useMade() {
    const { host } = useWindow();
    const known = made.get(host);
    if (known !== undefined) return known;
    const fresh = create();
    made.set(host, fresh);
    return fresh;
  };
}
