import type { KeptProfile } from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Undoable } from '../../shared/domain/undo.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { ServerReplacement } from '../registry/registry-ledger.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';
import type { SignIns } from '../sign-ins.ts';
import { undoError } from '../undo/undo-error.ts';
import type { UndoStep } from '../undo/undo-journal.ts';
import type { ProfileBook } from './profile-book.ts';

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
  readonly profile: KeptProfile;
  readonly changes: readonly ServerReplacement[];
  readonly signedIn: Awaited<ReturnType<SignIns['takeOut']>>;
}

/** Brings a removed profile back with its private servers, values, secrets and sign-ins. */
export function profileRemovalStep(
  { profile, changes, signedIn }: RemovedProfile,
  deps: {
    readonly book: Pick<ProfileBook, 'get' | 'bringBack'>;
    readonly everything: Pick<ServerRegistry, 'bringProfileBack' | 'dropSecretsOf'>;
  },
): UndoStep {
  const { book, everything } = deps;
  return {
    kind: 'profile-removed',
    title: profile.title,
    async undo() {
      // After a save that failed half-way the profile is back and only the rest is missing.
      const present = book.get(profile.id);
      if (present !== undefined && present.createdAt !== profile.createdAt) {
        return err({ code: 'UNDO_OUTDATED' });
      }
      const back = present === undefined ? await book.bringBack(profile) : ok(present);
      if (!back.ok) return err(undoError(back.error));
      const restored = await everything.bringProfileBack(profile.id, changes);
      if (!restored.ok) return err(undoError(restored.error));
      await signedIn.putBack();
      return ok(undefined);
    },
    async end() {
      await everything.dropSecretsOf(changes.map(({ previous }) => previous));
      await signedIn.end();
    },
  };
}
