import type { Clock } from '../kernel/clock.ts';
import type { Grant } from './grant.ts';
import type { GrantKeeper } from './grant-keeper.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

const revokeTimeoutMs = 5_000;

/** What ends a grant on the other side. */
export interface GrantEnding {
  readonly endpoint: TokenEndpoint;
  readonly clock: Clock;
}

/** Forgets a grant, then revokes it as far as that works within a few seconds. */
export async function endGrant(keeper: GrantKeeper, ending: GrantEnding): Promise<void> {
  const grant = await takeGrant(keeper);
  // The tokens are gone here whether or not the other side hears of it.
  if (grant !== undefined) await revokeGrant(grant, ending);
}

/** Takes a grant out of memory and records; the other side hears nothing of it. */
export async function takeGrant(keeper: GrantKeeper): Promise<Grant | undefined> {
  await keeper.settle();
  const loaded = await keeper.load();
  await keeper.remove();
  return loaded.ok ? loaded.value : undefined;
}

/** Revokes a grant that nobody has any more, as far as that works within a few seconds. */
export async function revokeGrant(grant: Grant, { endpoint, clock }: GrantEnding): Promise<void> {
  const stop = new AbortController();
  const timer = clock.schedule(revokeTimeoutMs, () => stop.abort());
  await endpoint.revoke(grant, stop.signal).catch(() => undefined);
  timer[Symbol.dispose]();
}
