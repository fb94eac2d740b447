import type { ImportChoice, ImportItem, ImportPlan } from '../../../../shared/domain/import.ts';

/** What is done with one found server. */
export type ItemAction = 'add' | 'replace' | 'keep';

/** What a person wants done with one found server, whole even while it is left out. */
export interface ItemChoice {
  readonly action: ItemAction;
  /** The title it gets when it is added. */
  readonly title: string;
  /** Paths of secrets that stay plain text. */
  readonly asText: readonly string[];
}

/** What was chosen, by the id of the item; items without an entry are as proposed. */
export type Choices = ReadonlyMap<string, ItemChoice>;

/**
 * What a choice belongs to, the same when settings are looked at again; another once the server, or
 * what would be done with it, is another, since it was not chosen for that.
 */
function placeOf(plan: ImportPlan, item: ImportItem): string {
  const find = plan.finds.find(({ id }) => id === item.findId);
  const { path, title, newTitle, state, preview } = item;
  return JSON.stringify([find?.sourceId, find?.place, path, title, newTitle, state, preview]);
}

/** The choices for a plan out of those made for another of the same places. */
export function choicesIn(plan: ImportPlan | null, kept: Choices): Choices {
  const found = new Map<string, ItemChoice>();
  for (const item of plan?.items ?? []) {
    const choice = plan === null ? undefined : kept.get(placeOf(plan, item));
    if (choice !== undefined) found.set(item.id, choice);
  }
  return found;
}

/** The choices that are kept, by place, with those of a plan as they are now. */
export function withChoicesOf(kept: Choices, plan: ImportPlan, choices: Choices): Choices {
  const all = new Map(kept);
  for (const item of plan.items) {
    const choice = choices.get(item.id);
    if (choice !== undefined) all.set(placeOf(plan, item), choice);
  }
  return all;
}

/** The choice for an item: the person's, else the one proposed. */
export function choiceOf(item: ImportItem, choices: Choices): ItemChoice {
  const proposed = item.isProposed ? 'add' : 'keep';
  return choices.get(item.id) ?? { action: proposed, title: item.newTitle, asText: [] };
}

/** The choices with one of them changed. */
export function withChoice(
  choices: Choices,
  item: ImportItem,
  change: Partial<ItemChoice>,
): Choices {
  return new Map(choices).set(item.id, { ...choiceOf(item, choices), ...change });
}

/** Items that one click takes in or leaves out together: those that are new. */
export function togetherIn(items: readonly ImportItem[]): readonly ImportItem[] {
  return items.filter(({ state }) => state.kind === 'new');
}

/** The choices with every new item of `items` taken in or left out. */
export function withAll(
  choices: Choices,
  items: readonly ImportItem[],
  action: 'add' | 'keep',
): Choices {
  const changed = togetherIn(items).map(
    (item) => [item.id, { ...choiceOf(item, choices), action }] as const,
  );
  return new Map([...choices, ...changed]);
}

/** What main is asked to do; null while a name is missing. */
export function wantedOf(plan: ImportPlan, choices: Choices): readonly ImportChoice[] | null {
  const wanted: ImportChoice[] = [];
  for (const item of plan.items) {
    const { action, title, asText } = choiceOf(item, choices);
    if (action === 'keep' || item.state.kind === 'cannot') continue;
    if (action === 'add' && title.trim() === '') return null;
    const renamed = action === 'add' && title.trim() !== item.newTitle ? { title } : {};
    wanted.push({ itemId: item.id, action, asText: [...asText], ...renamed });
  }
  return wanted;
}
