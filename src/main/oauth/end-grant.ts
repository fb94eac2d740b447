import type { Clock } from '../ports.ts';
import type { GrantKeeper } from './grant-keeper.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

const revokeTimeoutMs = 5_000;

/** Forgets a grant, then revokes it as far as that works within a few seconds. */
export async function endGrant(
  keeper: GrantKeeper,
  { endpoint, clock }: { readonly endpoint: TokenEndpoint; readonly clock: Clock },
): Promise<void> {
  await keeper.settle();
  const loaded = await keeper.load();
  // The tokens are gone here whether or not the other side hears of it.
  await keeper.remove();
  const grant = loaded.ok ? loaded.value : undefined;
  if (grant === undefined) return;
  const stop = new AbortController();
  const timer = clock.schedule(revokeTimeoutMs, () => stop.abort());
  await endpoint.revoke(grant, stop.signal).catch(() => undefined);
  timer[Symbol.dispose]();
}
