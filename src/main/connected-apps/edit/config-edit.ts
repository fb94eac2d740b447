import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { JsonDialect } from '../../config-formats/json-dialect.ts';
import type { ConfigFormat } from '../../config-formats/read-config.ts';
import type { ConfigDocument } from './config-document.ts';
import { readDocument } from './config-document.ts';
import { jsonPutIn, jsonTakeOut } from './json-edit.ts';
import type { PlainValue } from './plain-value.ts';
import { entriesOf, isSamePlain, itemsOf, plainOf, valueOf } from './plain-value.ts';
import type { EditRefusal, TextEdit } from './text-edit.ts';
import { withEdits } from './text-edit.ts';
import { tomlPutIn, tomlTakeOut } from './toml-edit.ts';
import { yamlPutIn, yamlTakeOut } from './yaml-edit.ts';

/** Where a settings file keeps servers, and how. */
export interface ServersPlace {
  readonly format: ConfigFormat;
  /** Keys that lead to the block of servers. */
  readonly at: readonly string[];
  /** A map of names, or a list of blocks that have a `name`. */
  readonly in: 'map' | 'list';
  /** What of JSON its app reads. */
  readonly json: JsonDialect;
}

/** One server of a file as it stands there. */
export interface NamedEntry {
  readonly name: string;
  readonly value: PlainValue;
}

/** A text after edits, and which they were; offsets count from behind a byte order mark. */
export interface EditedText {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** The servers of a file, in its order; a file without that block has none. */
export function entriesIn(
  text: string,
  place: ServersPlace,
): Result<readonly NamedEntry[], EditRefusal> {
  const document = readDocument(withoutMark(text), place.format, place.json);
  return document.ok ? namedIn(document.value.plain, place) : document;
}

/** Whether two texts say the same, whatever their layout and comments; two that cannot be read do not. */
export function meansTheSame(one: string, other: string, { format, json }: ServersPlace): boolean {
  const [a, b] = [one, other].map((text) => readDocument(withoutMark(text), format, json));
  return a?.ok === true && b?.ok === true && isSamePlain(a.value.plain, b.value.plain);
}

/**
 * The text with one more server, whose name must not be there yet. Every other character stays as it
 * is, and what came of it was read again: all else means what it meant before.
 */
export function withEntry(
  text: string,
  place: ServersPlace,
  name: string,
  entry: Readonly<Record<string, unknown>>,
): Result<EditedText, EditRefusal> {
  const expected = (plain: PlainValue): PlainValue => added(plain, place, name, plainOf(entry));
  return edited(text, place, expected, (document) => putIn(document, place, name, entry));
}

/** The text without these servers, checked in the same way. Names that are not there are fine. */
export function withoutEntries(
  text: string,
  place: ServersPlace,
  names: readonly string[],
): Result<string, EditRefusal> {
  let result = text;
  for (const name of names) {
    const next = withoutEntry(result, place, name);
    if (!next.ok) return next;
    result = next.value.text;
  }
  return ok(result);
}

/** The text without one server. */
export function withoutEntry(
  text: string,
  place: ServersPlace,
  name: string,
): Result<EditedText, EditRefusal> {
  const expected = (plain: PlainValue): PlainValue => without(plain, place, name);
  return edited(text, place, expected, (document) => takeOut(document, place, name));
}

const mark = '\uFEFF';

/** The text behind a byte order mark. */
export const withoutMark = (text: string): string => (text.startsWith(mark) ? text.slice(1) : text);

function edited(
  text: string,
  place: ServersPlace,
  expected: (plain: PlainValue) => PlainValue,
  edit: (document: ConfigDocument) => Result<readonly TextEdit[], EditRefusal>,
): Result<EditedText, EditRefusal> {
  const before = readDocument(withoutMark(text), place.format, place.json);
  if (!before.ok) return before;
  const named = namedIn(before.value.plain, place);
  if (!named.ok) return named;
  const edits = edit(before.value);
  if (!edits.ok) return edits;
  const result = withEdits(before.value.text, edits.value);
  const after = readDocument(result, place.format, place.json);
  const isRight =
    after.ok &&
    isSamePlain(pruned(after.value.plain, place), pruned(expected(before.value.plain), place));
  if (!isRight) return err({ code: 'CONFIG_SHAPE', detail: place.at.join('.') });
  return ok({ text: (text.startsWith(mark) ? mark : '') + result, edits: edits.value });
}

function putIn(
  document: ConfigDocument,
  place: ServersPlace,
  name: string,
  entry: Readonly<Record<string, unknown>>,
): Result<readonly TextEdit[], EditRefusal> {
  const { text } = document;
  const block = place.at.join('.');
  switch (document.format) {
    case 'json':
      return jsonPutIn(text, document.root, place.at, name, entry);
    case 'toml':
      return ok(tomlPutIn(text, place.at, name, entry));
    case 'yaml':
      return yamlPutIn(
        text,
        document.document,
        block,
        place.in === 'map' ? { in: 'map', key: name, value: entry } : { in: 'list', value: entry },
      );
  }
}

function takeOut(
  document: ConfigDocument,
  place: ServersPlace,
  name: string,
): Result<readonly TextEdit[], EditRefusal> {
  const { text, plain } = document;
  const isThere = listed(plain, place).some((one) => one.name === name);
  if (!isThere) return ok([]);
  switch (document.format) {
    case 'json':
      return jsonTakeOut(text, document.root, place.at, name);
    case 'toml':
      return tomlTakeOut(text, place.at, name);
    case 'yaml':
      return yamlTakeOut(text, document.document, place.at.join('.'), (key, item) =>
        place.in === 'map' ? key === name : nameIn(plainOf(item)) === name,
      );
  }
}

const blockOf = (plain: PlainValue, at: readonly string[]): PlainValue | undefined =>
  at.reduce<PlainValue | undefined>((value, key) => valueOf(value, key), plain);

const nameIn = (item: PlainValue): string | undefined => {
  const name = valueOf(item, 'name');
  return typeof name === 'string' ? name : undefined;
};

function listed(plain: PlainValue, place: ServersPlace): readonly NamedEntry[] {
  const block = blockOf(plain, place.at);
  if (place.in === 'map') {
    return (entriesOf(block) ?? []).map(([name, value]) => ({ name, value }));
  }
  return (itemsOf(block) ?? []).flatMap((value) => {
    const name = nameIn(value);
    return name === undefined ? [] : [{ name, value }];
  });
}

function namedIn(
  plain: PlainValue,
  place: ServersPlace,
): Result<readonly NamedEntry[], EditRefusal> {
  const detail = place.at.join('.');
  const isBlock =
    entriesOf(plain) !== undefined &&
    place.at.every((_, at) => {
      const value = blockOf(plain, place.at.slice(0, at + 1));
      const isLast = at === place.at.length - 1;
      return (isLast && place.in === 'list' ? itemsOf(value) : entriesOf(value)) !== undefined;
    });
  if (!isBlock) return err({ code: 'CONFIG_SHAPE', detail });
  const entries = listed(plain, place);
  const isTwice = new Set(entries.map(({ name }) => name)).size < entries.length;
  const first = place.at[0];
  const isBlockTwice = (entriesOf(plain) ?? []).filter(([key]) => key === first).length > 1;
  return isTwice || isBlockTwice ? err({ code: 'CONFIG_DUPLICATE_KEY', detail }) : ok(entries);
}

function added(
  plain: PlainValue,
  place: ServersPlace,
  name: string,
  entry: PlainValue,
): PlainValue {
  return changed(plain, place.at, (block) =>
    place.in === 'map'
      ? { map: [...(entriesOf(block) ?? []), [name, entry]] }
      : { list: [...(itemsOf(block) ?? []), entry] },
  );
}

function without(plain: PlainValue, place: ServersPlace, name: string): PlainValue {
  if (blockOf(plain, place.at) === undefined) return plain;
  return changed(plain, place.at, (block) =>
    place.in === 'map'
      ? { map: (entriesOf(block) ?? []).filter(([key]) => key !== name) }
      : { list: (itemsOf(block) ?? []).filter((item) => nameIn(item) !== name) },
  );
}

function changed(
  plain: PlainValue | undefined,
  [key, ...below]: readonly string[],
  change: (block: PlainValue | undefined) => PlainValue,
): PlainValue {
  if (key === undefined) return change(plain);
  const entries = entriesOf(plain) ?? [];
  const inner = changed(valueOf(plain, key), below, change);
  return entries.some(([name]) => name === key)
    ? { map: entries.map(([name, value]) => [name, name === key ? inner : value] as const) }
    : { map: [...entries, [key, inner]] };
}

/** Without a block of servers that has none: it may be written in many ways, or not at all. */
function pruned(plain: PlainValue, { at: [first = '', ...rest] }: ServersPlace): PlainValue {
  const entries = entriesOf(plain) ?? [];
  const isEmpty = (value: PlainValue): boolean => {
    if (value === null) return true;
    if (typeof value !== 'object') return false;
    if ('list' in value) return value.list.length === 0;
    return value.map.every(([key, one]) => rest.includes(key) && isEmpty(one));
  };
  return { map: entries.filter(([key, value]) => key !== first || !isEmpty(value)) };
}
