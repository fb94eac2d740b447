import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Undoable } from '../../shared/domain/undo.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { TakenSignIns } from '../oauth/oauth.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { RegistryMaintenance, Servers } from '../registry/registry-ports.ts';
import { redoError, undoError } from '../undo/undo-error.ts';
import type { Redo, UndoStep } from '../undo/undo-journal.ts';
import type { HomeSteps } from './home-steps.ts';
import type { ProfileStore, ProfileError } from './profile-store.ts';
import { broughtBack, takenOut } from './profile-out.ts';
import type { TakenProfile } from './profile-out.ts';

type Scoped = Pick<ServerDefinition, 'scope'>;

/** Whether the same profiles may use both. */
export function isSameScope(one: Scoped, other: Scoped): boolean {
  return JSON.stringify(one.scope) === JSON.stringify(other.scope);
}

type SetScope = (
  name: string,
  scope: ServerDefinition['scope'],
) => Promise<Result<unknown, RegistryError>>;

/**
 * Takes a change of access back, unless somebody has changed it since. Sign-ins that a person ended
 * with the change stay ended. `again` is the door by which it was made.
 */
export function accessStep(
  change: { readonly before: ServerDefinition; readonly after: ServerDefinition },
  allServers: Pick<Servers, 'get'>,
  { setScope, again }: { readonly setScope: SetScope; readonly again: SetScope },
): UndoStep {
  const { before, after } = change;
  const isStill = (one: Scoped): boolean => {
    const present = allServers.get(after.name);
    return present?.createdAt === after.createdAt && isSameScope(present, one);
  };
  return {
    kind: accessKind(before.scope.kind, after.scope.kind),
    title: after.title,
    async undo() {
      if (!isStill(after)) return err({ code: 'UNDO_OUTDATED' });
      const saved = await setScope(after.name, before.scope);
      if (!saved.ok) return err(undoError(saved.error));
      const { updatedAt } = allServers.get(after.name) ?? after;
      return ok(async () => {
        const isSame = isStill(before) && allServers.get(after.name)?.updatedAt === updatedAt;
        return isSame ? doneAgain(again(after.name, after.scope)) : err({ code: 'UNDO_OUTDATED' });
      });
    },
    end: () => Promise.resolve(),
  };
}

type ScopeKind = ServerDefinition['scope']['kind'];

function accessKind(before: ScopeKind, after: ScopeKind): Undoable['kind'] {
  if (before === after) return 'access-changed';
  return after === 'shared' ? 'server-shared' : 'server-made-private';
}

async function doneAgain(
  doing: Promise<Result<unknown, RegistryError | ProfileError>>,
): ReturnType<Redo> {
  const done = await doing;
  return done.ok ? ok(undefined) : err(redoError(done.error));
}

/** What went with a profile. */
export interface RemovedProfile {
  readonly taken: TakenProfile;
  readonly signedIn: TakenSignIns;
}

/**
 * Brings a removed profile back with its private servers, values, secrets and sign-ins. `again` is
 * the door by which it was removed; it goes that way again only with the very same things.
 */
export function profileRemovalStep(
  { taken, signedIn }: RemovedProfile,
  deps: {
    readonly book: Pick<ProfileStore, 'file'>;
    readonly home: Pick<HomeSteps, 'change'>;
    readonly allServers: Pick<Servers, 'get' | 'list'> & Pick<RegistryMaintenance, 'dropSecretsOf'>;
    readonly clock: Pick<Clock, 'now'>;
  },
  again: (id: string) => Promise<Result<unknown, ProfileError>>,
): UndoStep {
  const { home, allServers, clock } = deps;
  const { profile } = taken;
  /** What its removal would take along now; nothing without such a profile. */
  const goes = (): string | undefined => {
    const profiles = deps.book.file();
    const present = profiles.profiles.find(({ id }) => id === profile.id);
    if (present?.createdAt !== profile.createdAt) return undefined;
    return JSON.stringify(takenOut({ profiles, servers: allServers.list() }, present).taken);
  };
  /** A sign-in is for the server it was made for, not for another that has its name by now. */
  const isStillThere = ({ serverName }: Pick<GrantName, 'serverName'>): boolean => {
    const had = taken.had.find(({ name }) => name === serverName);
    return had === undefined || had.createdAt === allServers.get(serverName)?.createdAt;
  };
  return {
    kind: 'profile-removed',
    title: profile.title,
    async undo() {
      const back = await home.change<void, { readonly code: 'UNDO_OUTDATED' }>((all, names) => {
        const present = all.profiles.profiles.find(({ id }) => id === profile.id);
        // A backup may have brought it back meanwhile; another may have its id.
        if (present !== undefined && present.createdAt !== profile.createdAt) {
          return err({ code: 'UNDO_OUTDATED' });
        }
        const next = broughtBack(all, taken, { names, now: clock.now() });
        return ok({ ...next, value: undefined });
      });
      if (!back.ok) {
        return err(back.error.code === 'UNDO_OUTDATED' ? back.error : undoError(back.error));
      }
      await signedIn.putBack(isStillThere);
      const came = goes();
      return ok(async () => {
        const isSame = came !== undefined && goes() === came;
        return isSame ? doneAgain(again(profile.id)) : err({ code: 'UNDO_OUTDATED' });
      });
    },
    async end() {
      await allServers.dropSecretsOf(taken.servers);
      await signedIn.end();
    },
  };
}
