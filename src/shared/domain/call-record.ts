import { z } from 'zod';

import { serverNameSchema } from './server.ts';

/** How a call ended. */
export const callOutcomes = [
  'ok',
  /** The tool itself answered that it failed. */
  'tool-error',
  /** The server refused it, or did not answer. */
  'failed',
  'cancelled',
  /** The server was away, and nothing was sent. */
  'away',
  /** The person did not allow it, and nothing was sent. */
  'refused',
] as const;

/** Through what a call came. */
export const callDoors = ['window', 'app', 'command'] as const;
export type CallDoor = (typeof callDoors)[number];

/** Requests that are recorded, by their names in the protocol. */
export const recordedMethods = [
  'tools/call',
  'prompts/get',
  'resources/read',
  'completion/complete',
] as const;

/** Longest name of an app in a record, UTF-16 units. */
export const maxAppChars = 100;
/** Longest name of a tool or address of a resource in a record, UTF-16 units. */
export const maxItemChars = 300;

/** One use of a server, by whom, and what came of it; never what was said. */
export const callRecordSchema = z.object({
  /** Unlike any other. */
  id: z.string().min(1).max(64),
  /** When it was asked for, epoch ms. */
  at: z.number(),
  door: z.enum(callDoors),
  /** The app, as its own settings call it: a claim. Empty for the window and the terminal. */
  app: z.string().max(maxAppChars),
  /** The id of the profile it was made for. */
  profile: z.string().max(64),
  /** Only some profiles could use the server then. */
  isPrivate: z.boolean(),
  server: serverNameSchema,
  method: z.enum(recordedMethods),
  /** The server's own name of the tool or prompt, or an address; control characters spelled out. */
  item: z.string().max(maxItemChars),
  durationMs: z.number().min(0),
  /** What was sent to the server, as JSON; UTF-8. */
  bytesIn: z.number().int().min(0),
  /** What it answered; 0 when it did not. */
  bytesOut: z.number().int().min(0),
  outcome: z.enum(callOutcomes),
  /** The code of the failure, of docs/errors.md; null when there is none. */
  code: z.string().max(64).nullable(),
  /** 1 for a call; one more for each time it was repeated by hand from its record. */
  attempt: z.number().int().min(1),
  /** Arguments and result were kept. */
  hasContents: z.boolean(),
});
export type CallRecord = Readonly<z.infer<typeof callRecordSchema>>;

/** What was said in a call: kept only when the person wants it, free of known secrets. */
export const callContentsSchema = z.object({
  /** The arguments as JSON; cut, with an ellipsis at its end, when they are long. */
  request: z.string(),
  /** The answer as JSON, cut likewise; null when there was none. */
  result: z.string().nullable(),
});
export type CallContents = Readonly<z.infer<typeof callContentsSchema>>;

/** Which calls are meant; what is absent is not asked about. */
export const callFilterSchema = z.object({
  /** Found in the names of app, server and tool, whatever the case. */
  search: z.string().max(500).optional(),
  outcome: z.enum(['ok', 'not-ok']).optional(),
  server: serverNameSchema.optional(),
});
export type CallFilter = Readonly<z.infer<typeof callFilterSchema>>;
