import type { Problem } from '../../shared/domain/server.ts';
import type { ConfigNode, MapNode } from './config-node.ts';
import { isUnsafeKey } from './config-node.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';

/** A configuration text read into nodes; without `root` it could not be read and a problem says why. */
export interface ParsedText {
  readonly root?: ConfigNode;
  readonly problems: readonly Problem[];
}

/** The refusal of a text nested too deeply. */
export const tooDeep = (line?: number): Problem =>
  pasteError(
    'TOO_DEEP',
    '',
    `Expected at most ${String(pasteLimits.maxDepth)} levels of nesting.`,
    line,
  );

/** The refusal of a text with too many values. */
export const tooMany = (): Problem =>
  pasteError('TOO_MANY', '', 'Expected a configuration with fewer values.');

/** Remarks on repeated and unsafe keys anywhere below `root`. */
export function keyProblems(root: ConfigNode): Problem[] {
  const problems: Problem[] = [];
  const visit = (node: ConfigNode, path: string): void => {
    if (problems.length >= pasteLimits.maxProblems) return;
    if (node.kind === 'list') node.items.forEach((item, i) => visit(item, join(path, String(i))));
    if (node.kind === 'map') {
      problems.push(...problemsOfKeys(node, path));
      for (const entry of node.entries) visit(entry.node, join(path, entry.key));
    }
  };
  visit(root, '');
  return problems;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function problemsOfKeys(map: MapNode, path: string): Problem[] {
  const firstLines = new Map<string, number>();
  return map.entries.flatMap((entry) => {
    const at = join(path, entry.key);
    const firstLine = firstLines.get(entry.key);
    firstLines.set(entry.key, firstLine ?? entry.line);
    if (isUnsafeKey(entry.key))
      return [pasteWarning('UNSAFE_KEY', at, `The key “${entry.key}” was left out.`, entry.line)];
    if (firstLine === undefined) return [];
    const message = `“${entry.key}” is given twice in the same block, first on line ${String(firstLine)}.`;
    return [pasteWarning('DUPLICATE_KEY', at, message, entry.line)];
  });
}
