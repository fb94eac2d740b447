/** A value of a configuration in any language, with its line counted from 1. */
export type ConfigNode = MapNode | ListNode | ScalarNode;
/** A block of named values, in the order written; a key may occur twice. */
export interface MapNode {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: readonly ConfigEntry[];
}
/** A list of values. */
export interface ListNode {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly ConfigNode[];
}
/** A single value. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly line: number;
  readonly value: string | number | boolean | null;
}
/** One key of a {@link MapNode}; `line` is the line of the key. */
export interface ConfigEntry {
  readonly key: string;
  readonly line: number;
  readonly node: ConfigNode;
}

/** The entry that counts for `key`: the last one written. */
export function entryOf(map: MapNode, key: string): ConfigEntry | undefined {
  return map.entries.findLast((entry) => entry.key === key);
}

/** The block under `key`, if there is one and it is a block. */
export function mapUnder(map: MapNode, key: string): MapNode | undefined {
  const node = entryOf(map, key)?.node;
  return node?.kind === 'map' ? node : undefined;
}

/** The text under `key`, if there is one and it is a text. */
export function textUnder(map: MapNode, key: string): string | undefined {
  const node = entryOf(map, key)?.node;
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** Keys that would reach into an object's prototype instead of becoming a field. */
export const isUnsafeKey = (key: string): boolean => key === '__proto__';

/** The node as a plain JSON value; unsafe keys are left out. */
export function plainOf(node: ConfigNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries(
        node.entries
          .filter((entry) => !isUnsafeKey(entry.key))
          .map((entry) => [entry.key, plainOf(entry.node)]),
      );
  }
}

/** Depth of the deepest bracket in `text`, whatever its language, without parsing it. */
export function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if ((code === 0x7d || code === 0x5d) && depth > 0) depth -= 1;
  }
  return deepest;
}
