import { useEffect, useState } from 'react';

import type { HeldBack } from '../../../../shared/domain/held-change.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';

/** What is held back of a server, so many changes of it, asked anew whenever its lists or the vault are others. */
export function useHeldBack(
  name: string,
  fetchedAt: number | undefined,
  most: number,
): readonly [HeldBack | undefined, (held: HeldBack) => void] {
  const client = useClient();
  const vault = useMirror(({ snapshot }) => snapshot?.vault.state);
  const [held, setHeld] = useState<HeldBack>();
  useEffect(() => {
    if (fetchedAt === undefined) return;
    const end = new AbortController();
    client.pins
      .get({ name, most }, { signal: end.signal })
      .then(setHeld)
      .catch(() => undefined);
    return () => end.abort();
  }, [client, name, fetchedAt, vault, most]);
  return [held, setHeld];
}
