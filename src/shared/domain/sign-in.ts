import { z } from 'zod';

import { failureSchema } from './failure.ts';

/** The ways an authorization server's answer finds back by itself. */
export const callbackWaySchema = z.enum(['deep-link', 'loopback']);

/** A sign-in in the browser, or how the last one ended when it led nowhere. Free of secrets. */
export const signInSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pending'),
    flowId: z.string(),
    via: callbackWaySchema,
    /** Epoch ms. */
    expiresAt: z.number(),
    /** False when no browser could be opened; the address can still be copied. */
    isOpened: z.boolean(),
  }),
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
  /** Nobody came back in time. */
  z.object({ kind: z.literal('expired'), at: z.number() }),
]);
export type SignIn = Readonly<z.infer<typeof signInSchema>>;

/** What is known about being signed in to a server; epoch ms. */
export const accountSchema = z.object({
  issuer: z.string(),
  scopes: z.array(z.string()),
  signedInAt: z.number(),
  /** When the present token runs out; absent when that is not known. */
  expiresAt: z.number().optional(),
  /** The token is renewed without asking. */
  canRenew: z.boolean(),
});
export type Account = Readonly<z.infer<typeof accountSchema>>;
