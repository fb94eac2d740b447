import type { ImporterDeps } from './importer-deps.ts';
import type {
  ImportChoice,
  ImportFind,
  ImportPlan,
  ImportResult,
} from '../../shared/domain/import.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { NotOpened } from '../transfer/sealed-text.ts';
import type { BatchRefusal } from '../registry/registry-error.ts';
import type { UndoError } from '../undo/undo-journal.ts';
import { findInBundle } from './find-bundle.ts';
import { findInFile, findInFolder, findOnComputer } from './find-sources.ts';
import type { Find } from './find.ts';
import type { BundleRefusal } from './import-ports.ts';
import { createImportRun } from './import-run.ts';
import { readText } from './read-any.ts';
import type { ChosenDraft } from './chosen-draft.ts';
import { forgetOldest } from './forget-oldest.ts';
import { createKeptFinds } from './kept-finds.ts';
import { createKeptPlans } from './kept-plans.ts';

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

const outdated = { code: 'PLAN_OUTDATED' } as const;
const maxUndone = 4;

/** Creates an importer; it reads nothing before it is asked. */
export function createImporter(deps: ImporterDeps): Importer {
  const finds = createKeptFinds(deps);
  const plans = createKeptPlans(deps);
  /** Names of the servers that an undo took back, by the id of that undo. */
  const undone = new Map<string, readonly string[]>();
  const carryOut = createImportRun(deps, (undoId, names) => {
    undone.set(undoId, names);
    forgetOldest(undone, maxUndone);
  });

  async function readInput(input: ImportInput, signal?: AbortSignal): Promise<readonly Find[]> {
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
    const plan = plans.chosenOf(planId, choices);
    if (!plan.ok) return plan;
    const { homes, chosen } = plan.value;
    const done = await carryOut({ homes, chosen: chosen.map(turnedOff), turnsOn });
    if (!done.ok) return done;
    plans.forget(planId);
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

  async function undo(undoId: string): Promise<Result<readonly string[], ImportUndoError>> {
    const run = await deps.undo.run(undoId);
    if (!run.ok) return err(run.error.code === 'UNDO_OUTDATED' ? outdated : run.error);
    const names = undone.get(undoId) ?? [];
    undone.delete(undoId);
    return ok(names);
  }

  return {
    scan: async (signal) => finds.keep(await findOnComputer(deps, signal)),
    read: async (input, signal) => finds.keep(await readInput(input, signal)),
    plan: (findIds) => plans.make(finds.chosen(findIds)),
    unlock: (findId, passphrase) => finds.unlock(findId, passphrase),
    apply,
    undo,
  };
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
