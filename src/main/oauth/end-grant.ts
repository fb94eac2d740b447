import type { Clock } from '../kernel/clock.ts';
import type { Grant } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

const revokeTimeoutMs = 5_000;

/** What ends a grant on the other side. */
export interface GrantEnding {
  readonly endpoint: TokenEndpoint;
  readonly clock: Clock;
}

/** Forgets a grant, then revokes it as far as that works within a few seconds. */
export async function endGrant(keeper: GrantStore, ending: GrantEnding): Promise<void> {
  const grant = await keeper.take();
  // The tokens are gone here whether or not the other side hears of it.
  if (grant !== undefined) await endTaken(keeper, grant, ending);
}

/** Revokes what was taken out and will not come back, unless another server still uses it. */
export async function endTaken(
  keeper: GrantStore,
  grant: Grant,
  ending: GrantEnding,
): Promise<void> {
  const last = await keeper.place.release(grant);
  if (last !== undefined) await revokeGrant(last, ending);
}

/** Revokes a grant that nobody has any more, as far as that works within a few seconds. */
export async function revokeGrant(grant: Grant, { endpoint, clock }: GrantEnding): Promise<void> {
  const stop = new AbortController();
  const timer = clock.schedule(revokeTimeoutMs, () => stop.abort());
  await endpoint.revoke(grant, stop.signal).catch(() => undefined);
  timer[Symbol.dispose]();
}
