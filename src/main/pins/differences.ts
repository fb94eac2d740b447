import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import type { ChangeKind, PinnedList } from '../../shared/domain/held-change.ts';
import { byKey, definitionsOf, isPartial, itemLists, itemsOf } from './definitions.ts';
import type { Definitions, ItemList } from './definitions.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import { canonicalText } from './canonical-text.ts';
import { changeKinds, presenceKinds } from './change-kinds.ts';

/** One item that is not as agreed. Instructions are an item with a `text`. */
export interface Difference {
  readonly list: PinnedList;
  readonly key: string;
  readonly kinds: readonly ChangeKind[];
  readonly before?: JsonObject;
  readonly now?: JsonObject;
}

/** Changes after which an app that trusts the agreed words would do what nobody agreed to. */
const withholding: ReadonlySet<ChangeKind> = new Set([
  'new-required-argument',
  'read-only-lost',
  'weaker-promise',
  'new',
  'removed',
]);

/** Whether apps have nothing of that name meanwhile; else they have the agreed definition. */
export const isWithheld = ({ kinds }: Pick<Difference, 'kinds'>): boolean =>
  kinds.some((kind) => withholding.has(kind));

/**
 * What a server says otherwise than it was agreed to. The order of lists is no difference; what is
 * missing from a list that came in part is not taken for removed.
 */
export function differences(agreed: Definitions, catalog: ServerCatalog): readonly Difference[] {
  const now = definitionsOf(catalog);
  const found: Difference[] = textDifference(agreed.instructions, now.instructions);
  for (const list of itemLists) {
    const items = agreed[list];
    if (items === undefined) continue;
    found.push(...listDifferences(list, byKey(list, items), catalog));
  }
  return found;
}

function textDifference(before: string | undefined, now: string | undefined): Difference[] {
  return compared(
    'instructions',
    '',
    before === undefined ? undefined : { description: before },
    now === undefined ? undefined : { description: now },
  );
}

function listDifferences(
  list: ItemList,
  agreed: ReadonlyMap<string, JsonObject>,
  catalog: ServerCatalog,
): Difference[] {
  const now = itemsOf(catalog, list);
  const mayLack = isPartial(catalog, list);
  const gone = [...agreed.keys()].filter((key) => !now.has(key) && !mayLack);
  return [...now.keys(), ...gone].flatMap((key) =>
    compared(list, key, agreed.get(key), now.get(key)),
  );
}

function compared(
  list: PinnedList,
  key: string,
  before: JsonObject | undefined,
  now: JsonObject | undefined,
): Difference[] {
  if (before === undefined && now === undefined) return [];
  if (before === undefined && now) return [{ list, key, kinds: presenceKinds('new', now), now }];
  if (now === undefined && before) {
    return [{ list, key, kinds: presenceKinds('removed', before), before }];
  }
  if (before === undefined || now === undefined) return [];
  // Nearly every item is as it was, letter by letter, which is told much sooner.
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  const kinds = changeKinds(before, now);
  return kinds.length === 0 ? [] : [{ list, key, kinds, before, now }];
}

/** Stands for exactly this change, so that a yes to it is none to another. */
export function idOf({ list, key, before, now }: Difference, hash: HashText): string {
  return hash(
    JSON.stringify([list, key, before && canonicalText(before), now && canonicalText(now)]),
  );
}

/** What is agreed to after a person accepted these differences. */
export function withAccepted(agreed: Definitions, accepted: readonly Difference[]): Definitions {
  const { instructions, ...lists } = agreed;
  const text = accepted.find(({ list }) => list === 'instructions');
  const kept = text === undefined ? instructions : text.now?.['description'];
  const changed = itemLists.flatMap((list) => {
    const items = lists[list];
    if (items === undefined) return [];
    const next = new Map(byKey(list, items));
    for (const { key, now } of accepted.filter((one) => one.list === list)) {
      if (now === undefined) next.delete(key);
      else next.set(key, now);
    }
    return [[list, [...next.values()]] as const];
  });
  return {
    ...(typeof kept === 'string' && { instructions: kept }),
    ...Object.fromEntries(changed),
  };
}
