import type { JsonObject } from '../../shared/domain/catalog.ts';
import { changeKindSchema } from '../../shared/domain/held-change.ts';
import type { ChangeKind } from '../../shared/domain/held-change.ts';
import { hiddenCharacters } from '../../shared/util/hidden-characters.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { own } from '../../shared/util/own.ts';
import { canonicalText } from './canonical-text.ts';

// Terminals obey the later controls as they do the escapes of the earlier ones.
const hidden = new RegExp(String.raw`[${hiddenCharacters}\u0080-\u009f]`, 'gu');

/** How deep a schema is looked into for what it requires. */
const maxDepth = 16;

/** How an agreed item and the one of now differ, the gravest first; none when they are the same. */
export function changeKinds(before: JsonObject, now: JsonObject): readonly ChangeKind[] {
  if (canonicalText(before) === canonicalText(now)) return [];
  const kinds = new Set<ChangeKind>();
  if (hasMoreHidden(before, now)) kinds.add('hidden-characters');
  if (requiresMore(before, now)) kinds.add('new-required-argument');
  const [promised, promises] = [promiseOf(before), promiseOf(now)];
  if (promises < promised) kinds.add(promised === 2 ? 'read-only-lost' : 'weaker-promise');
  const [mine, theirs] = [bodyOf(before), bodyOf(now)];
  if (canonicalText(mine, true) !== canonicalText(theirs, true)) kinds.add('shape');
  if (canonicalText(before['annotations'], true) !== canonicalText(now['annotations'], true)) {
    kinds.add('annotations');
  }
  if (wordsDiffer(before, now)) kinds.add('words');
  return inOrder(kinds);
}

/** The kinds of what came newly or went. */
export function presenceKinds(kind: 'new' | 'removed', item: JsonObject): readonly ChangeKind[] {
  const isHiding = kind === 'new' && hiddenIn(item).length > 0;
  return isHiding ? ['hidden-characters', kind] : [kind];
}

function inOrder(kinds: ReadonlySet<ChangeKind>): readonly ChangeKind[] {
  return changeKindSchema.options.filter((kind) => kinds.has(kind));
}

/** Without what is judged by itself. */
function bodyOf({ annotations: _annotations, ...body }: JsonObject): JsonObject {
  return body;
}

/** Whether titles or descriptions differ, wherever they are. */
function wordsDiffer(before: JsonObject, now: JsonObject): boolean {
  const words = (item: JsonObject) => wordsIn(item).sort().join('\n');
  return words(before) !== words(now);
}

function wordsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value))
    return value.flatMap((one, at) => wordsIn(one, `${path}/${String(at)}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, held]) => {
    const isWord = typeof held === 'string' && /^(title|description|\$comment)$/.test(key);
    return isWord
      ? [JSON.stringify([path, key, held])]
      : wordsIn(held, `${path}/${JSON.stringify(key)}`);
  });
}

const hiddenIn = (item: JsonObject): readonly string[] => canonicalText(item).match(hidden) ?? [];

function hasMoreHidden(before: JsonObject, now: JsonObject): boolean {
  const known = [...hiddenIn(before)];
  return hiddenIn(now).some((one) => {
    const at = known.indexOf(one);
    if (at === -1) return true;
    known.splice(at, 1);
    return false;
  });
}

/** What a tool says it does at most (MCP, tool annotations): 2 reads, 1 destroys nothing, 0 may destroy. */
function promiseOf({ annotations }: JsonObject): 0 | 1 | 2 {
  const hints = isObject(annotations) ? annotations : {};
  if (hints['readOnlyHint'] === true) return 2;
  return hints['destructiveHint'] === false ? 1 : 0;
}

function requiresMore(before: JsonObject, now: JsonObject): boolean {
  return (
    schemaRequiresMore(before['inputSchema'], now['inputSchema'], 0) ||
    argumentsRequireMore(before['arguments'], now['arguments'])
  );
}

function schemaRequiresMore(before: unknown, now: unknown, depth: number): boolean {
  if (!isObject(now) || depth > maxDepth) return false;
  const earlier = isObject(before) ? before : {};
  const had = new Set(listOf(earlier['required']));
  if (listOf(now['required']).some((name) => !had.has(name))) return true;
  const was = isObject(earlier['properties']) ? earlier['properties'] : {};
  const is = isObject(now['properties']) ? now['properties'] : {};
  // What is below an argument that is new and optional is required of nobody.
  const shared = Object.keys(is).filter((name) => Object.hasOwn(was, name));
  return (
    shared.some((name) => schemaRequiresMore(own(was, name), own(is, name), depth + 1)) ||
    (isObject(earlier['items']) && schemaRequiresMore(earlier['items'], now['items'], depth + 1))
  );
}

function argumentsRequireMore(before: unknown, now: unknown): boolean {
  const needed = (list: unknown) =>
    listOf(list)
      .filter(isObject)
      .filter(({ required }) => required === true)
      .map(({ name }) => name);
  const had = new Set(needed(before));
  return needed(now).some((name) => !had.has(name));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
