import { z } from 'zod';

/** The longest name a person can give the app of a token. */
export const maxTokenLabel = 60;

/** What an app's token is called: something visible, on one line. */
export const tokenLabelSchema = z
  .string()
  .trim()
  .min(1)
  .max(maxTokenLabel)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

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
