import { z } from 'zod';

/** How a value of an environment or a header should come out. */
const wantedValueSchema = z.union([
  z.object({ text: z.string() }),
  z.object({ secret: z.string() }),
  /** To be filled in, with the text before and behind it. */
  z.object({ ask: z.tuple([z.string(), z.string()]), name: z.string().optional() }),
]);
export type WantedValue = z.infer<typeof wantedValueSchema>;

const wantedValuesSchema = z.record(z.string(), wantedValueSchema);
const namesSchema = z.array(z.string());

const wantedServerSchema = z.object({
  transport: z.object({
    type: z.string(),
    command: z.string().optional(),
    args: namesSchema.optional(),
    cwd: z.string().optional(),
    url: z.string().optional(),
    env: wantedValuesSchema.optional(),
    headers: wantedValuesSchema.optional(),
  }),
  env: wantedValuesSchema.optional(),
  title: z.string().optional(),
  enabled: z.boolean().optional(),
  /** How many values must be filled in before it starts. */
  asks: z.number().optional(),
  mustAsk: namesSchema.optional(),
  mustNotAsk: namesSchema.optional(),
  sensitive: namesSchema.optional(),
  allSensitive: z.boolean().optional(),
  defaultOf: z.record(z.string(), z.string()).optional(),
  urlAsks: z.boolean().optional(),
  auth: z.string().optional(),
  authType: z.string().optional(),
  authText: z.record(z.string(), z.string()).optional(),
  /** A name no variable that must be filled in may have; the arguments are free otherwise. */
  anyArg: z.string().optional(),
  argsStart: namesSchema.optional(),
  argsOrder: namesSchema.optional(),
  hasEnv: namesSchema.optional(),
  secretEnv: namesSchema.optional(),
  askedEnv: namesSchema.optional(),
  askedOrRemarkedEnv: namesSchema.optional(),
  wholeAsk: z.boolean().optional(),
});
export type WantedServer = z.infer<typeof wantedServerSchema>;

const wantSchema = z.object({
  format: z.string().optional(),
  noServers: z.boolean().optional(),
  servers: z.array(wantedServerSchema).optional(),
  /** More servers than the wanted ones are fine. */
  atLeast: z.boolean().optional(),
  /** What the first server starts once these variables have these values. */
  launch: z
    .object({
      values: z.record(z.string(), z.string()),
      command: z.string().optional(),
      args: namesSchema.optional(),
      cwd: z.string().optional(),
      env: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  /** The states of an import plan beside the servers that are there. */
  plan: z
    .object({
      here: z.array(z.object({ name: z.string(), title: z.string() })),
      states: namesSchema,
    })
    .optional(),
  messageHas: namesSchema.optional(),
  noText: namesSchema.optional(),
  noAddresses: namesSchema.optional(),
  noCommandWith: namesSchema.optional(),
  noTitle: z.string().optional(),
  notPlainStdio: z.boolean().optional(),
  problems: namesSchema.optional(),
  noProblems: namesSchema.optional(),
  notProblems: namesSchema.optional(),
  noErrors: z.boolean().optional(),
});
export type Want = z.infer<typeof wantSchema>;

/** One text, the door it is read through, and what a person expects of it. */
export const configCaseSchema = z.object({
  id: z.string(),
  file: z.string(),
  read: z.discriminatedUnion('as', [
    z.object({ as: z.literal('paste') }),
    z.object({ as: z.literal('settings'), source: z.string(), folder: z.string().optional() }),
    z.object({ as: z.literal('bundle') }),
    z.object({ as: z.literal('picked'), path: z.string() }),
    z.object({ as: z.literal('text-import') }),
  ]),
  about: z.string().default(''),
  want: wantSchema,
});
export type ConfigCase = z.infer<typeof configCaseSchema>;
