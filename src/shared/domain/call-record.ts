import { z } from 'zod';

import { serverNameSchema } from './server.ts';
import { holdsWords, wordsOf } from '../util/search-words.ts';

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

/** Calls of one app, server or tool together. */
export interface CallTotal {
  /** What tells it from others. */
  readonly key: string;
  readonly door: CallDoor;
  readonly app: string;
  readonly server: string;
  readonly item: string;
  readonly calls: number;
  readonly notOk: number;
  /** Together, ms. */
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** By what calls are counted together. */
export type CallGrouping = 'app' | 'server' | 'tool';

/** Whether a call is one of those meant. */
export function callMatcher({
  search,
  outcome,
  server,
}: CallFilter): (call: CallRecord) => boolean {
  const words = wordsOf(search);
  return (call) => {
    if (server !== undefined && call.server !== server) return false;
    if (outcome !== undefined && (call.outcome === 'ok') !== (outcome === 'ok')) return false;
    return holdsWords(`${call.app}\n${call.server}\n${call.item}`, words);
  };
}

/** Calls counted together, the most used first. */
export function callTotals(calls: readonly CallRecord[], by: CallGrouping): readonly CallTotal[] {
  const totals = new Map<string, CallTotal>();
  for (const call of calls) {
    const key = totalKey(call, by);
    const known = totals.get(key);
    const { door, app, server, item } = call;
    totals.set(key, {
      ...(known ?? { key, door, app, server, item }),
      calls: (known?.calls ?? 0) + 1,
      notOk: (known?.notOk ?? 0) + (call.outcome === 'ok' ? 0 : 1),
      durationMs: (known?.durationMs ?? 0) + call.durationMs,
      bytesIn: (known?.bytesIn ?? 0) + call.bytesIn,
      bytesOut: (known?.bytesOut ?? 0) + call.bytesOut,
    });
  }
  return [...totals.values()].sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1));
}

function totalKey({ door, app, server, method, item }: CallRecord, by: CallGrouping): string {
  if (by === 'app') return JSON.stringify([door, app]);
  return by === 'server' ? server : JSON.stringify([server, method, item]);
}
