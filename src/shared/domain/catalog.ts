import { z } from 'zod';

/** JSON as a server sent it; hostile, size-capped before it gets here. */
export const jsonObjectSchema = z.record(z.string(), z.unknown());
export type JsonObject = Readonly<Record<string, unknown>>;

/** A tool as listed by its server (MCP `tools/list`). Names and texts are hostile input. */
export const toolSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: jsonObjectSchema,
  outputSchema: jsonObjectSchema.optional(),
  annotations: z
    .object({
      readOnlyHint: z.boolean().optional(),
      destructiveHint: z.boolean().optional(),
      idempotentHint: z.boolean().optional(),
      openWorldHint: z.boolean().optional(),
    })
    .optional(),
});
export type Tool = Readonly<z.infer<typeof toolSchema>>;

/** A resource as listed by its server (MCP `resources/list`). */
export const resourceSchema = z.object({
  uri: z.string(),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  mimeType: z.string().optional(),
  size: z.number().optional(),
});
export type Resource = Readonly<z.infer<typeof resourceSchema>>;

/** A resource template as listed by its server (MCP `resources/templates/list`). */
export const resourceTemplateSchema = z.object({
  uriTemplate: z.string(),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  mimeType: z.string().optional(),
});
export type ResourceTemplate = Readonly<z.infer<typeof resourceTemplateSchema>>;

/** A prompt as listed by its server (MCP `prompts/list`). */
export const promptSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  arguments: z
    .array(
      z.object({
        name: z.string(),
        description: z.string().optional(),
        required: z.boolean().optional(),
      }),
    )
    .optional(),
});
export type Prompt = Readonly<z.infer<typeof promptSchema>>;

/** The four lists a server can offer. */
export const catalogKindSchema = z.enum(['tools', 'resources', 'resourceTemplates', 'prompts']);
export type CatalogKind = z.infer<typeof catalogKindSchema>;

/** A list that was cut short or had entries left out, and why. */
export const catalogNoticeSchema = z.object({
  kind: catalogKindSchema,
  reason: z.enum([
    'page-cap',
    'item-cap',
    'byte-cap',
    'time-cap',
    'cursor-loop',
    'invalid-items',
    'list-failed',
  ]),
  /** How many entries were left out, when known. */
  count: z.number().optional(),
  detail: z.string().optional(),
});
export type CatalogNotice = Readonly<z.infer<typeof catalogNoticeSchema>>;

/** All that a server offers, as last fetched. */
export const catalogSchema = z.object({
  tools: z.array(toolSchema),
  resources: z.array(resourceSchema),
  resourceTemplates: z.array(resourceTemplateSchema),
  prompts: z.array(promptSchema),
  instructions: z.string().optional(),
  /** Which of the lists the server says it has (from its capabilities). */
  offers: z.array(catalogKindSchema),
  notices: z.array(catalogNoticeSchema),
  /** When it was fetched from the server, epoch ms. */
  fetchedAt: z.number(),
});
export type Catalog = Readonly<z.infer<typeof catalogSchema>>;

/** Sizes of a catalog, enough for a row in the list. */
export const catalogSummarySchema = z.object({
  tools: z.number(),
  resources: z.number(),
  resourceTemplates: z.number(),
  prompts: z.number(),
  fetchedAt: z.number(),
});
export type CatalogSummary = Readonly<z.infer<typeof catalogSummarySchema>>;

/**
 * What of an answer is too much for the window and stayed in main: a number of pieces, or the
 * structured data.
 */
export const omittedSchema = z.object({
  parts: z.number().optional(),
  data: z.literal(true).optional(),
});
export type Omitted = Readonly<z.infer<typeof omittedSchema>>;

/** The answer to a tool call: content blocks as the server sent them (hostile), never a secret. */
export const toolResultSchema = z.object({
  content: z.array(jsonObjectSchema),
  structuredContent: z.unknown().optional(),
  isError: z.boolean(),
  /** Time from request to answer, ms. */
  tookMs: z.number(),
  omitted: omittedSchema.optional(),
});
export type ToolResult = Readonly<z.infer<typeof toolResultSchema>>;

/** The answer to `resources/read`. */
export const resourceContentSchema = z.object({
  contents: z.array(jsonObjectSchema),
  omitted: omittedSchema.optional(),
});
export type ResourceContent = Readonly<z.infer<typeof resourceContentSchema>>;

/** The answer to `prompts/get`. */
export const promptContentSchema = z.object({
  description: z.string().optional(),
  messages: z.array(jsonObjectSchema),
  omitted: omittedSchema.optional(),
});
export type PromptContent = Readonly<z.infer<typeof promptContentSchema>>;

/** Suggestions for an argument (MCP `completion/complete`). */
export const completionSchema = z.object({
  values: z.array(z.string()),
  total: z.number().optional(),
  hasMore: z.boolean().optional(),
});
export type Completion = Readonly<z.infer<typeof completionSchema>>;

/** What a completion is asked for. */
export const completionRefSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ref/prompt'), name: z.string() }),
  z.object({ type: z.literal('ref/resource'), uri: z.string() }),
]);
export type CompletionRef = Readonly<z.infer<typeof completionRefSchema>>;

/** Progress of a running request (MCP `notifications/progress`). */
export const progressSchema = z.object({
  progress: z.number(),
  total: z.number().optional(),
  message: z.string().optional(),
});
export type Progress = Readonly<z.infer<typeof progressSchema>>;
