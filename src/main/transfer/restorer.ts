import type { RestorePlan } from '../../shared/domain/moving.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ProfileStore, ProfilesFile } from '../profiles/profile-store.ts';
import type { ServersInUse } from '../profiles/servers-in-use.ts';
import { storageFailed } from '../registry/registry-error.ts';
import type { StorageRefusal } from '../registry/registry-error.ts';
import type { RegistryFile } from '../registry/registry-file.ts';
import type { SaveResult } from '../registry/registry-change.ts';
import type { RegistryMaintenance } from '../registry/registry-ports.ts';
import type { Backups, BackupRefusal } from './backups.ts';
import type { HomeContents } from './home-contents.ts';
import { planRestore } from './plan-restore.ts';
import type { PlannedRestore } from './plan-restore.ts';

/** Why a restore did not happen; nothing was changed. */
export type RestoreError = BackupRefusal | StorageRefusal;

/** Brings an earlier state back. */
export interface Restorer {
  /** What restoring a backup would change; changes nothing. */
  examine(id: string): Promise<Result<RestorePlan, BackupRefusal>>;
  /**
   * Keeps the state of now, then restores a backup in one step. Connections of what goes end, and
   * so do its sign-ins; secrets stay as long as a backup refers to them.
   */
  restore(id: string): Promise<Result<RestorePlan, RestoreError>>;
}

/** What restoring needs from outside. */
export interface RestorerDeps {
  readonly backups: Pick<Backups, 'read' | 'keepForRestore'>;
  readonly contents: () => HomeContents;
  readonly book: Pick<ProfileStore, 'changeWith'>;
  /** Every server, whoever may use it. */
  readonly allServers: Pick<RegistryMaintenance, 'replaceAll'>;
  /** The servers of the profile in use. */
  readonly registry: Pick<ServersInUse, 'inOneStep'>;
  readonly save: (profiles: ProfilesFile, registry: RegistryFile) => Promise<SaveResult>;
  readonly clock: Pick<Clock, 'now'>;
  readonly after: AfterRestore;
}

/** What follows from a restore in the rest of the host. */
export interface AfterRestore {
  /** Ends and forgets what belonged to servers and profiles that went. */
  forget(servers: readonly ServerDefinition[], profileIds: readonly string[]): Promise<void>;
  bringUp(names: readonly string[]): void;
}

/** Creates it. */
export function createRestorer(deps: RestorerDeps): Restorer {
  const { backups, book, allServers, registry, clock, after } = deps;

  const change = (then: HomeContents): Promise<Result<PlannedRestore, RestoreError>> =>
    book.changeWith(async (file) => {
      let planned: PlannedRestore | undefined;
      const replaced = await allServers.replaceAll(async (servers) => {
        planned = planRestore({ profiles: file, servers: [...servers] }, then, clock.now());
        const kept = await backups.keepForRestore(planned.unused);
        if (!kept.ok) return err(storageFailed(kept.error));
        const { profiles } = planned.next;
        return ok({
          servers: planned.next.servers,
          save: (next: RegistryFile) => deps.save(profiles, next),
        });
      });
      if (!replaced.ok) return replaced;
      if (planned === undefined) throw new Error('replaced without a plan');
      return ok({ file: planned.next.profiles, value: planned });
    });

  return {
    async examine(id) {
      const then = await backups.read(id);
      return then.ok ? ok(planRestore(deps.contents(), then.value, clock.now()).plan) : then;
    },
    async restore(id) {
      const then = await backups.read(id);
      if (!then.ok) return then;
      const restored = await registry.inOneStep(() => change(then.value));
      if (!restored.ok) return restored;
      const { plan, gone, goneProfiles, next } = restored.value;
      await after.forget(gone, goneProfiles);
      after.bringUp(next.servers.map(({ name }) => name));
      return ok(plan);
    },
  };
}
