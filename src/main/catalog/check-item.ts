import { z } from 'zod';

import type {
  CatalogKind,
  JsonObject,
  Prompt,
  Resource,
  ResourceTemplate,
  Tool,
} from '../../shared/domain/catalog.ts';
import { own } from '../../shared/util/own.ts';
import type { CatalogEntry, CatalogItems } from './catalog-entry.ts';
import { wellFormed } from './well-formed.ts';

/** An entry that passed the check, with its size as JSON. */
export interface CheckedItem<T> extends CatalogEntry<T> {
  readonly bytes: number;
}

// SECURITY: all of this is written by the server. Names are identifiers and must not be cut, so a
// name that is too long makes the entry invalid; prose is cut.
const identifier = (maxLength: number) => z.string().min(1).max(maxLength);
const name = identifier(512);
const uri = identifier(8_192);
const prose = (maxLength: number) =>
  z
    .string()
    .transform((text) => (text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text));
/** A decoration that is of the wrong type is left out; the entry is still of use. */
const decoration = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const title = decoration(prose(1_024));
const description = decoration(prose(32_768));
const mimeType = decoration(z.string().max(256));
const flag = decoration(z.boolean());

const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const schemas = {
  tools: z
    .object({
      name,
      title,
      description,
      inputSchema: jsonObject,
      outputSchema: decoration(jsonObject),
      annotations: decoration(
        z.object({
          title,
          readOnlyHint: flag,
          destructiveHint: flag,
          idempotentHint: flag,
          openWorldHint: flag,
        }),
      ),
    })
    .transform(({ annotations, ...tool }): Tool => {
      // Before 2025-06-18 the title of a tool was one of its annotations.
      const { title: olderTitle, ...hints } = annotations ?? {};
      return pruned({
        ...tool,
        title: tool.title ?? olderTitle,
        annotations: annotations && pruned(hints),
      });
    }),
  resources: z
    .object({
      uri,
      name,
      title,
      description,
      mimeType,
      size: decoration(z.number().nonnegative()),
    })
    .transform((resource): Resource => pruned(resource)),
  resourceTemplates: z
    .object({ uriTemplate: uri, name, title, description, mimeType })
    .transform((template): ResourceTemplate => pruned(template)),
  prompts: z
    .object({
      name,
      title,
      description,
      arguments: decoration(
        z.array(z.object({ name, description, required: flag }).transform(pruned)).max(100),
      ),
    })
    .transform((prompt): Prompt => pruned(prompt)),
} satisfies { [K in CatalogKind]: z.ZodType<CatalogItems[K]> };

/**
 * Checks one entry of a list as a server sent it, which is kept beside what is known of it, in the
 * form the protocol gives it ({@link wellFormed}) and without any `__proto__` at any depth. Undefined when the entry is of no use.
 */
export function checkItem<K extends CatalogKind>(
  kind: K,
  raw: JsonObject,
): CheckedItem<CatalogItems[K]> | undefined {
  const clean = harmless(raw);
  if (clean === undefined) return undefined;
  const entry = wellFormed(kind, clean.value);
  const parsed = schemas[kind].safeParse(entry);
  return parsed.success
    ? { item: parsed.data as CatalogItems[K], raw: entry, bytes: clean.bytes }
    : undefined;
}

/**
 * The same for an entry that is read from disk, where thousands are read for one list: what is known of
 * it is made when somebody looks at it.
 */
export function restoredItem<K extends CatalogKind>(
  kind: K,
  raw: JsonObject,
): CatalogEntry<CatalogItems[K]> | undefined {
  const clean = harmless(raw);
  if (clean === undefined) return undefined;
  const value = wellFormed(kind, clean.value);
  if (!isUsable(kind, value)) return undefined;
  let item: CatalogItems[K] | undefined;
  return {
    get item() {
      return (item ??= schemas[kind].parse(value) as CatalogItems[K]);
    },
    raw: value,
  };
}

/** Whether an entry passes the check: by what identifies it, since all else may be left out. */
function isUsable(kind: CatalogKind, value: JsonObject): boolean {
  const fits = (key: string, schema: z.ZodType): boolean =>
    schema.safeParse(own(value, key)).success;
  if (!fits('name', name)) return false;
  switch (kind) {
    case 'tools':
      return fits('inputSchema', jsonObject);
    case 'resources':
      return fits('uri', uri);
    case 'resourceTemplates':
      return fits('uriTemplate', uri);
    case 'prompts':
      return true;
  }
}

/**
 * What a server sent, without any `__proto__`, and its size as JSON; the very same object when it
 * has none. Undefined when it is nested too deep to be written.
 */
export function harmless(
  raw: JsonObject,
): { readonly value: JsonObject; readonly bytes: number } | undefined {
  const text = jsonOf(raw);
  if (text === undefined) return undefined;
  const value = text.includes('"__proto__"') ? (JSON.parse(text, dropProto) as JsonObject) : raw;
  return { value, bytes: Buffer.byteLength(text) };
}

/** What makes two entries of a list the same entry. */
export function keyOfItem(item: CatalogItems[CatalogKind]): string {
  if ('uri' in item) return item.uri;
  if ('uriTemplate' in item) return item.uriTemplate;
  return item.name;
}

// Nesting deeper than the stack makes stringify throw; such an entry is hostile.
function jsonOf(raw: JsonObject): string | undefined {
  try {
    return JSON.stringify(raw);
  } catch {
    return undefined;
  }
}

function dropProto(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function pruned<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
