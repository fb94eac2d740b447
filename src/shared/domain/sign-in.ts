import { z } from 'zod';

import { failureSchema } from './failure.ts';

/** The ways an authorization server's answer finds back by itself. */
export const callbackWaySchema = z.enum(['deep-link', 'loopback']);

/** What a person decides about once, for one server, before a sign-in goes on. */
export const signInQuestionSchema = z.object({
  /** Another name in the metadata, no word about PKCE, a page of another site. */
  doubts: z.array(z.enum(['issuer', 'pkce', 'site'])),
  /** The authorization server as the server names it, and as it names itself. */
  issuer: z.string(),
  namedIssuer: z.string(),
  /** Hosts of its endpoints. */
  hosts: z.object({
    page: z.string(),
    /** Where answers are exchanged. */
    exchange: z.string(),
    registration: z.string().optional(),
  }),
  /** Stands for exactly these facts; passed back as `agreed`. */
  digest: z.string(),
});
export type SignInQuestion = Readonly<z.infer<typeof signInQuestionSchema>>;

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
    /** The host of the page the browser is sent to. */
    host: z.string(),
  }),
  /** Nothing was opened: a person has to decide first. */
  z.object({ kind: z.literal('undecided'), question: signInQuestionSchema }),
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
  /** Name or e-mail address as the service tells it; absent where it does not. */
  name: z.string().optional(),
  /** What the person calls the account. */
  label: z.string().optional(),
  /** Names of other servers that use the same sign-in. */
  sharedWith: z.array(z.string()),
});

/** A sign-in of another server that a person may use for this one too; no secret in it. */
export const reusableSignInSchema = z.object({
  /** Name of the server that is signed in. */
  of: z.string(),
  issuer: z.string(),
  /** Whose account it is, where that is known. */
  account: z.string().optional(),
  /** What this server will be able to ask for; empty where it names nothing. */
  scopes: z.array(z.string()),
  /** Stands for exactly these facts; passed back by whoever agrees. */
  digest: z.string(),
});
export type ReusableSignIn = Readonly<z.infer<typeof reusableSignInSchema>>;

export type Account = Readonly<z.infer<typeof accountSchema>>;
