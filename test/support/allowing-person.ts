import type { ContractRouterClient } from '@orpc/contract';

import type { Contract } from '../../src/shared/contract/contract.ts';
import type { ApprovalAnswer, PendingApproval } from '../../src/shared/domain/approval.ts';

/** Says what a person answers to calls of one app to one tool; undefined: nothing. */
export type SaysToCalls = (pending: PendingApproval) => ApprovalAnswer | undefined;

/**
 * Somebody at the window who answers every call that waits, through the calls the window has: reads
 * what would be sent, then says it. Ends with the signal or the port.
 */
export async function answerCalls(
  client: Pick<ContractRouterClient<Contract>, 'events' | 'app' | 'approvals'>,
  says: SaysToCalls,
  signal: AbortSignal,
): Promise<void> {
  const answerAll = async (pending: readonly PendingApproval[]): Promise<void> => {
    for (const entry of pending) {
      const answer = says(entry);
      if (answer === undefined) continue;
      const { ids } = await client.approvals.waiting({ id: entry.id });
      if (ids.length > 0) await client.approvals.answer({ calls: ids, answer });
    }
  };
  while (!signal.aborted) {
    // A subscription ends when its reader falls behind; then all is looked at anew.
    const batches = await client.events.subscribe({}, { signal });
    await answerAll((await client.app.snapshot({}, { signal })).approvals);
    for await (const { events } of batches) {
      for (const event of events) {
        if (event.kind === 'approvals-changed') await answerAll(event.approvals);
      }
    }
  }
}
