import type { ServerDefinition } from '../../shared/domain/server.ts';
import { hasAddress } from '../../shared/domain/transport-kind.ts';
import type { Result } from '../../shared/util/result.ts';
import type { AppPools, AppUse, AppUser } from './app-pools.ts';
import type { LiveSession, Unavailable } from './connection-ports.ts';

type Acquired = Result<LiveSession, Unavailable> | undefined;

/** All apps of the legacy era, which share the connection. */
const legacyApps: AppUser = { app: '' };

/**
 * Whether a server may speak the legacy era beside the modern one at no more cost than a session: one at
 * an address whose era nobody has settled. A program would have to run twice.
 */
export const hasBothEras = (
  server: Pick<ServerDefinition, 'transport'> & { era?: string },
): boolean => hasAddress(server.transport) && (server.era ?? 'auto') === 'auto';

/**
 * The session an app of the legacy era is best served by, where everybody's is `shared`: what a server
 * asks in the middle of a call exists in that era alone, so a server that speaks both is met in the
 * app's. One that does not is used as everybody uses it.
 */
export async function inLegacyEra(
  legacy: Pick<AppPools, 'isOwn' | 'acquire'>,
  { profileId, name }: Omit<AppUse, 'user'>,
  shared: Acquired,
  signal: AbortSignal,
): Promise<Acquired> {
  if (shared?.ok !== true || shared.value.info.era === 'legacy') return shared;
  if (!legacy.isOwn(profileId, name)) return shared;
  const own = await legacy.acquire({ user: legacyApps, profileId, name }, signal);
  return own?.ok === true ? own : shared;
}
