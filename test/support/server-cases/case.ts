import { z } from 'zod';

const callSchema = z.object({
  tool: z.string(),
  /** Sent as they are. */
  args: z.record(z.string(), z.unknown()).optional(),
  /** Typed into the tool's form; fields that are not named stay untouched. */
  typed: z.record(z.string(), z.unknown()).optional(),
});
export type ServerCaseCall = z.infer<typeof callSchema>;

const wantSchema = z.object({
  /** Where it comes to rest: `ready`, or the first state with a failure. */
  state: z.string().optional(),
  code: z.string().optional(),
  /** Texts that stand in the failure. */
  says: z.array(z.string()).optional(),
  era: z.string().optional(),
  reachedBy: z.string().optional(),
  tools: z.array(z.string()).optional(),
  toolCount: z.number().optional(),
  notices: z.array(z.string()).optional(),
  /**
   * For each call its first text, the type of a content that is none, the code of its failure, or
   * `refused at A, B` and `refused above` for what the form does not let through.
   */
  answers: z.array(z.string()).optional(),
  /** The state after the calls. */
  finally: z.string().optional(),
});
export type ServerCaseWant = z.infer<typeof wantSchema>;

/** A server that does something odd, and what a person should see of it. */
export const serverCaseSchema = z.object({
  id: z.string(),
  about: z.string().default(''),
  /** A program over stdio, or one that prints the address at which it serves. */
  file: z.string(),
  args: z.array(z.string()).default([]),
  door: z.enum(['stdio', 'streamable-http', 'sse', 'websocket']).default('stdio'),
  times: z.object({ connectMs: z.number().optional(), callMs: z.number().optional() }).optional(),
  calls: z.array(callSchema).default([]),
  want: wantSchema,
});
export type ServerCase = z.infer<typeof serverCaseSchema>;
