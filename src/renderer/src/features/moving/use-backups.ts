import { useCallback, useEffect, useState } from 'react';

import type { Backup } from '../../../../shared/domain/moving.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';

/** The backups; read anew when servers or profiles come or go. Null until main has answered. */
export function useBackups(): readonly [readonly Backup[] | null, () => void] {
  const client = useClient();
  const [backups, setBackups] = useState<readonly Backup[] | null>(null);
  const servers = useMirror(({ snapshot }) => snapshot?.servers.length);
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles.all.length);
  const read = useCallback(() => {
    client.moving.backups({}).then(setBackups, () => setBackups([]));
  }, [client]);
  useEffect(read, [read, servers, profiles]);
  return [backups, read];
}
