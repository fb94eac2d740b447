import type { ImporterDeps } from './importer-deps.ts';
import type {
  ImportChoice,
  ImportFind,
  ImportPlan,
  ImportResult,
} from '../../shared/domain/import.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { openSecrets } from '../transfer/export-file.ts';
import { movedReading } from './patchbay-export/moved-home.ts';
import type { MovedHome } from './patchbay-export/moved-server.ts';
import { planMoved, planProfiles } from './patchbay-export/plan-moved.ts';
import type { NotOpened } from '../transfer/sealed-text.ts';
import type { BatchRefusal } from '../registry/registry-error.ts';
import type { UndoError } from '../undo/undo-journal.ts';
import { findInBundle } from './find-bundle.ts';
import { findInFile, findInFolder, findOnComputer } from './find-sources.ts';
import type { Find } from './find.ts';
import type { BundleRefusal } from './import-ports.ts';
import { createImportRun } from './import-run.ts';
import { planImport } from './plan-import.ts';
import type { NumberedFind, PlannedServer } from './plan-import.ts';
import { readText } from './read-any.ts';
import { shortPlace } from '../apps/app-paths.ts';
import { chosenDraft } from './chosen-draft.ts';
import type { ChosenDraft } from './chosen-draft.ts';

/** Something to read servers from. */
export type ImportInput =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

/** Why an import did not happen; nothing was changed. */
export type ImportError =
  | BatchRefusal
  | BundleRefusal
  /** The plan is no longer known, or the servers changed since it was made: ask for a new one. */
  | { readonly code: 'PLAN_OUTDATED' };

/** Why an import was not taken back; everything is as it was. */
export type ImportUndoError =
  Exclude<UndoError, { readonly code: 'UNDO_OUTDATED' }> | { readonly code: 'PLAN_OUTDATED' };

/**
 * Brings servers of other apps here: reads, plans, saves all or nothing, and takes that back. What
 * was read stays in here, secrets and all; outside only shows what it is. Nothing that is read is
 * ever written, and nothing imported starts.
 */
export interface Importer {
  /** Everything other apps on this computer have. */
  scan(signal?: AbortSignal): Promise<readonly ImportFind[]>;
  /** What one file, folder or text has. */
  read(input: ImportInput, signal?: AbortSignal): Promise<readonly ImportFind[]>;
  /** Compares finds with the servers that are there; unknown ids are left out. */
  plan(findIds: readonly string[]): ImportPlan;
  /** Opens the secrets of a find of Patchbay's own; they stay in here too. */
  unlock(
    findId: string,
    passphrase: string,
  ): Promise<Result<ImportFind, NotOpened | { readonly code: 'PLAN_OUTDATED' }>>;
  /**
   * Saves what was chosen in one step. Every server is off until a person turns it on, or those of
   * Patchbay's own files are as they were there when the person wants that.
   */
  apply(
    planId: string,
    choices: readonly ImportChoice[],
    turnsOn?: boolean,
  ): Promise<Result<ImportResult, ImportError>>;
  /** Takes an import back, except for servers that were edited since; answers with names. */
  undo(undoId: string): Promise<Result<readonly string[], ImportUndoError>>;
}

interface KnownPlan {
  readonly planned: ReadonlyMap<string, PlannedServer>;
  /** `updatedAt` of every server the plan was compared with, by name. */
  readonly seen: ReadonlyMap<string, number>;
  readonly homes: readonly MovedHome[];
}

const outdated = { code: 'PLAN_OUTDATED' } as const;
const maxFinds = 400;
const maxPlans = 4;

/** Creates an importer; it reads nothing before it is asked. */
export function createImporter(deps: ImporterDeps): Importer {
  const { random } = deps;
  const finds = new Map<string, Find>();
  const plans = new Map<string, KnownPlan>();
  const carryOut = createImportRun(deps, (undoId, names) => {
    undone.set(undoId, names);
    forgetOldest(undone, maxPlans);
  });
  // Each opening takes a good deal of memory for its key.
  const openings = createSerialQueue();
  /** Names of the servers that an undo took back, by the id of that undo. */
  const undone = new Map<string, readonly string[]>();

  const keep = (read: readonly Find[]): readonly ImportFind[] =>
    read.map((find) => {
      const id = random.id();
      finds.set(id, find);
      forgetOldest(finds, maxFinds);
      return shownFind(numbered(id, find));
    });

  const numbered = (id: string, find: Find): NumberedFind => ({
    id,
    find,
    shortPlace: shortPlace(find.place, deps.surroundings),
  });

  const seenServers = () =>
    new Map(deps.homes.servers().map(({ name, updatedAt }) => [name, updatedAt]));

  async function read(input: ImportInput, signal?: AbortSignal): Promise<readonly Find[]> {
    if (input.kind === 'text') return [findInText(input.text, deps.surroundings.home)];
    const { path } = input;
    if (/\.(?:mcpb|dxt)$/i.test(path)) return findInBundle(path, deps, signal);
    if ((await deps.files.kindOf(path)) === 'folder') return findInFolder(path, deps, signal);
    return findInFile(path, deps, signal);
  }

  async function apply(
    planId: string,
    choices: readonly ImportChoice[],
    turnsOn = false,
  ): Promise<Result<ImportResult, ImportError>> {
    const plan = plans.get(planId);
    if (plan === undefined) return err(outdated);
    const chosen = choices.map((choice) => chosenDraft(plan.planned.get(choice.itemId), choice));
    if (!chosen.every((one) => one !== undefined)) return err(outdated);
    const now = seenServers();
    const isOutdated = (name: string): boolean => now.get(name) !== plan.seen.get(name);
    if (chosen.some(({ replaces }) => replaces !== undefined && isOutdated(replaces)))
      return err(outdated);
    const done = await carryOut({ homes: plan.homes, chosen: chosen.map(turnedOff), turnsOn });
    if (!done.ok) return done;
    plans.delete(planId);
    const { batch, profiles, undoId } = done.value;
    const names = (isNew: boolean) =>
      batch
        .filter(({ previous }) => (previous === undefined) === isNew)
        .map(({ server }) => server.name);
    return ok({
      added: names(true),
      replaced: names(false),
      profiles: profiles.map(({ title }) => title),
      undoId,
    });
  }

  async function unlock(
    findId: string,
    passphrase: string,
  ): Promise<Result<ImportFind, NotOpened | { readonly code: 'PLAN_OUTDATED' }>> {
    const find = finds.get(findId);
    if (find?.moved === undefined) return err(outdated);
    const { file } = find.moved;
    const opened = await openings.run(() => openSecrets(file, passphrase));
    if (!opened.ok) return opened;
    const open = { ...find, ...movedReading({ file, secrets: opened.value }) };
    finds.set(findId, open);
    return ok(shownFind(numbered(findId, open)));
  }

  async function undo(undoId: string): Promise<Result<readonly string[], ImportUndoError>> {
    const run = await deps.undo.run(undoId);
    if (!run.ok) return err(run.error.code === 'UNDO_OUTDATED' ? outdated : run.error);
    const names = undone.get(undoId) ?? [];
    undone.delete(undoId);
    return ok(names);
  }

  return {
    scan: async (signal) => keep(await findOnComputer(deps, signal)),
    read: async (input, signal) => keep(await read(input, signal)),
    plan(findIds) {
      const chosen = findIds.flatMap((id): NumberedFind[] => {
        const find = finds.get(id);
        return find === undefined ? [] : [numbered(id, find)];
      });
      const homes = chosen.flatMap(({ id, find }) =>
        find.moved ? [{ id, home: find.moved }] : [],
      );
      const here = homes.length === 0 ? [] : deps.homes.servers();
      const others = chosen.filter(({ find }) => find.moved === undefined);
      const planned = [
        ...planImport(others, deps.servers()),
        ...chosen.flatMap((one) => (one.find.moved ? planMoved(one, here) : [])),
      ];
      const profiles = homes.flatMap(({ id, home }) =>
        planProfiles(id, home, deps.homes.profiles()),
      );
      const planId = random.id();
      const byId = new Map(planned.map((one) => [one.item.id, one]));
      plans.set(planId, {
        planned: byId,
        seen: seenServers(),
        homes: homes.map(({ home }) => home),
      });
      forgetOldest(plans, maxPlans);
      const items = planned.map(({ item }) => item);
      return { planId, finds: chosen.map(shownFind), items, profiles };
    },
    unlock,
    apply,
    undo,
  };
}

function forgetOldest<T>(map: Map<string, T>, limit: number): void {
  for (const id of map.keys()) {
    if (map.size <= limit) return;
    map.delete(id);
  }
}

function shownFind({ id, find, shortPlace: short }: NumberedFind): ImportFind {
  const { servers, problems, moved, ...origin } = find;
  const shown = { id, ...origin, shortPlace: short, lock: lockOf(moved) };
  return { ...shown, count: servers.length, problems: [...problems] };
}

function lockOf(moved: MovedHome | undefined): ImportFind['lock'] {
  if (moved?.file.sealed === undefined) return 'none';
  return moved.secrets === undefined ? 'locked' : 'open';
}

function findInText(text: string, home: string): Find {
  const isLink = /^[a-z][a-z.-]*:\S+$/i.test(text.trim());
  const origin = { sourceId: isLink ? 'link' : 'text', title: '', place: '', isLink: false };
  return { ...origin, ...readText(text, home) };
}

/** What is imported is off, also where it takes the place of a server that was on. */
function turnedOff(chosen: ChosenDraft): ChosenDraft {
  const { batchDraft } = chosen;
  return {
    ...chosen,
    batchDraft: { ...batchDraft, draft: { ...batchDraft.draft, enabled: false } },
  };
}
