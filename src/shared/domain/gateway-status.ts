import { z } from 'zod';

import { appTokenSchema } from './app-token.ts';

/** Not open; `detail` in the system's words when that is not what the settings say. */
const closedSchema = z.object({ kind: z.literal('closed'), detail: z.string().optional() });

/** How the doors for AI apps stand, and who has a token. */
export const gatewayStatusSchema = z.object({
  socket: z.discriminatedUnion('kind', [closedSchema, z.object({ kind: z.literal('open') })]),
  /** The port is another than that of the settings when another program has that one. */
  http: z.discriminatedUnion('kind', [
    closedSchema,
    z.object({ kind: z.literal('open'), port: z.number().int() }),
  ]),
  /** Another Patchbay has the data folder, and serves apps. */
  isElsewhere: z.boolean(),
  tokens: z.array(appTokenSchema).readonly(),
});
export type GatewayStatus = Readonly<z.infer<typeof gatewayStatusSchema>>;

/** The doors alone. */
export type DoorsStatus = Omit<GatewayStatus, 'tokens'>;

/** An app with a process or session of a server to itself; `pid` for a program that is ready. */
export const appConnectionSchema = z.object({
  app: z.string(),
  state: z.string(),
  pid: z.number().int().optional(),
});
export type ShownAppConnection = Readonly<z.infer<typeof appConnectionSchema>>;
