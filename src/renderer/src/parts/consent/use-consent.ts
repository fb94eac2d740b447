import { useEffect, useState } from 'react';

import type { LaunchPreview } from '../../../../shared/domain/server.ts';
import { useClient } from '../../host/window-context.tsx';

/** What a saved server would start, fetched while `isWanted`; null until known. */
export function useLaunchPreview(
  name: string,
  updatedAt: number,
  isWanted: boolean,
): LaunchPreview | null {
  const client = useClient();
  const [preview, setPreview] = useState<LaunchPreview | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const end = new AbortController();
    client.servers
      .launchPreview({ name }, { signal: end.signal })
      .then(setPreview)
      .catch(() => undefined);
    return () => end.abort();
  }, [client, name, updatedAt, isWanted]);
  return isWanted ? preview : null;
}
