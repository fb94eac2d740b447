import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { BackupSurroundings, MovingSurroundings } from './compose-moving.ts';
import type { Stores } from './compose-stores.ts';
import type { Backups } from '../transfer/backups.ts';
import type { Moving } from '../transfer/moving.ts';
import { homeSaver } from '../profiles/home-changes.ts';
import type { HomeSave } from '../profiles/home-changes.ts';
import type { SaveResult } from '../registry/registry-change.ts';

/** Backups, loaded when somebody needs them. */
export interface LazyBackups {
  backups(): Promise<Backups>;
  /** Secrets that only backups refer to; one look when there are no backups. */
  secretIds(): Promise<readonly string[]>;
}

/** A start must not wait for the code of what is seldom used. */
export function lazyBackups(surroundings: BackupSurroundings): LazyBackups {
  const composed = async () => (await import('./compose-moving.ts')).composeBackups(surroundings);
  let loading: ReturnType<typeof composed> | undefined;
  const backups = () => (loading ??= composed());
  return {
    backups,
    async secretIds() {
      if (!(await isThere(join(surroundings.folder, 'backups')))) return [];
      return (await backups()).secretIds();
    },
  };
}

/** Export, import and going back, loaded when somebody needs them. */
export interface LazyMoving {
  moving(): Promise<Moving>;
}

/** A start must not wait for the code of what is seldom used. */
export function lazyMoving(
  surroundings: Omit<MovingSurroundings, 'backups'> & { readonly backups: LazyBackups },
): LazyMoving {
  const composed = async () => {
    const [{ composeMoving }, backups] = await Promise.all([
      import('./compose-moving.ts'),
      surroundings.backups.backups(),
    ]);
    return composeMoving({ ...surroundings, backups });
  };
  let loading: ReturnType<typeof composed> | undefined;
  return { moving: () => (loading ??= composed()) };
}

/** Completes what a former run began, before anything is read; one look when there is nothing. */
export async function completeFormerChange(
  surroundings: Pick<BackupSurroundings, 'folder' | 'documents' | 'openDocument' | 'logger'>,
): Promise<void> {
  if (!(await isThere(join(surroundings.folder, 'home-change.json')))) return;
  await (await import('./compose-moving.ts')).completeFormerChange(surroundings);
}

/** Puts what changes of profiles and servers on the disk; of both, in one step. */
export function saveHome(
  stores: Pick<Stores, 'allServers' | 'book' | 'documents' | 'openDocument'>,
): (next: HomeSave) => Promise<SaveResult> {
  return homeSaver(stores.documents, async (profiles, registry) =>
    (await import('./compose-moving.ts')).saveBoth(stores, profiles, registry),
  );
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
