import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Undoable } from '../../shared/domain/undo.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import { undoError } from '../undo/undo-error.ts';
import type { UndoStep } from '../undo/undo-journal.ts';
import { broughtBack, type TakenProfile } from './profile-out.ts';
import type { ProfileRegistry } from './profile-registry.ts';

type Scoped = Pick<ServerDefinition, 'scope'>;

/** Whether the same profiles may use both. */
export function isSameScope(one: Scoped, other: Scoped): boolean {
  return JSON.stringify(one.scope) === JSON.stringify(other.scope);
}

/**
 * Takes a change of access back, unless somebody has changed it since. Sign-ins that a person ended
 * with the change stay ended.
 */
export function accessStep(
  change: { readonly before: ServerDefinition; readonly after: ServerDefinition },
  everything: Pick<ServerRegistry, 'get'>,
  setScope: (
    name: string,
    scope: ServerDefinition['scope'],
  ) => Promise<Result<unknown, RegistryError>>,
): UndoStep {
  const { before, after } = change;
  return {
    kind: accessKind(before.scope.kind, after.scope.kind),
    title: after.title,
    async undo() {
      const present = everything.get(after.name);
      const isSame = present?.createdAt === after.createdAt && isSameScope(present, after);
      if (!isSame) return err({ code: 'UNDO_OUTDATED' });
      const saved = await setScope(after.name, before.scope);
      return saved.ok ? ok(undefined) : err(undoError(saved.error));
    },
    end: () => Promise.resolve(),
  };
}

type ScopeKind = ServerDefinition['scope']['kind'];

function accessKind(before: ScopeKind, after: ScopeKind): Undoable['kind'] {
  if (before === after) return 'access-changed';
  return after === 'shared' ? 'server-shared' : 'server-made-private';
}

/** What went with a profile. */
export interface RemovedProfile {
  readonly taken: TakenProfile;
  readonly signedIn: Awaited<ReturnType<SignIns['takeOut']>>;
}

/** Brings a removed profile back with its private servers, values, secrets and sign-ins. */
export function profileRemovalStep(
  { taken, signedIn }: RemovedProfile,
  deps: {
    readonly registry: Pick<ProfileRegistry, 'changeHome'>;
    readonly everything: Pick<ServerRegistry, 'dropSecretsOf'>;
    readonly clock: Pick<Clock, 'now'>;
  },
): UndoStep {
  const { registry, everything, clock } = deps;
  const { profile } = taken;
  return {
    kind: 'profile-removed',
    title: profile.title,
    async undo() {
      const back = await registry.changeHome<void, { readonly code: 'UNDO_OUTDATED' }>(
        (home, names) => {
          const present = home.profiles.profiles.find(({ id }) => id === profile.id);
          // A backup may have brought it back meanwhile; another may have its id.
          if (present !== undefined && present.createdAt !== profile.createdAt) {
            return err({ code: 'UNDO_OUTDATED' });
          }
          const next = broughtBack(home, taken, { names, now: clock.now() });
          return ok({ ...next, value: undefined });
        },
      );
      if (!back.ok) {
        return err(back.error.code === 'UNDO_OUTDATED' ? back.error : undoError(back.error));
      }
      await signedIn.putBack();
      return ok(undefined);
    },
    async end() {
      await everything.dropSecretsOf(taken.servers);
      await signedIn.end();
    },
  };
}
