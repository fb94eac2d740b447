import { z } from 'zod';

import { cautionRuleSchema } from './caution-rule.ts';

/** What of a server is pinned: all that a model reads of it before it calls anything. */
export const pinnedListSchema = z.enum(['instructions', 'tools', 'prompts', 'resourceTemplates']);
export type PinnedList = z.infer<typeof pinnedListSchema>;

/**
 * How an item differs from the agreed one, the gravest first. `weaker-promise`: its annotations
 * promised more before, e.g. to destroy nothing. `shape`: a schema or what it takes, otherwise.
 */
export const changeKindSchema = z.enum([
  'hidden-characters',
  'new-required-argument',
  'read-only-lost',
  'weaker-promise',
  'new',
  'removed',
  'shape',
  'annotations',
  'words',
]);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** One difference between what a person agreed to and what a server says now. Texts are hostile. */
export const heldChangeSchema = z.object({
  /** Stands for exactly this change: another text is another id. */
  id: z.string(),
  list: pinnedListSchema,
  /** The server's own name of it; empty for instructions. */
  name: z.string(),
  /** At least one, the gravest first. */
  kinds: z.array(changeKindSchema),
  /** Whether apps have nothing of that name meanwhile; else they have the agreed one. */
  isWithheld: z.boolean(),
  /** As agreed, as readable text; absent when it is new. */
  before: z.string().optional(),
  /** As the server says it now; absent when it is gone. */
  now: z.string().optional(),
  /** Rules that speak on what it says now. */
  cautions: z.array(cautionRuleSchema),
});
export type HeldChange = Readonly<z.infer<typeof heldChangeSchema>>;

/** What is held back of one server. */
export const heldBackSchema = z.object({
  changes: z.array(heldChangeSchema),
  /** How many there are; more than are shown at once. */
  total: z.number(),
  /** Stands for all that is held back now, so that a yes to it is none to what comes later. */
  all: z.string(),
  /** A person has seen all of them and wants them held back. */
  isKept: z.boolean(),
  /** Why nothing of it is offered at all: what was agreed to cannot be told. */
  unproven: z.enum(['locked', 'not-sealed', 'not-the-last']).optional(),
  /** What the server called its version when it was agreed to. */
  agreedVersion: z.string().optional(),
  version: z.string().optional(),
});
export type HeldBack = Readonly<z.infer<typeof heldBackSchema>>;
