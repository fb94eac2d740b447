import { toolRuleLimits } from '../../shared/domain/tool-rules.ts';
import type { ToolRules } from '../../shared/domain/tool-rules.ts';
import type { EntryFields } from './entry-fields.ts';

const { maxNames, maxNameChars } = toolRuleLimits;

const allowedKeys = [
  'allowedTools',
  'allowed_tools',
  'includeTools',
  'enabledTools',
  'enabled_tools',
  'available_tools',
  'requiredTools',
  'required_tools',
  'tools',
] as const;
const disabledKeys = ['disabledTools', 'disabled_tools', 'excludeTools', 'exclude_tools'] as const;
const alwaysKeys = ['alwaysAllow', 'autoApprove', 'auto_approve', 'trustedTools'] as const;

/** What a block says about single tools of its server, in the words of any known app. */
export function readToolRules(fields: EntryFields): { readonly toolRules?: ToolRules } {
  const named = {
    // Every tool is what no list means too.
    allowed: namesIn(fields, allowedKeys, (names) => !names.includes('*')),
    disabled: namesIn(fields, disabledKeys),
    alwaysAllow: namesIn(fields, alwaysKeys),
  };
  const rules = Object.fromEntries(
    Object.entries(named).filter(([kind, names]) => names !== undefined && isTold(kind, names)),
  );
  return Object.keys(rules).length === 0 ? {} : { toolRules: rules };
}

// An empty list of allowed tools allows none; an empty list of any other kind says nothing.
const isTold = (kind: string, names: readonly string[]): boolean =>
  names.length > 0 || kind === 'allowed';

function namesIn(
  fields: EntryFields,
  keys: readonly string[],
  isMeant: (names: readonly string[]) => boolean = () => true,
): readonly string[] | undefined {
  const key = keys.find((one) => isNames(fields, one));
  if (key === undefined) return undefined;
  const names = [...new Set(fields.list(key, key))].filter((name) => name !== '');
  return isMeant(names)
    ? names.slice(0, maxNames).map((name) => name.slice(0, maxNameChars))
    : undefined;
}

/** A block or a yes of that name is something else and stays with the unknown fields. */
function isNames(fields: EntryFields, key: string): boolean {
  const node = fields.peek(key)?.node;
  return (
    node?.kind === 'list' &&
    node.items.every((item) => item.kind === 'scalar' && typeof item.value === 'string')
  );
}
