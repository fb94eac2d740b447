import { z } from 'zod';

import { cautionRuleSchema } from './caution-rule.ts';
import { pinnedListSchema } from './held-change.ts';

/**
 * A spot in what a server says of itself that is worth a look. It changes nothing and stops nothing.
 * All texts are the server's and hostile.
 */
export const cautionSchema = z.object({
  rule: cautionRuleSchema,
  list: pinnedListSchema,
  /** The server's own name of the item; empty for instructions. */
  name: z.string(),
  /** Where in the item, e.g. `description` or `inputSchema.properties.path.description`. */
  place: z.string(),
  /** The spot, cut, and a little of what stands around it. */
  before: z.string(),
  spot: z.string(),
  after: z.string(),
  /** Title of the server that is meant, where another one is. */
  other: z.string().optional(),
});
export type Caution = Readonly<z.infer<typeof cautionSchema>>;

/** An item with cautions, among those of all servers. */
export const cautionedItemSchema = z.object({
  server: z.string(),
  list: pinnedListSchema,
  name: z.string(),
});
export type CautionedItem = Readonly<z.infer<typeof cautionedItemSchema>>;
