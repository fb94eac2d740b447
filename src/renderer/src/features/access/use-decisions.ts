import { useEffect, useState } from 'react';

import type { ServerDecisions } from '../../../../shared/domain/approval.ts';
import { own } from '../../../../shared/util/own.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';

/** What was decided about a server, asked anew when its tools or what waits are others. */
export function useDecisions(
  name: string,
): readonly [ServerDecisions | undefined, (decisions: ServerDecisions) => void] {
  const client = useClient();
  const fetchedAt = useMirror(({ snapshot }) => own(snapshot?.catalogs ?? {}, name)?.fetchedAt);
  // Whoever answers a call from a notification decides too.
  const waiting = useMirror(({ snapshot }) => snapshot?.approvals.length);
  const vault = useMirror(({ snapshot }) => snapshot?.vault.state);
  const [decisions, setDecisions] = useState<ServerDecisions>();
  useEffect(() => {
    const end = new AbortController();
    client.approvals
      .get({ name }, { signal: end.signal })
      .then(setDecisions)
      .catch(() => undefined);
    return () => end.abort();
  }, [client, name, fetchedAt, waiting, vault]);
  return [decisions, setDecisions];
}
