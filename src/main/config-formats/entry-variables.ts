import type { Problem, Variable } from '../../shared/domain/server.ts';
import { isUnsafeKey } from './config-node.ts';
import type { EntryFields } from './entry-fields.ts';
import { createEntryFields } from './entry-fields.ts';
import { variableName } from './placeholders.ts';
import { pasteError } from './problem.ts';

/** Reads LibreChat's `customUserVars`; hidden unless the block says otherwise. */
export function readVariables(fields: EntryFields, problems: Problem[]): Variable[] {
  const block = fields.take('customUserVars');
  if (block === undefined) return [];
  if (block.node.kind !== 'map') {
    const message = 'Expected “customUserVars” to be a block of names.';
    problems.push(pasteError('VALUES_NOT_MAP', 'variables', message, block.line));
    return [];
  }
  const variables = new Map<string, Variable>();
  for (const entry of block.node.entries) {
    if (isUnsafeKey(entry.key) || entry.key === '') continue;
    const name = variableName(entry.key);
    const { node } = entry;
    const inner = createEntryFields(
      node.kind === 'map' ? node : { kind: 'map', line: entry.line, entries: [] },
      problems,
    );
    const path = `variables.${name}`;
    variables.set(name, {
      name,
      title: inner.text(path, 'title') ?? '',
      description: inner.text(path, 'description') ?? '',
      sensitive: inner.flag('sensitive') ?? true,
    });
  }
  return [...variables.values()].slice(0, 100);
}
