import { createHash } from 'node:crypto';

import type { ToolClaim } from '../../shared/domain/approval.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { canonicalText } from '../pins/canonical-text.ts';

/** What a decision about a tool goes by. */
export interface ToolFacts {
  /** Stands for what the tool takes and promises; words are not part of it. */
  readonly print: string;
  readonly claim: ToolClaim;
}

/** Definitions do not change; each is looked at once. */
const known = new WeakMap<JsonObject, ToolFacts>();

/**
 * What a tool takes (`inputSchema`) and promises (`annotations`), as it was agreed to. Two
 * definitions that differ in one of them are two tools to whoever said yes to one.
 */
export function toolFacts(definition: JsonObject): ToolFacts {
  const found = known.get(definition);
  if (found !== undefined) return found;
  const { inputSchema, annotations } = definition;
  const text = canonicalText([inputSchema, annotations], true);
  const facts = {
    print: createHash('sha256').update(text).digest('hex'),
    claim: claimOf(annotations),
  };
  known.set(definition, facts);
  return facts;
}

function claimOf(annotations: unknown): ToolClaim {
  const hints = isObject(annotations) ? annotations : {};
  if (hints['readOnlyHint'] === true) return 'reads';
  return hints['destructiveHint'] === false ? 'changes' : 'destroys';
}
