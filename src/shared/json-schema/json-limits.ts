import { own } from '../util/own.ts';

/** How large a JSON value may be. */
export interface JsonLimits {
  /** Values in it, itself and what is nested included. */
  readonly maxNodes: number;
  /** Characters of its texts and keys together. */
  readonly maxChars: number;
  /** Levels of nesting; a plain value has none. */
  readonly maxDepth: number;
}

/**
 * Whether a stranger's value is within `limits`. It looks at no more than the limits allow and does
 * not call itself, so the answer comes soon however large or deep the value is.
 */
export function isWithin(value: unknown, limits: JsonLimits): boolean {
  const open: { readonly node: object; readonly depth: number }[] = [];
  let nodes = 0;
  let chars = 0;
  const count = (item: unknown, depth: number): boolean => {
    nodes += 1;
    if (typeof item === 'string') chars += item.length;
    else if (typeof item === 'object' && item !== null) open.push({ node: item, depth });
    return nodes <= limits.maxNodes && chars <= limits.maxChars && depth <= limits.maxDepth;
  };
  if (!count(value, 0)) return false;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const isList = Array.isArray(next.node);
    // What it holds itself is all it has: it was read from JSON.
    for (const key in next.node) {
      if (!isList) chars += key.length;
      if (!count(own(next.node as Readonly<Record<string, unknown>>, key), next.depth + 1)) {
        return false;
      }
    }
  }
  return true;
}
