import type { SendQuickly } from '../network/quick-request.ts';
import { decideRedirect } from './redirect-policy.ts';

/** How long the end of a session waits for the server to have heard of it, ms. */
const waitMs = 500;
/** How long a server may take to hear it while nobody waits any more, ms. */
const patienceMs = 5_000;

/**
 * Tells a server of the legacy era that its session is over (2025-11-25 transports, session
 * management), and resolves when it has answered, whatever it says, but soon in any case: a person
 * who quits waits for nobody. What was not heard by then goes on by itself for a while.
 */
export async function sayGoodbye(send: SendQuickly, url: URL, headers: Headers): Promise<void> {
  const heard = tell(send, url, headers).catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([heard, limit]);
  clearTimeout(timer);
}

async function tell(send: SendQuickly, url: URL, headers: Headers): Promise<void> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  timer.unref();
  try {
    let from = url;
    for (let hop = 0; ; hop += 1) {
      const answer = await send(from, { method: 'DELETE', headers }, patience.signal);
      // SECURITY: a session id and keys go to the server's own origin and nowhere else.
      const decision = decideRedirect({ ...answer, from, method: 'DELETE', hop });
      if (decision.kind !== 'follow') return;
      from = decision.to;
    }
  } finally {
    clearTimeout(timer);
  }
}
