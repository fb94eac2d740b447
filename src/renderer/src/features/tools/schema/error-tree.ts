import type { ErrorSchema } from '@rjsf/utils';

/** A remark about the value at a path. */
export interface Remark {
  readonly path: readonly string[];
  readonly message: string;
}

interface Node {
  readonly messages: string[];
  readonly inner: Map<string, Node>;
}

const maxRemarks = 2;

/** Remarks in the shape of the form they belong to; of many about one field only the first few. */
export function errorTree(remarks: readonly Remark[]): ErrorSchema {
  const root = emptyNode();
  for (const { path, message } of remarks) {
    const { messages } = nodeAt(root, path);
    if (messages.length < maxRemarks && !messages.includes(message)) messages.push(message);
  }
  return shaped(root);
}

const emptyNode = (): Node => ({ messages: [], inner: new Map() });

/** The node of a path, or of as much of it as the form's shape can hold. */
function nodeAt(root: Node, path: readonly string[]): Node {
  let node = root;
  for (const segment of path) {
    if (segment === '__proto__' || segment === '__errors') break;
    const next = node.inner.get(segment) ?? emptyNode();
    node.inner.set(segment, next);
    node = next;
  }
  return node;
}

function shaped({ messages, inner }: Node): ErrorSchema {
  const parts = Object.fromEntries([...inner].map(([name, node]) => [name, shaped(node)]));
  return (messages.length === 0 ? parts : { ...parts, __errors: messages }) as ErrorSchema;
}
