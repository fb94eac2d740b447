import type { ImportChoice, ImportItem } from '../../shared/domain/import.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Importer } from '../import/importer.ts';
import type { FoundApp } from './found-apps.ts';
import { entryName } from './our-entry.ts';

/** What of an app's own servers comes here. */
export interface MoveInPlan {
  /** Names in the file, which are taken out of it. */
  readonly names: readonly string[];
  /** The same as a person reads them; those that are here already are not imported again. */
  readonly moving: readonly { readonly title: string; readonly isHere: boolean }[];
  /** Names of those that cannot be used as they are; they stay. */
  readonly staying: readonly string[];
  readonly planId: string;
  readonly choices: readonly ImportChoice[];
}

/** Nothing comes here. */
export const noMoveIn: MoveInPlan = { names: [], moving: [], staying: [], planId: '', choices: [] };

/** Looks at an app's file as an import does; one that differs from a server here comes as one more. */
export async function planMoveIn(
  importer: Pick<Importer, 'read' | 'plan'>,
  { place, way }: FoundApp,
): Promise<MoveInPlan> {
  const finds = await importer.read({ kind: 'path', path: place });
  const plan = importer.plan(finds.map(({ id }) => id));
  const prefix = `${way.at.join('.')}.`;
  const own = plan.items.flatMap((item) => {
    const name = item.path.startsWith(prefix) ? item.path.slice(prefix.length) : '';
    return name === '' || name === entryName(way) ? [] : [{ item, name }];
  });
  const movable = own.filter(({ item }) => item.state.kind !== 'cannot');
  return {
    names: movable.map(({ name }) => name),
    moving: movable.map(({ item }) => ({ title: item.newTitle, isHere: isHere(item) })),
    staying: own.filter(({ item }) => item.state.kind === 'cannot').map(({ name }) => name),
    planId: plan.planId,
    choices: movable
      .filter(({ item }) => !isHere(item))
      .map(({ item }) => ({ itemId: item.id, action: 'add', asText: [] })),
  };
}

const isHere = ({ state }: ImportItem): boolean => state.kind === 'same';

/** Why servers were not moved; nothing was changed. */
export interface MoveInError {
  readonly code: 'MOVE_IN_FAILED';
  /** The code of what went wrong. */
  readonly detail: string;
}

/** Imports what the plan says; answers with the id for taking that back, or null for nothing to import. */
export async function importMoved(
  importer: () => Promise<Pick<Importer, 'apply'>>,
  { planId, choices }: MoveInPlan,
): Promise<Result<string | null, MoveInError>> {
  if (choices.length === 0) return ok(null);
  const applied = await (await importer()).apply(planId, choices);
  if (applied.ok) return ok(applied.value.undoId);
  return err({ code: 'MOVE_IN_FAILED', detail: applied.error.code });
}
