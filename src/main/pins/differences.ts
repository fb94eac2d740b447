import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import type { ChangeKind, PinnedList } from '../../shared/domain/held-change.ts';
import { byKey, isPartial, itemLists, keyOf, readFields, readPart } from './definitions.ts';
import type { Definitions, ItemList } from './definitions.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import { own } from '../../shared/util/own.ts';
import { canonicalText } from './canonical-text.ts';
import { changeKinds, presenceKinds } from './change-kinds.ts';
import { isSameValue } from './same-value.ts';

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
  const found: Difference[] = textDifference(agreed.instructions, catalog.instructions);
  for (const list of itemLists) {
    const items = agreed[list];
    if (items === undefined) continue;
    if (isAsAgreed(list, items, catalog)) continue;
    for (const one of listDifferences(list, byKey(list, items), catalog)) found.push(one);
  }
  return found;
}

/** Whether a list is what it was, in the order it had: nearly always, and told much sooner. */
function isAsAgreed(
  list: ItemList,
  agreed: readonly JsonObject[],
  { [list]: now }: Pick<ServerCatalog, ItemList>,
): boolean {
  if (agreed.length !== now.length) return false;
  for (let at = 0; at < now.length; at += 1) {
    const [before, raw] = [agreed[at], now[at]?.raw];
    if (!before || !raw || !isReadTheSame(list, before, raw)) return false;
  }
  return true;
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
  const found: Difference[] = [];
  const seen = new Set<string>();
  for (const { raw } of catalog[list]) {
    const key = keyOf(list, raw);
    // Of two with one name the first counts.
    if (seen.has(key)) continue;
    seen.add(key);
    const before = agreed.get(key);
    // Nearly every item is as it was, letter by letter, which is told much sooner.
    if (before !== undefined && isReadTheSame(list, before, raw)) continue;
    found.push(...compared(list, key, before, readPart(list, raw)));
  }
  if (isPartial(catalog, list)) return found;
  for (const [key, before] of agreed) {
    if (!seen.has(key)) found.push(...compared(list, key, before, undefined));
  }
  return found;
}

function isReadTheSame(list: ItemList, agreed: JsonObject, raw: JsonObject): boolean {
  for (const field of readFields[list]) {
    if (!isSameValue(own(agreed, field), own(raw, field))) return false;
  }
  return true;
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
  const kinds = changeKinds(before, now);
  return kinds.length === 0 ? [] : [{ list, key, kinds, before, now }];
}

const ids = new WeakMap<Difference, string>();

/** Stands for exactly this change, so that a yes to it is none to another. */
export function idOf(difference: Difference, hash: HashText): string {
  const known = ids.get(difference);
  if (known !== undefined) return known;
  const { list, key, before, now } = difference;
  const id = hash(
    JSON.stringify([list, key, before && canonicalText(before), now && canonicalText(now)]),
  );
  ids.set(difference, id);
  return id;
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
