import type { PendingApproval, WaitingCall } from '../../../../shared/domain/approval.ts';
import { useClient } from '../../host/window-context.tsx';
import { useLastAnswer } from '../../ui/use-answer.ts';

/** The calls that wait behind an entry. */
export interface WaitingCalls {
  /** All of them, by id: an answer is about exactly these. */
  readonly ids: readonly string[];
  /** The first of them, to read. */
  readonly calls: readonly WaitingCall[];
}

/** Of none of them yet. */
const none: ReadonlyMap<string, WaitingCalls> = new Map();

/** The calls behind each of these entries, asked anew when there are more or less of them. */
export function useWaitingCalls(
  entries: readonly PendingApproval[],
): ReadonlyMap<string, WaitingCalls> {
  const client = useClient();
  const about = JSON.stringify(entries.map(({ id, count, expiresAt }) => [id, count, expiresAt]));
  const [known = none] = useLastAnswer(about, async (signal) => {
    const read = async ({ id }: PendingApproval) =>
      [id, await client.approvals.waiting({ id }, { signal })] as const;
    return new Map(await Promise.all(entries.map(read)));
  });
  return known;
}
