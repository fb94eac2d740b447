import { z } from 'zod';

import { failureSchema } from './failure.ts';
import { handlePattern, handleRule } from './handle.ts';
import { proxyChoiceSchema } from './proxy.ts';
import { sharingSchema } from './sharing.ts';
import { redirectWaySchema, tokenMethodSchema } from './sign-in-settings.ts';
import { toolRulesSchema } from './tool-rules.ts';

/** A server's stable name: the slug in file names, tool keys and events. */
export const serverNameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  message: 'lower-case letters, digits and hyphens, starting with a letter or digit',
});

/** A value as stored: plain text, or a reference into the vault. */
export const storedValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('secret'), secretId: z.string() }),
]);
export type StoredValue = Readonly<z.infer<typeof storedValueSchema>>;

/** A value as shown: a secret only says whether it is set. */
export const shownValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('secret'), isSet: z.boolean() }),
]);
export type ShownValue = Readonly<z.infer<typeof shownValueSchema>>;

/** A value as typed in: a secret without `value` keeps the stored one. */
export const draftValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('secret'), value: z.string().optional() }),
]);
export type DraftValue = Readonly<z.infer<typeof draftValueSchema>>;

const environmentNameSchema = z.string().regex(/^[^=\0]+$/, { message: 'a variable name' });
const headerNameSchema = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { message: 'an HTTP header name' });

// An address may begin with a value that is filled in later.
const httpUrlSchema = z.string().regex(/^(?:https?:\/\/\S+|\{\{\w+\}\}\S*)$/i, {
  message: 'an address that starts with http:// or https://',
});
const webSocketUrlSchema = z.string().regex(/^(?:wss?:\/\/\S+|\{\{\w+\}\}\S*)$/i, {
  message: 'an address that starts with ws:// or wss://',
});

function transportSchemaOf<V extends z.ZodType>(value: V) {
  const headers = z.record(headerNameSchema, value).default({});
  /** Absent: as for everything else. */
  const proxy = proxyChoiceSchema.optional();
  return z.discriminatedUnion('type', [
    z.object({
      type: z.literal('stdio'),
      command: z.string().min(1, { message: 'a command' }),
      args: z.array(z.string()).default([]),
      env: z.record(environmentNameSchema, value).default({}),
      cwd: z.string().optional(),
    }),
    z.object({ type: z.literal('streamable-http'), url: httpUrlSchema, headers, proxy }),
    z.object({ type: z.literal('sse'), url: httpUrlSchema, headers, proxy }),
    z.object({ type: z.literal('websocket'), url: webSocketUrlSchema, headers, proxy }),
    /** A server inside Patchbay itself; needs no files and no network. */
    z.object({ type: z.literal('built-in'), id: z.literal('sample') }),
  ]);
}

// Begins with a letter: an object's prototype is no parameter.
const parameterNameSchema = z
  .string()
  .regex(/^[A-Za-z][\w.:-]{0,99}$/, { message: 'the name of a parameter' });

function authSchemaOf<V extends z.ZodType>(value: V) {
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({
      type: z.literal('api-key'),
      placement: z.enum(['bearer', 'basic', 'header']),
      headerName: headerNameSchema.optional(),
      key: value,
    }),
    z.object({
      type: z.literal('oauth'),
      clientId: z.string().optional(),
      clientSecret: value.optional(),
      scopes: z.array(z.string()).optional(),
      authorizationUrl: httpUrlSchema.optional(),
      tokenUrl: httpUrlSchema.optional(),
      /** The one authorization server that client id and secret are for. */
      issuer: httpUrlSchema.optional(),
      /** Where sign-ins are revoked (RFC 7009); found out if absent. */
      revocationUrl: httpUrlSchema.optional(),
      /** More parameters for the authorization endpoint, e.g. an audience. */
      parameters: z.record(parameterNameSchema, z.string().max(2_000)).optional(),
      /** Headers for the token endpoint; for the same service as the client secret. */
      headers: z.record(headerNameSchema, value).optional(),
      /** How the client proves itself, whatever the metadata say (RFC 6749 section 2.3). */
      tokenMethod: tokenMethodSchema.optional(),
      /** The redirect address that the client was registered with by hand. */
      redirect: redirectWaySchema.optional(),
    }),
  ]);
}

/** A value a person fills in once; usable as `{{NAME}}` wherever a server's launch has a text. */
export const variableSchema = z.object({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, { message: 'letters, digits and _' }),
  title: z.string().default(''),
  description: z.string().default(''),
  sensitive: z.boolean().default(true),
  /** It may stay empty; what would hold nothing but its value is then left out. */
  optional: z.boolean().optional(),
  /** Used where nothing was filled in. */
  default: z.string().max(10_000).optional(),
});
export type Variable = Readonly<z.infer<typeof variableSchema>>;

/** Per-server limits, milliseconds; absent means the default of {@link defaultTimeouts}. */
export const timeoutsSchema = z.object({
  connectMs: z.number().int().min(100).max(600_000).optional(),
  callMs: z.number().int().min(100).max(86_400_000).optional(),
  /** Disconnect after this long without use; absent means never. */
  idleMs: z.number().int().min(1_000).optional(),
});
export type Timeouts = Readonly<z.infer<typeof timeoutsSchema>>;

/** Limits used where a server sets none, milliseconds. */
export const defaultTimeouts = { connectMs: 30_000, callMs: 60_000 } as const;

/** Who may use a server: everyone on this computer, or named profiles. */
export const scopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shared') }),
  /** Ids of profiles, which are lower case; none of them means nobody. */
  z.object({ kind: z.literal('private'), profiles: z.array(z.string().max(64).toLowerCase()) }),
]);

/** What trying the server last found. */
export const inspectionSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('never') }),
  z.object({ status: z.literal('passed'), at: z.number() }),
  z.object({ status: z.literal('failed'), at: z.number(), failure: failureSchema }),
]);
export type Inspection = Readonly<z.infer<typeof inspectionSchema>>;

const iconSchema = z
  .string()
  .max(262_144, { message: 'at most 256 KiB' })
  .regex(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/, {
    message: 'a PNG, JPEG, GIF or WebP picture as a data URI',
  });

/** Longest title of a server, UTF-16 units. */
export const maxTitleChars = 200;

function definitionFieldsOf<V extends z.ZodType>(value: V) {
  return {
    title: z.string().trim().min(1, { message: 'a name' }).max(maxTitleChars),
    description: z.string().max(10_000).optional(),
    icon: iconSchema.optional(),
    transport: transportSchemaOf(value),
    era: z.enum(['auto', 'modern', 'legacy']).default('auto'),
    auth: authSchemaOf(value).default({ type: 'none' }),
    variables: z.array(variableSchema).max(100).default([]),
    timeouts: timeoutsSchema.default({}),
    start: z.enum(['on-launch', 'on-demand', 'manual']).default('on-launch'),
    enabled: z.boolean().default(true),
    /** Absent: all apps use the same. */
    sharing: sharingSchema.optional(),
    scope: scopeSchema.default({ kind: 'shared' }),
    /** What its configuration says about single tools. */
    toolRules: toolRulesSchema.optional(),
    /** Fields of an imported configuration that Patchbay does not know; kept, never used. */
    extras: z.record(z.string(), z.unknown()).default({}),
  };
}

/** Where an imported server came from. */
export const serverOriginSchema = z.object({
  /** The app's own name; empty for a file or bundle that belongs to none. */
  app: z.string().max(200),
  /** The file it was read from, `~` for the person's own folder. */
  place: z.string().max(4_096),
});
export type ServerOrigin = Readonly<z.infer<typeof serverOriginSchema>>;

const identityFields = {
  name: serverNameSchema,
  createdAt: z.number(),
  /** Changes with everything that makes a live connection stale. */
  updatedAt: z.number(),
  inspection: inspectionSchema.default({ status: 'never' }),
  /**
   * Its short name in front of what it offers to apps; unlike any other's. Absent until it was given
   * one.
   */
  handle: z.string().regex(handlePattern, { message: handleRule }).optional().catch(undefined),
  /** Absent for a server that was not imported. */
  origin: serverOriginSchema.optional(),
};

/** A server as the registry keeps it; secrets are references, never values. */
export const serverDefinitionSchema = z.object({
  ...definitionFieldsOf(storedValueSchema),
  ...identityFields,
  /** Values of variables, by name. */
  variableValues: z.record(z.string(), storedValueSchema).default({}),
});
export type ServerDefinition = Readonly<z.infer<typeof serverDefinitionSchema>>;
export type ServerTransport = ServerDefinition['transport'];
export type ServerAuth = ServerDefinition['auth'];

/** A server as the window sees it: whole, but with secrets reduced to whether they are set. */
export const serverViewSchema = z.object({
  ...definitionFieldsOf(shownValueSchema),
  ...identityFields,
});
export type ServerView = Readonly<z.infer<typeof serverViewSchema>>;
export type ShownTransport = ServerView['transport'];

/** A server as a person enters or corrects it. */
export const serverDraftSchema = z.object(definitionFieldsOf(draftValueSchema));
export type ServerDraft = Readonly<z.infer<typeof serverDraftSchema>>;
/** A draft before defaults are filled in. */
export type ServerDraftInput = z.input<typeof serverDraftSchema>;

/**
 * What a person may correct about a saved server in one go. Whether it is on, and who may use it,
 * are no part of that: both have calls of their own.
 */
export const serverEditSchema = serverDraftSchema.omit({ enabled: true, scope: true });
export type ServerEdit = Readonly<z.infer<typeof serverEditSchema>>;
/** An edit before defaults are filled in. */
export type ServerEditInput = z.input<typeof serverEditSchema>;

/** One thing wrong with a draft or a pasted configuration. */
export const problemSchema = z.object({
  code: z.string(),
  /** Dotted path of the field, e.g. `transport.url`; empty for the whole. */
  path: z.string(),
  /** Line in the pasted text, counted from 1. */
  line: z.number().optional(),
  /** Column in that line, counted from 1; where the format tells. */
  column: z.number().optional(),
  /** What was expected, in plain English. */
  message: z.string(),
  severity: z.enum(['error', 'warning']),
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;

/** Exactly what will be started or contacted, for the consent panel. */
export const launchPreviewSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('program'),
    /** The command and every argument, with the values of variables that are not secret. */
    argv: z.array(z.string()),
    /** The folder it starts in; the person's own where the definition names none. */
    cwd: z.string(),
    /** What the definition sets in its environment; `null` comes from the vault. */
    env: z.array(z.object({ name: z.string(), text: z.string().nullable() })),
    /** Variables whose values come from the vault; `{{NAME}}` stands for them. */
    fromVault: z.array(z.string()),
    /** Variables that still have to be filled in. */
    unset: z.array(z.string()),
    /** Names whose values this computer has for every program; `${NAME}` stands for them. */
    fromSystem: z.array(z.string()),
    /** Remarks that deserve a look, e.g. an unpinned package. */
    warnings: z.array(z.string()),
    /** Pass back as `consent` when the person agreed to exactly this. */
    consent: z.string(),
  }),
  z.object({ kind: z.literal('address'), url: z.string(), consent: z.string() }),
  z.object({ kind: z.literal('built-in'), consent: z.string() }),
]);
export type LaunchPreview = Readonly<z.infer<typeof launchPreviewSchema>>;

/** What a pasted text was understood to be. */
export const pasteReadingSchema = z.object({
  format: z.enum(['command', 'url', 'json', 'toml', 'yaml', 'link', 'unknown']),
  servers: z.array(
    z.object({
      draft: serverDraftSchema,
      /** Values that look like secrets and are offered the vault, by path. */
      likelySecrets: z.array(z.string()),
      problems: z.array(problemSchema),
    }),
  ),
  problems: z.array(problemSchema),
});
export type PasteReading = Readonly<z.infer<typeof pasteReadingSchema>>;
