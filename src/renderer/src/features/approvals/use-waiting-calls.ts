import { useEffect, useState } from 'react';

import type { PendingApproval, WaitingCall } from '../../../../shared/domain/approval.ts';
import { useClient } from '../../host/window-context.tsx';

/** The calls that wait behind an entry. */
export interface WaitingCalls {
  /** All of them, by id: an answer is about exactly these. */
  readonly ids: readonly string[];
  /** The first of them, to read. */
  readonly calls: readonly WaitingCall[];
}

/** The calls behind each of these entries, asked anew when there are more or less of them. */
export function useWaitingCalls(
  entries: readonly PendingApproval[],
): ReadonlyMap<string, WaitingCalls> {
  const client = useClient();
  const [known, setKnown] = useState<ReadonlyMap<string, WaitingCalls>>(new Map());
  const asked = JSON.stringify(entries.map(({ id, count, expiresAt }) => [id, count, expiresAt]));
  useEffect(() => {
    const end = new AbortController();
    const ids = (JSON.parse(asked) as readonly [string][]).map(([id]) => id);
    const read = async (id: string) =>
      [id, await client.approvals.waiting({ id }, { signal: end.signal })] as const;
    Promise.all(ids.map(read))
      .then((found) => setKnown(new Map(found)))
      .catch(() => undefined);
    return () => end.abort();
  }, [client, asked]);
  return known;
}
