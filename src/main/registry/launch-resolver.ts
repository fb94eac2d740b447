import { defaultTimeouts } from '../../shared/domain/server.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { ResolveLaunch } from '../connections/connection-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecretError, SecretStore } from '../kernel/secret-store.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import { resolveLaunch } from './resolve-launch.ts';
import type { AskAgreements, ResolveLaunchDeps } from './resolve-launch.ts';

/** Reads a server's launch, as one owner has it, from registry and vault at the moment it is opened. */
export function createLaunchResolver(
  deps: {
    readonly definition: (name: string) => ServerDefinition | undefined;
    readonly secrets: Pick<SecretStore, 'reveal' | 'usesOf'>;
    /** Whose values and secrets of its own it gets. */
    readonly profileId: string;
    readonly homeFolder: string;
    readonly environment?: ResolveLaunchDeps['environment'];
    readonly clock: Pick<Clock, 'now'>;
  } & AskAgreements,
): ResolveLaunch {
  return async (name) => {
    const server = deps.definition(name);
    if (!server) return err({ kind: 'missing', missing: [] });
    const resolved = await resolveLaunch(server, {
      secrets: deps.secrets,
      agreements: deps.agreements,
      homeDir: deps.homeFolder,
      ...(deps.environment && { environment: deps.environment }),
      profileId: deps.profileId,
    });
    if (resolved.ok) {
      return ok({
        ...resolved.value,
        era: server.era,
        timeouts: { ...defaultTimeouts, ...server.timeouts },
      });
    }
    const { error } = resolved;
    return err(
      error.kind === 'needs-setup'
        ? { kind: 'missing', missing: error.missing }
        : { kind: 'failure', failure: secretFailure(error.error, deps.clock.now()) },
    );
  };
}

function secretFailure({ code, detail }: SecretError, at: number): Failure {
  return {
    code: 'SECRET_UNAVAILABLE',
    params: { reason: code },
    detail,
    action: 'edit-settings',
    at,
  };
}
