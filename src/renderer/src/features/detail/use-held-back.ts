import { useEffect, useState } from 'react';

import type { HeldBack } from '../../../../shared/domain/held-change.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';

/** What is held back of a server, asked anew whenever its lists or the vault are others. */
export function useHeldBack(
  name: string,
  fetchedAt: number | undefined,
): readonly [HeldBack | undefined, (held: HeldBack) => void] {
  const client = useClient();
  const vault = useMirror(({ snapshot }) => snapshot?.vault.state);
  const [held, setHeld] = useState<HeldBack>();
  useEffect(() => {
    if (fetchedAt === undefined) return;
    const end = new AbortController();
    client.pins
      .get({ name }, { signal: end.signal })
      .then(setHeld)
      .catch(() => undefined);
    return () => end.abort();
  }, [client, name, fetchedAt, vault]);
  return [held, setHeld];
}
