import { useEffect, useState } from 'react';

import type { ShownAppConnection } from '../../../../shared/domain/gateway-status.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { runsForEachApp } from '../../../../shared/domain/runs-for-each-app.ts';
import { recordedCalls } from '../../host/recorded-calls.ts';
import { useWindow } from '../../host/window-context.tsx';

/** How soon it is seen that an app has left, ms. */
const lookEveryMs = 3_000;

/** Apps that have a process of a server to themselves; asked anew after each call of one. */
export function useAppConnections(server: ServerView): readonly ShownAppConnection[] {
  const { host } = useWindow();
  const { name } = server;
  const isWanted = runsForEachApp(server);
  const [found, setFound] = useState<readonly ShownAppConnection[]>([]);
  const hasAny = found.length > 0;
  useEffect(() => {
    if (!isWanted) return;
    const end = new AbortController();
    const look = () => {
      host.client.gateway
        .appConnections({ name }, { signal: end.signal })
        .then(setFound)
        .catch(() => undefined);
    };
    look();
    const stop = host.onEvents((events) => {
      if (recordedCalls(events).some((call) => call.server === name)) look();
    });
    const timer = hasAny ? setInterval(look, lookEveryMs) : undefined;
    return () => {
      stop();
      clearInterval(timer);
      end.abort();
    };
  }, [host, name, isWanted, hasAny]);
  return isWanted ? found : [];
}
