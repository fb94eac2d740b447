import type {
  ImportChoice,
  ImportFind,
  ImportPlan,
  ImportResult,
} from '../../shared/domain/import.ts';
import type { ServerView } from '../../shared/domain/server.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { Random } from '../ports.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { BatchDraft, BatchServer } from '../registry/server-batch.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';
import { findInBundle } from './find-bundle.ts';
import { findInFile, findInFolder, findOnComputer, type FindDeps } from './find-sources.ts';
import type { Find } from './find.ts';
import type { BundleRefusal, Bundles } from './import-ports.ts';
import { planImport, type NumberedFind, type PlannedServer } from './plan-import.ts';
import { readText } from './read-any.ts';
import { shortPlace } from './source-paths.ts';
import { chosenDraft, type ChosenDraft } from './chosen-draft.ts';

/** What the importer needs from outside. */
export interface ImporterDeps extends FindDeps {
  readonly registry: Pick<ServerRegistry, 'saveBatch' | 'undoBatch' | 'dropSecrets'>;
  /** Every server as the window sees it. */
  readonly servers: () => readonly ServerView[];
  readonly bundles: Bundles;
  readonly random: Pick<Random, 'id'>;
  /** Ends what belonged to a server that an undo removed. */
  readonly forget: (name: string) => Promise<void>;
}

/** Something to read servers from. */
export type ImportInput =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

/** Why an import did not happen; nothing was changed. */
export type ImportError =
  | RegistryError
  | BundleRefusal
  /** The plan is no longer known, or the servers changed since it was made: ask for a new one. */
  | { readonly code: 'PLAN_OUTDATED' };

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
  /** Saves what was chosen with one write; every server is off until a person turns it on. */
  apply(
    planId: string,
    choices: readonly ImportChoice[],
  ): Promise<Result<ImportResult, ImportError>>;
  /** Takes the last import back, except for servers that were edited since; answers with names. */
  undo(undoId: string): Promise<Result<readonly string[], ImportError>>;
}

interface KnownPlan {
  readonly planned: ReadonlyMap<string, PlannedServer>;
  /** `updatedAt` of every server the plan was compared with, by name. */
  readonly seen: ReadonlyMap<string, number>;
}

const maxFinds = 400;
const maxPlans = 4;

/** Creates an importer; it reads nothing before it is asked. */
export function createImporter(deps: ImporterDeps): Importer {
  const { registry, random } = deps;
  const finds = new Map<string, Find>();
  const plans = new Map<string, KnownPlan>();
  let last: { readonly id: string; readonly batch: readonly BatchServer[] } | undefined;

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

  const seenServers = () => new Map(deps.servers().map(({ name, updatedAt }) => [name, updatedAt]));

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
  ): Promise<Result<ImportResult, ImportError>> {
    const plan = plans.get(planId);
    if (plan === undefined) return err({ code: 'PLAN_OUTDATED' });
    const chosen = choices.map((choice) => chosenDraft(plan.planned.get(choice.itemId), choice));
    if (!chosen.every((one) => one !== undefined)) return err({ code: 'PLAN_OUTDATED' });
    const now = seenServers();
    const isOutdated = (name: string): boolean => now.get(name) !== plan.seen.get(name);
    if (chosen.some(({ replaces }) => replaces !== undefined && isOutdated(replaces)))
      return err({ code: 'PLAN_OUTDATED' });
    const unpacked = await unpackAll(chosen, deps.bundles);
    if (!unpacked.ok) return unpacked;
    const saved = await registry.saveBatch(chosen.map(withRunningState(deps.servers())));
    if (!saved.ok) return saved;
    plans.delete(planId);
    if (last !== undefined) await registry.dropSecrets(last.batch);
    last = { id: random.id(), batch: saved.value };
    const names = (isNew: boolean) =>
      saved.value
        .filter(({ previous }) => (previous === undefined) === isNew)
        .map(({ server }) => server.name);
    return ok({ added: names(true), replaced: names(false), undoId: last.id });
  }

  async function undo(undoId: string): Promise<Result<readonly string[], ImportError>> {
    if (last?.id !== undoId) return err({ code: 'PLAN_OUTDATED' });
    const undone = await registry.undoBatch(last.batch);
    if (!undone.ok) return undone;
    await registry.dropSecrets(last.batch);
    last = undefined;
    const removed = undone.value.filter(({ previous }) => previous === undefined);
    await Promise.all(removed.map(({ server }) => deps.forget(server.name)));
    return ok(undone.value.map(({ server }) => server.name));
  }

  return {
    scan: async (signal) => keep(await findOnComputer(deps, signal)),
    read: async (input, signal) => keep(await read(input, signal)),
    plan(findIds) {
      const chosen = findIds.flatMap((id): NumberedFind[] => {
        const find = finds.get(id);
        return find === undefined ? [] : [numbered(id, find)];
      });
      const planned = planImport(chosen, deps.servers());
      const planId = random.id();
      const byId = new Map(planned.map((one) => [one.item.id, one]));
      plans.set(planId, { planned: byId, seen: seenServers() });
      forgetOldest(plans, maxPlans);
      const items = planned.map(({ item }) => item);
      return { planId, finds: chosen.map(shownFind), items };
    },
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
  const { servers, problems, ...origin } = find;
  return { id, ...origin, shortPlace: short, count: servers.length, problems: [...problems] };
}

function findInText(text: string, home: string): Find {
  const isLink = /^[a-z][a-z.-]*:\S+$/i.test(text.trim());
  const origin = { sourceId: isLink ? 'link' : 'text', title: '', place: '', isLink: false };
  return { ...origin, ...readText(text, home) };
}

/** A server that is only replaced by the same launch may stay on: that was agreed to before. */
const withRunningState =
  (servers: readonly ServerView[]) =>
  ({ batchDraft, replaces, keepsLaunch }: ChosenDraft): BatchDraft => {
    const isOn = servers.find(({ name }) => name === replaces)?.enabled ?? false;
    return { ...batchDraft, draft: { ...batchDraft.draft, enabled: keepsLaunch && isOn } };
  };

async function unpackAll(
  chosen: readonly ChosenDraft[],
  bundles: Bundles,
): Promise<Result<void, BundleRefusal>> {
  for (const { bundle } of chosen) {
    if (bundle === undefined) continue;
    const unpacked = await bundles.unpack(bundle);
    if (!unpacked.ok) return unpacked;
  }
  return ok(undefined);
}
