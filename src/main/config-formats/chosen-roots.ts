import type { ConfigNode } from './config-node.ts';

/** A path of keys to a part of a configuration; `*` stands for any key. */
export type RootPath = readonly string[];

/**
 * What of `roots` lies below `key`: nothing when none leads there, an empty list when everything
 * below it is wanted.
 */
export function rootsBelow(
  roots: readonly RootPath[],
  key: string,
): readonly RootPath[] | undefined {
  const below = roots.filter(([first]) => first === key || first === '*').map((p) => p.slice(1));
  if (below.length === 0) return undefined;
  return below.some((path) => path.length === 0) ? [] : below;
}

/** Only what lies under one of `roots`; the whole node when there are none. */
export function onlyRoots(node: ConfigNode, roots: readonly RootPath[]): ConfigNode {
  if (roots.length === 0 || node.kind !== 'map') return node;
  const entries = node.entries.flatMap((entry) => {
    const below = rootsBelow(roots, entry.key);
    return below === undefined ? [] : [{ ...entry, node: onlyRoots(entry.node, below) }];
  });
  return { ...node, entries };
}
