import type { ToolRules } from './tool-rules.ts';

/** Whether the rules of a server keep a tool, by the server's own name for it, from apps. */
export function isToolOff(rules: ToolRules | undefined, tool: string): boolean {
  if (rules?.disabled?.includes(tool) === true) return true;
  return rules?.allowed !== undefined && !rules.allowed.includes(tool);
}

/** The rules with one tool on, by the server's own name for it; undefined when nothing is left of them. */
export function withToolOn(rules: ToolRules, tool: string): ToolRules | undefined {
  const { allowed, disabled, ...rest } = rules;
  const others = disabled?.filter((one) => one !== tool) ?? [];
  const only = allowed === undefined || allowed.includes(tool) ? allowed : [...allowed, tool];
  const left: ToolRules = {
    ...rest,
    ...(only !== undefined && { allowed: only }),
    ...(others.length > 0 && { disabled: others }),
  };
  return Object.keys(left).length === 0 ? undefined : left;
}
