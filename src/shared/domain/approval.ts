import { z } from 'zod';

import { callDoors, maxAppChars } from './call-record.ts';
import { serverNameSchema } from './server.ts';

/** What a person decided about a tool for every app: it goes through, is asked about, or is refused. */
export const toolChoiceSchema = z.enum(['always', 'ask', 'never']);
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** What a tool says of itself (MCP, tool annotations): it only reads, changes things, or may destroy some. */
export const toolClaimSchema = z.enum(['reads', 'changes', 'destroys']);
export type ToolClaim = z.infer<typeof toolClaimSchema>;

/** Calls of one app to one tool that wait for a person. What would be sent is asked for by itself. */
export const pendingApprovalSchema = z.object({
  id: z.string(),
  door: z.enum(callDoors),
  /** The app, as its own settings call it: a claim. Empty for the terminal. */
  app: z.string().max(maxAppChars),
  serverName: serverNameSchema,
  serverTitle: z.string(),
  /** The server's own name of the tool. */
  tool: z.string(),
  claim: toolClaimSchema,
  /** How many calls wait, and for as long as none was answered: the first of them. */
  count: z.number().int(),
  /** When the first of them counts as refused, epoch ms. */
  expiresAt: z.number(),
});
export type PendingApproval = Readonly<z.infer<typeof pendingApprovalSchema>>;

/** Characters of arguments that are handed out at once. */
export const argumentsStep = 65_536;
/** Calls whose arguments are handed out at once. */
export const callsStep = 20;

/** One waiting call as a person reads it, without known secrets. */
export const waitingCallSchema = z.object({
  id: z.string(),
  /** The arguments as JSON, from their beginning; {@link argumentsStep} characters at most. */
  text: z.string(),
  /** How long all of it is. */
  totalChars: z.number().int(),
  /** Names of arguments that the person set for this app, which it did not send. */
  fixed: z.array(z.string()),
});
export type WaitingCall = Readonly<z.infer<typeof waitingCallSchema>>;

/** What a person says to waiting calls; `once` and `no` are about exactly these. */
export const approvalAnswerSchema = z.enum([
  'once',
  /** This app may use this tool, as it is now. */
  'always-tool',
  /** This app may use every tool the server has now. */
  'always-server',
  'no',
]);
export type ApprovalAnswer = z.infer<typeof approvalAnswerSchema>;

/** What was decided about the tools of one server. */
export const serverDecisionsSchema = z.object({
  /** What it says of its tools counts: those that only read are not asked about. */
  isBelieved: z.boolean(),
  /** It is part of Patchbay, and always believed. */
  isOurs: z.boolean(),
  /** What was decided before could not be proven, and a person has decided nothing here since. */
  isIncomplete: z.boolean(),
  /** What happens to calls of apps nothing in particular was decided about. */
  tools: z.array(z.object({ tool: z.string(), claim: toolClaimSchema, choice: toolChoiceSchema })),
  /** What single apps may use unasked. `caller` is `command`, `app:NAME` or `token:ID`. */
  apps: z.array(z.object({ caller: z.string(), tools: z.array(z.string()) })),
});
export type ServerDecisions = Readonly<z.infer<typeof serverDecisionsSchema>>;
