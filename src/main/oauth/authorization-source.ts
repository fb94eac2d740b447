import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { parseChallenge } from './challenge.ts';
import type { ChallengeMemory } from './challenge-memory.ts';
import type { Grant } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import type { AuthorizationSource, ProtectedServer } from './oauth-ports.ts';
import { coversScopes, scopeUnion } from './scopes.ts';

/** How long a token that was just given out may be too new for a server's clock, ms. */
const slowClockMs = 2_100;

/** A token that was given out less than this ago has not ended without a word, ms. */
const oldFromMs = 60_000;

/** What a source works with. */
export interface AuthorizationSourceDeps {
  readonly keeper: GrantStore;
  readonly challenges: ChallengeMemory;
  readonly clock: Clock;
  /** What is known about the authorization server may be out of date. */
  readonly forgetDiscovery: () => void;
  /** What to say where nothing at the server speaks of signing in; undefined where something does. */
  readonly wantsKey: (signal: AbortSignal) => Promise<AuthFailure | undefined>;
}

/** The source of tokens for one server at one address. It keeps no state of its own. */
export function createAuthorizationSource(
  server: Pick<ProtectedServer, 'url' | 'clientId'>,
  deps: AuthorizationSourceDeps,
): AuthorizationSource {
  const { keeper, challenges } = deps;
  // SECURITY: a token is for the address it was asked for, not for one the server was moved to.
  const isOurs = (grant: Grant | undefined): grant is Grant =>
    grant?.serverUrl === server.url && isOfClient(grant, server.clientId);

  const renewed = async (
    grant: Grant,
    signal: AbortSignal,
  ): Promise<Result<string | undefined, AuthFailure>> => {
    const isUsable = keeper.freshness(grant) === 'ending';
    if (grant.refreshToken === undefined) {
      if (isUsable) return ok(grant.accessToken);
      return err({ kind: 'needs-sign-in', reason: 'expired', scopes: grant.scopes });
    }
    const result = await untilAborted(keeper.renew(), signal);
    if (result.ok) return ok(result.value.accessToken);
    const { error } = result;
    if (error.kind === 'needs-sign-in') deps.forgetDiscovery();
    const isOver = error.kind === 'needs-sign-in' && error.reason !== 'not-renewable';
    // A token that still works is no worse for not having been renewed.
    return isUsable && !isOver && error.kind !== 'aborted' ? ok(grant.accessToken) : err(error);
  };

  const peek = (): string | undefined => {
    const { grant } = keeper;
    return isOurs(grant) && keeper.freshness(grant) === 'fresh' ? grant.accessToken : undefined;
  };

  return {
    peek,

    async token(signal) {
      const known = peek();
      if (known !== undefined) return ok(known);
      const loaded = await untilAborted(keeper.load(), signal);
      if (!loaded.ok) return loaded;
      const grant = loaded.value;
      if (!isOurs(grant)) return ok(undefined);
      return keeper.freshness(grant) === 'fresh' ? ok(grant.accessToken) : renewed(grant, signal);
    },

    async onUnauthorized({ wwwAuthenticate, token }, signal) {
      const challenge = parseChallenge(wwwAuthenticate);
      challenges.remember(challenge);
      const loaded = await untilAborted(keeper.load(), signal);
      if (!loaded.ok) return loaded.error;
      const grant = isOurs(loaded.value) ? loaded.value : undefined;
      if (grant === undefined) {
        const wantsKey = challenge === undefined ? await deps.wantsKey(signal) : undefined;
        if (wantsKey !== undefined) return wantsKey;
        const isAdvertised = challenge?.resourceMetadata !== undefined;
        const { scopes } = challenge ?? {};
        return { kind: 'needs-sign-in', reason: 'no-token', scopes, isAdvertised };
      }
      if (challenge?.error === 'insufficient_scope') {
        return grant.accessToken === token || token === undefined
          ? stepUp(grant, challenge.scopes ?? [], challenges)
          : 'retry';
      }
      if (grant.accessToken !== token) return 'retry';
      const fresh = keeper.newToken.of(token);
      const waitMs = keeper.newToken.waitMs(token, slowClockMs);
      if (waitMs > 0) {
        return (await waited(deps.clock, waitMs, signal)) ? 'retry' : { kind: 'aborted' };
      }
      deps.forgetDiscovery();
      if (grant.refreshToken === undefined || fresh?.isLastTry === true) {
        const reason = fresh?.isOfSignIn === true ? 'not-accepted' : 'rejected';
        return { kind: 'needs-sign-in', reason, scopes: grant.scopes };
      }
      const result = await untilAborted(keeper.renew(token), signal);
      return result.ok ? 'retry' : result.error;
    },

    mayHaveEnded(token) {
      const { grant } = keeper;
      if (!isOurs(grant) || grant.accessToken !== token) return false;
      const isOld = deps.clock.now() - grant.obtainedAt >= oldFromMs;
      return grant.expiresAt === undefined && grant.refreshToken !== undefined && isOld;
    },

    onAccepted: (token) => keeper.newToken.proved(token),
  };
}

/** Whether a grant was made with the client a person has entered, if it was such a one. */
function isOfClient({ client, shared }: Grant, clientId: string | undefined): boolean {
  if (client.kind !== 'pre-registered') return true;
  return (shared === undefined ? client.clientId : shared.clientId) === clientId;
}

/** Waits; false when the caller gives up first. */
function waited(clock: Clock, delayMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const stop = (): void => {
      timer[Symbol.dispose]();
      resolve(false);
    };
    const timer = clock.schedule(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** More rights than were granted: a person has to agree, a few times at most. */
function stepUp(grant: Grant, wanted: readonly string[], challenges: ChallengeMemory): AuthFailure {
  const scopes = scopeUnion(grant.scopes, wanted);
  if (!challenges.noteStepUp()) {
    return refused('SCOPE_REFUSED', scopes.join(' '));
  }
  // A server that wants what it already has would send the person around in circles.
  const isPointless = wanted.length === 0 || coversScopes(grant.scopes, wanted);
  if (isPointless) return refused('SCOPE_REFUSED', wanted.join(' '));
  return { kind: 'needs-sign-in', reason: 'scope', scopes };
}

/** Gives up waiting when the caller does; the work itself goes on. */
async function untilAborted<T>(
  work: Promise<Result<T, AuthFailure>>,
  signal: AbortSignal,
): Promise<Result<T, AuthFailure>> {
  if (signal.aborted) return err({ kind: 'aborted' });
  let stop: (() => void) | undefined;
  const aborted = new Promise<Result<T, AuthFailure>>((resolve) => {
    stop = () => resolve(err({ kind: 'aborted' }));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
