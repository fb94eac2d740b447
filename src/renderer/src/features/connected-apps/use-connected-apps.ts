import { useCallback, useEffect, useState } from 'react';

import type { ConnectedApp } from '../../../../shared/domain/connected-app.ts';
import { useClient, useMirror, useWindow } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/**
 * Every app that is here, asked anew when one came, when a change was made or taken back, and when
 * somebody comes back to the window; null until main has answered.
 */
export function useConnectedApps(): readonly [readonly ConnectedApp[] | null, () => Promise<void>] {
  const client = useClient();
  const { host } = useWindow();
  const report = useReporter();
  const undoable = useMirror(({ snapshot }) => snapshot?.undoable?.id);
  const [apps, setApps] = useState<readonly ConnectedApp[] | null>(null);
  const read = useCallback(async () => setApps(await client.connectedApps.list({})), [client]);
  useEffect(() => report(read()), [read, report, undoable]);
  useEffect(() => {
    const look = (): void => report(read());
    window.addEventListener('focus', look);
    const stop = host.onEvents((events) => {
      if (events.some(({ kind }) => kind === 'apps-changed')) look();
    });
    return () => {
      window.removeEventListener('focus', look);
      stop();
    };
  }, [host, read, report]);
  return [apps, read];
}
