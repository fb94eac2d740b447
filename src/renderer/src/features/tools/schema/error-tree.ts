import type { ErrorSchema } from '@rjsf/utils';

/** A remark about the value at a path. */
export interface Remark {
  readonly path: readonly string[];
  readonly message: string;
}

type Tree = { __errors?: string[]; [key: string]: Tree | string[] | undefined };

const maxRemarks = 2;

/** Remarks in the shape of the form they belong to; of many about one field only the first few. */
export function errorTree(remarks: readonly Remark[]): ErrorSchema {
  const root: Tree = {};
  for (const { path, message } of remarks) {
    let node = root;
    for (const segment of path) {
      if (segment === '__proto__' || segment === '__errors') break;
      const inner = Object.hasOwn(node, segment) ? node[segment] : undefined;
      const next: Tree = inner === undefined || Array.isArray(inner) ? {} : inner;
      node[segment] = next;
      node = next;
    }
    node.__errors ??= [];
    if (node.__errors.length < maxRemarks && !node.__errors.includes(message)) {
      node.__errors.push(message);
    }
  }
  return root as ErrorSchema;
}
