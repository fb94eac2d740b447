import { z } from 'zod';

/** How many tools a list names at most, and how long a name may be, characters. */
export const toolRuleLimits = { maxNames: 2_000, maxNameChars: 200 } as const;

const nameSchema = z.string().min(1).max(toolRuleLimits.maxNameChars);
const namesSchema = z.array(nameSchema).max(toolRuleLimits.maxNames);

/**
 * What a configuration says about single tools of its server. It can only take away: a tool that is
 * off is offered to no app. What another app ran without asking is kept as a proposal and grants
 * nothing by itself, for a stranger may have written it.
 */
export const toolRulesSchema = z.object({
  /** Only these are on; every tool where absent. */
  allowed: namesSchema.optional(),
  /** These are off, whatever is allowed. */
  disabled: namesSchema.optional(),
  /** Those that another app ran without asking. */
  alwaysAllow: namesSchema.optional(),
});
export type ToolRules = Readonly<z.infer<typeof toolRulesSchema>>;

/** The rules of a server in whose place another came: what was off stays off. */
export function joinedRules(
  before: ToolRules | undefined,
  after: ToolRules | undefined,
): ToolRules | undefined {
  if (before === undefined || after === undefined) return after ?? before;
  const disabled = [...new Set([...(before.disabled ?? []), ...(after.disabled ?? [])])];
  const stillAllowed = before.allowed?.filter((tool) => after.allowed?.includes(tool) ?? true);
  const allowed = stillAllowed ?? after.allowed;
  return {
    ...after,
    ...(allowed !== undefined && { allowed }),
    ...(disabled.length > 0 && { disabled }),
  };
}
