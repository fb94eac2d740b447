import { z } from 'zod';

import { jsonObjectSchema } from './catalog.ts';
import { serverNameSchema } from './server.ts';
import { isToolName } from './tool-name.ts';

/** Longest text of the arguments that are set for one tool, characters of JSON. */
export const maxFixedChars = 20_000;

/** A tool that an app sees where the tools of its server are stated. */
export const toolRightSchema = z.object({
  /** The server's own name of it. */
  tool: z.string().min(1).max(1_000),
  /** What the app knows it as; absent: as every app. One that is taken is not used. */
  name: z.string().refine(isToolName).optional(),
  /** Arguments that are set for the app: it is not told of them, and cannot send its own. */
  fixed: jsonObjectSchema
    .refine((fixed) => JSON.stringify(fixed).length <= maxFixedChars)
    .optional(),
});
export type ToolRight = Readonly<z.infer<typeof toolRightSchema>>;

/** The stated tools of one server. */
export const toolsOfServerSchema = z.object({
  server: serverNameSchema,
  tools: z.array(toolRightSchema).max(5_000),
});

/** What one app may see. */
export const appRightsSchema = z
  .object({
    /** It gets nothing at all. */
    isBlocked: z.boolean(),
    /** Null: every server, also one that comes later. Else these; none of them there means none. */
    servers: z.array(serverNameSchema).max(5_000).nullable(),
    /** Of tools only those that say that they only read. */
    isReadOnly: z.boolean(),
    /**
     * Of these of the stated servers only these tools; of every other all of them. Only for a stated
     * server: under another name it would be one that comes later.
     */
    tools: z.array(toolsOfServerSchema).max(5_000).default([]),
    /** The id of the one profile it is served as; null: the one it asks for, or the one in use. */
    profile: z.string().max(200).nullable().default(null),
    /** It asks its own user before a call, so Patchbay does not. A refusal still holds. */
    leavesAsking: z.boolean().default(false),
  })
  .refine(({ servers, tools }) => tools.every(({ server }) => servers?.includes(server) === true))
  .refine(({ tools }) => isEachOnce(tools.map(({ server }) => server)))
  .refine(({ tools }) => tools.every((one) => isEachOnce(one.tools.map(({ tool }) => tool))))
  .refine(({ tools }) =>
    isEachOnce(tools.flatMap((one) => one.tools.flatMap(({ name }) => name ?? []))),
  );
export type AppRights = Readonly<z.infer<typeof appRightsSchema>>;

const isEachOnce = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** The rights of an app, and whether they can be told; if not, it gets nothing. */
export const knownRightsSchema = z.object({
  rights: appRightsSchema,
  unproven: z.enum(['locked', 'not-sealed', 'not-the-last']).optional(),
});
export type KnownRights = Readonly<z.infer<typeof knownRightsSchema>>;
