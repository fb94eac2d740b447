import { useEffect, useState } from 'react';

import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { recordedCalls } from '../../host/recorded-calls.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';

const recentMs = 60 * 60_000;
const lookedAt = 1_000;

/** Who used a server in the last hour. */
export type RecentUser = Pick<CallRecord, 'door' | 'app'> & { readonly calls: number };

/** Whoever called a server in the last hour, the latest first; grows as it happens. */
export function useRecentUsers(server: string): readonly RecentUser[] {
  const { host } = useWindow();
  const profile = useMirror(({ snapshot }) => snapshot?.profiles.activeId);
  const [calls, setCalls] = useState<readonly CallRecord[]>([]);
  useEffect(() => {
    const end = new AbortController();
    setCalls([]);
    const add = (added: readonly CallRecord[]) => {
      const since = Date.now() - recentMs;
      const its = added.filter((call) => call.server === server && call.at >= since);
      if (its.length === 0) return;
      setCalls((known) => [...new Map([...known, ...its].map((call) => [call.id, call])).values()]);
    };
    const stop = host.onEvents((events) => add(recordedCalls(events)));
    host.client.calls
      .page({ limit: lookedAt }, { signal: end.signal })
      .then(add)
      .catch(() => undefined);
    return () => {
      stop();
      end.abort();
    };
  }, [host, server, profile]);
  return usersOf(calls);
}

function usersOf(calls: readonly CallRecord[]): readonly RecentUser[] {
  const users = new Map<string, RecentUser & { readonly at: number }>();
  for (const { door, app, at } of calls) {
    const key = JSON.stringify([door, app]);
    const known = users.get(key);
    users.set(key, { door, app, calls: (known?.calls ?? 0) + 1, at: Math.max(at, known?.at ?? 0) });
  }
  return [...users.values()].sort((a, b) => b.at - a.at);
}
