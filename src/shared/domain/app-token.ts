import { z } from 'zod';

import { isTokenLabel } from './token-label.ts';

/** What an app's token is called; see {@link isTokenLabel}. */
export const tokenLabelSchema = z.string().trim().refine(isTokenLabel);

/** A token that lets one AI app in through the HTTP door; the token itself is kept nowhere. */
export const appTokenSchema = z.object({
  id: z.string(),
  /** Which app it was made for. */
  label: z.string(),
  /** Epoch ms. */
  createdAt: z.number(),
  /** Epoch ms, to the minute; null when it was never used. */
  lastUsedAt: z.number().nullable(),
});
export type AppToken = Readonly<z.infer<typeof appTokenSchema>>;
