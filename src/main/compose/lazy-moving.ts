import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { MovingSurroundings } from './compose-moving.ts';
import type { Stores } from './compose-stores.ts';
import type { Moving } from '../moving/moving.ts';
import { homeSaver, type HomeSave } from '../profiles/home-changes.ts';
import type { SaveResult } from '../registry/registry-ledger.ts';

/** Export, import and backups, loaded when somebody needs them. */
interface LazyMoving {
  moving(): Promise<Moving>;
  /** Secrets that only backups refer to; one look when there are no backups. */
  secretIds(): Promise<readonly string[]>;
}

/** A start must not wait for the code of what is seldom used. */
export function lazyMoving(surroundings: MovingSurroundings): LazyMoving {
  const composed = async () => (await import('./compose-moving.ts')).composeMoving(surroundings);
  let loading: ReturnType<typeof composed> | undefined;
  const moving = () => (loading ??= composed());
  return {
    moving,
    async secretIds() {
      if (!(await isThere(join(surroundings.folder, 'backups')))) return [];
      return (await moving()).backups.secretIds();
    },
  };
}

/** Completes what a former run began, before anything is read; one look when there is nothing. */
export async function completeFormerChange(
  surroundings: Pick<MovingSurroundings, 'folder' | 'documents' | 'openDocument' | 'logger'>,
): Promise<void> {
  if (!(await isThere(join(surroundings.folder, 'home-change.json')))) return;
  await (await import('./compose-moving.ts')).completeFormerChange(surroundings);
}

/** Puts what changes of profiles and servers on the disk; of both, in one step. */
export function saveHome(
  stores: Pick<Stores, 'everything' | 'book' | 'documents' | 'openDocument'>,
): (next: HomeSave) => Promise<SaveResult> {
  return homeSaver(stores.documents, async (profiles, registry) =>
    (await import('./compose-moving.ts')).saveBoth(stores, profiles, registry),
  );
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
