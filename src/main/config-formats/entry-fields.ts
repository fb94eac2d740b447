import type { Problem } from '../../shared/domain/server.ts';
import type { ConfigEntry, ConfigNode, MapNode } from './config-node.ts';
import { entryOf, isUnsafeKey, plainOf } from './config-node.ts';
import { pasteError, pasteWarning } from './problem.ts';
import { isSecretName, looksLikeSecret } from '../../shared/domain/likely-secrets.ts';

/** Reads the fields of one block; what nobody asked for is left over as unknown. */
export interface EntryFields {
  /** The field `key`, without counting as read. */
  peek(key: string): ConfigEntry | undefined;
  /** The first of `keys` that is present, now read. */
  take(...keys: readonly string[]): ConfigEntry | undefined;
  /** A text; numbers and true/false count as text with a remark, blocks and lists are errors. */
  text(path: string, ...keys: readonly string[]): string | undefined;
  /** A yes or no; texts `true` and `false` count. */
  flag(...keys: readonly string[]): boolean | undefined;
  /** Names with texts, from a block or a list of `NAME=value`. */
  texts(path: string, ...keys: readonly string[]): Map<string, string>;
  /** A list of texts. */
  list(path: string, ...keys: readonly string[]): string[];
  /** Remaining fields as plain values without secrets; each is remarked on. */
  rest(path: string): Record<string, unknown>;
}

/** Fields of `map`; problems found on the way are pushed to `problems`. */
export function createEntryFields(map: MapNode, problems: Problem[]): EntryFields {
  const read = new Set<string>();
  const take: EntryFields['take'] = (...keys) => {
    const present = keys.flatMap((key) => entryOf(map, key) ?? []);
    for (const entry of present) read.add(entry.key);
    return present.find((entry) => !isNull(entry.node));
  };

  const text: EntryFields['text'] = (path, ...keys) => {
    const entry = take(...keys);
    return entry === undefined ? undefined : textOf(entry, path, problems);
  };

  const flag: EntryFields['flag'] = (...keys) => {
    const entry = take(...keys);
    if (entry === undefined) return undefined;
    const value = entry.node.kind === 'scalar' ? String(entry.node.value) : '';
    if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    problems.push(
      pasteWarning(
        'FIELD_INVALID',
        entry.key,
        `Expected true or false for “${entry.key}”.`,
        entry.line,
      ),
    );
    return undefined;
  };

  const texts: EntryFields['texts'] = (path, ...keys) => {
    const pairs = new Map<string, string>();
    for (const key of keys) {
      const entry = take(key);
      if (entry !== undefined) addTexts(entry, path, pairs, problems);
    }
    return pairs;
  };

  const list: EntryFields['list'] = (path, ...keys) => {
    const entry = take(...keys);
    if (entry?.node.kind !== 'list') return [];
    return entry.node.items.flatMap((node, index) => {
      const item = { key: String(index), line: node.line, node };
      return textOf(item, `${path}.${item.key}`, problems) ?? [];
    });
  };

  const rest: EntryFields['rest'] = (path) => {
    const left = map.entries.filter((entry) => !read.has(entry.key) && !isUnsafeKey(entry.key));
    return Object.fromEntries(
      left.flatMap((entry) => {
        const at = `${path}.${entry.key}`;
        if (hasSecret(entry.key, entry.node)) {
          const message = `“${entry.key}” is not known and looks like a secret; it was left out.`;
          problems.push(pasteWarning('SECRET_DROPPED', at, message, entry.line));
          return [];
        }
        const message = `“${entry.key}” is not known to Patchbay; it is kept but not used.`;
        problems.push(pasteWarning('UNKNOWN_FIELD', at, message, entry.line));
        return [[entry.key, plainOf(entry.node)] as const];
      }),
    );
  };

  return { peek: (key) => entryOf(map, key), take, text, flag, texts, list, rest };
}

const isNull = (node: ConfigNode): boolean => node.kind === 'scalar' && node.value === null;

function textOf(entry: ConfigEntry, path: string, problems: Problem[]): string | undefined {
  const { node, line, key } = entry;
  if (node.kind !== 'scalar') {
    const found = node.kind === 'list' ? 'a list' : 'a block';
    const message = `Expected text for “${key}”, found ${found}.`;
    problems.push(pasteError('VALUE_NOT_TEXT', path, message, line));
    return undefined;
  }
  if (typeof node.value === 'string') return node.value;
  if (node.value === null) return '';
  const message = `Expected text in quotes for “${key}”; the ${typeof node.value} was read as text.`;
  problems.push(pasteWarning('VALUE_COERCED', path, message, line));
  return String(node.value);
}

function addTexts(
  entry: ConfigEntry,
  path: string,
  pairs: Map<string, string>,
  problems: Problem[],
): void {
  const { node } = entry;
  if (node.kind === 'map') {
    for (const item of node.entries) {
      if (isUnsafeKey(item.key)) continue;
      const value = textOf(item, `${path}.${item.key}`, problems);
      if (value !== undefined) pairs.set(item.key, value);
    }
    return;
  }
  const written = node.kind === 'list' ? node.items.map(pairText) : [undefined];
  if (written.some((pair) => pair === undefined)) {
    const message = `Expected “${entry.key}” to be a block of names and texts.`;
    problems.push(pasteError('VALUES_NOT_MAP', path, message, entry.line));
  }
  for (const pair of written) if (pair !== undefined) pairs.set(pair[0], pair[1]);
}

function pairText(node: ConfigNode): [string, string] | undefined {
  const text = node.kind === 'scalar' ? String(node.value) : '';
  const at = text.indexOf('=');
  return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : undefined;
}

function hasSecret(key: string, node: ConfigNode): boolean {
  if (node.kind === 'list') return node.items.some((item) => hasSecret(key, item));
  if (node.kind === 'map') return node.entries.some((entry) => hasSecret(entry.key, entry.node));
  if (typeof node.value !== 'string' || node.value === '') return false;
  return isSecretName(key) || looksLikeSecret(node.value);
}
