import type { ServerDecisions } from '../../../../shared/domain/approval.ts';
import { own } from '../../../../shared/util/own.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useLastAnswer } from '../../ui/use-answer.ts';

/** What was decided about a server, asked anew when its tools or what waits are others. */
export function useDecisions(
  name: string,
): readonly [ServerDecisions | undefined, (decisions: ServerDecisions) => void] {
  const client = useClient();
  const fetchedAt = useMirror(({ snapshot }) => own(snapshot?.catalogs ?? {}, name)?.fetchedAt);
  // Whoever answers a call from a notification decides too.
  const waiting = useMirror(({ snapshot }) => snapshot?.approvals.length);
  const vault = useMirror(({ snapshot }) => snapshot?.vault.state);
  return useLastAnswer(JSON.stringify([name, fetchedAt, waiting, vault]), (signal) =>
    client.approvals.get({ name }, { signal }),
  );
}
