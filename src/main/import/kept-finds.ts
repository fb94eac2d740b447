import type { ImporterDeps } from './importer-deps.ts';
import type { ImportFind } from '../../shared/domain/import.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { openSecrets } from '../transfer/export-file.ts';
import { movedReading } from './patchbay-export/moved-home.ts';
import type { MovedHome } from './patchbay-export/moved-server.ts';
import type { NotOpened } from '../transfer/sealed-text.ts';
import type { Find } from './find.ts';
import type { NumberedFind } from './plan-import.ts';
import { shortPlace } from '../apps/app-paths.ts';
import { forgetOldest } from './forget-oldest.ts';

/** What was read, secrets and all, each by an id. */
export interface KeptFinds {
  /** Keeps what was read and shows what it is; the oldest finds are forgotten for it. */
  keep(read: readonly Find[]): readonly ImportFind[];
  /** Those that are known, in the order of their ids. */
  chosen(ids: readonly string[]): readonly NumberedFind[];
  /** Opens the secrets of a find of Patchbay's own and keeps it open. */
  unlock(
    findId: string,
    passphrase: string,
  ): Promise<Result<ImportFind, NotOpened | { readonly code: 'PLAN_OUTDATED' }>>;
}

const maxFinds = 400;

/** Remembers finds while the app runs; nothing is kept yet. */
export function createKeptFinds(deps: Pick<ImporterDeps, 'random' | 'surroundings'>): KeptFinds {
  const { random } = deps;
  const finds = new Map<string, Find>();
  // Each opening takes a good deal of memory for its key.
  const openings = createSerialQueue();

  const numbered = (id: string, find: Find): NumberedFind => ({
    id,
    find,
    shortPlace: shortPlace(find.place, deps.surroundings),
  });

  return {
    keep: (read) =>
      read.map((find) => {
        const id = random.id();
        finds.set(id, find);
        forgetOldest(finds, maxFinds);
        return shownFind(numbered(id, find));
      }),
    chosen: (ids) =>
      ids.flatMap((id): NumberedFind[] => {
        const find = finds.get(id);
        return find === undefined ? [] : [numbered(id, find)];
      }),
    async unlock(findId: string, passphrase: string) {
      const find = finds.get(findId);
      if (find?.moved === undefined) return err({ code: 'PLAN_OUTDATED' });
      const { file } = find.moved;
      const opened = await openings.run(() => openSecrets(file, passphrase));
      if (!opened.ok) return opened;
      const open = { ...find, ...movedReading({ file, secrets: opened.value }) };
      finds.set(findId, open);
      return ok(shownFind(numbered(findId, open)));
    },
  };
}

/** A find as it is shown outside: what it holds, without one of its servers. */
export function shownFind({ id, find, shortPlace: short }: NumberedFind): ImportFind {
  const { servers, problems, moved, ...origin } = find;
  const shown = { id, ...origin, shortPlace: short, lock: lockOf(moved) };
  return { ...shown, count: servers.length, problems: [...problems] };
}

function lockOf(moved: MovedHome | undefined): ImportFind['lock'] {
  if (moved?.file.sealed === undefined) return 'none';
  return moved.secrets === undefined ? 'locked' : 'open';
}
