import { z } from 'zod';

import { failureSchema } from './failure.ts';
import { recipientQuestionSchema } from './recipient.ts';
import { secretPlaceSchema } from './stored-secret.ts';

/** Protocol eras: `legacy` is up to 2025-11-25 (initialize, sessions), `modern` is 2026-07-28 on. */
export const eraSchema = z.enum(['modern', 'legacy']);
export type Era = z.infer<typeof eraSchema>;

/** What a server says about itself; hostile text, to be rendered as text only. */
export const serverInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string().optional(),
});
export type ServerInfo = Readonly<z.infer<typeof serverInfoSchema>>;

/** There is a value, but no header can carry this character of it. */
const unsendableSchema = z.string().max(2);

/** Something a person must provide before a connection can be tried. */
export const missingSetupSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('variable'),
    name: z.string(),
    title: z.string(),
    unsendable: unsendableSchema.optional(),
  }),
  /** A secret that is not in the vault (any more), such as a key that was left out of a file. */
  z.object({
    kind: z.literal('secret'),
    place: secretPlaceSchema,
    unsendable: unsendableSchema.optional(),
  }),
  /** Plain text in the settings that no header can carry. */
  z.object({ kind: z.literal('text'), place: secretPlaceSchema, unsendable: unsendableSchema }),
  /** A stored secret is for somebody else than who would get it now. */
  recipientQuestionSchema.extend({ kind: z.literal('recipient') }),
  /** The exact command (or URL) has not been agreed to since it last changed. */
  z.object({ kind: z.literal('consent') }),
]);
export type MissingSetup = Readonly<z.infer<typeof missingSetupSchema>>;

/** What a program writes where MCP is expected: its first words, and where it says it listens. */
export const printedSchema = z.object({ words: z.string(), address: z.string().optional() });
export type Printed = Readonly<z.infer<typeof printedSchema>>;

/** Where a connection attempt has got to. */
export const attemptPhaseSchema = z.enum(['starting', 'handshake', 'installing', 'listing']);
export type AttemptPhase = z.infer<typeof attemptPhaseSchema>;

/** The live state of one server's connection; data only on the arm it belongs to. */
export const connectionStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('disabled') }),
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('needs-setup'), missing: z.array(missingSetupSchema) }),
  z.object({
    kind: z.literal('connecting'),
    /** Counts from 1 within one outage. */
    attempt: z.number(),
    startedAt: z.number(),
    phase: attemptPhaseSchema,
    /** Known from its first line on; many a program says something before it speaks MCP. */
    printed: printedSchema.optional(),
  }),
  z.object({ kind: z.literal('needs-sign-in'), failure: failureSchema }),
  z.object({ kind: z.literal('signing-in'), flowId: z.string(), expiresAt: z.number() }),
  z.object({
    kind: z.literal('ready'),
    since: z.number(),
    era: eraSchema,
    protocolVersion: z.string(),
    serverInfo: serverInfoSchema,
    /** How long handshake and first list took, ms. */
    connectedInMs: z.number(),
    pid: z.number().optional(),
    /** The transport used in place of the one in the settings, which the address refused. */
    reachedBy: z.literal('sse').optional(),
  }),
  z.object({
    kind: z.literal('waiting'),
    attempt: z.number(),
    of: z.number(),
    nextAttemptAt: z.number(),
    failure: failureSchema,
  }),
  z.object({ kind: z.literal('offline'), since: z.number() }),
  z.object({ kind: z.literal('cooling'), until: z.number(), failure: failureSchema }),
  z.object({ kind: z.literal('failed'), failure: failureSchema, attempts: z.number() }),
  z.object({ kind: z.literal('stopping') }),
]);
export type ConnectionState = Readonly<z.infer<typeof connectionStateSchema>>;
export type ConnectionStateKind = ConnectionState['kind'];

/** Every {@link ConnectionStateKind}. */
export const connectionStateKinds = connectionStateSchema.options.map(
  (option) => option.shape.kind.value,
);
