import type { ImporterDeps } from './importer-deps.ts';
import type { ImportChoice, ImportPlan } from '../../shared/domain/import.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { MovedHome } from './patchbay-export/moved-server.ts';
import { planMoved, planProfiles } from './patchbay-export/plan-moved.ts';
import { planImport } from './plan-import.ts';
import type { NumberedFind, PlannedServer } from './plan-import.ts';
import { chosenDraft } from './chosen-draft.ts';
import type { ChosenDraft } from './chosen-draft.ts';
import { forgetOldest } from './forget-oldest.ts';
import { shownFind } from './kept-finds.ts';

interface KnownPlan {
  readonly planned: ReadonlyMap<string, PlannedServer>;
  /** `updatedAt` of every server the plan was compared with, by name. */
  readonly seen: ReadonlyMap<string, number>;
  readonly homes: readonly MovedHome[];
}

/** What a person chose of a plan, as it is saved. */
export interface ChosenOfPlan {
  readonly homes: readonly MovedHome[];
  readonly chosen: readonly ChosenDraft[];
}

/** Plans that may still be carried out, each by its id. */
export interface KeptPlans {
  /** Compares finds with the servers that are there; the oldest plans are forgotten for it. */
  make(chosen: readonly NumberedFind[]): ImportPlan;
  /** What choices mean; a plan is outdated once a server that would be replaced has changed. */
  chosenOf(
    planId: string,
    choices: readonly ImportChoice[],
  ): Result<ChosenOfPlan, { readonly code: 'PLAN_OUTDATED' }>;
  /** It was carried out. */
  forget(planId: string): void;
}

const outdated = { code: 'PLAN_OUTDATED' } as const;
const maxPlans = 4;

/** Remembers plans while the app runs; there is none yet. */
export function createKeptPlans(
  deps: Pick<ImporterDeps, 'random' | 'homes' | 'servers'>,
): KeptPlans {
  const plans = new Map<string, KnownPlan>();

  const seenServers = () =>
    new Map(deps.homes.servers().map(({ name, updatedAt }) => [name, updatedAt]));

  return {
    make(chosen) {
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
      const planId = deps.random.id();
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
    chosenOf(planId, choices) {
      const plan = plans.get(planId);
      if (plan === undefined) return err(outdated);
      const chosen = choices.map((choice) => chosenDraft(plan.planned.get(choice.itemId), choice));
      if (!chosen.every((one) => one !== undefined)) return err(outdated);
      const now = seenServers();
      const isOutdated = (name: string): boolean => now.get(name) !== plan.seen.get(name);
      if (chosen.some(({ replaces }) => replaces !== undefined && isOutdated(replaces)))
        return err(outdated);
      return ok({ homes: plan.homes, chosen });
    },
    forget(planId) {
      plans.delete(planId);
    },
  };
}
