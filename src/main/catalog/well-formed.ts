import type { CatalogKind, JsonObject } from '../../shared/domain/catalog.ts';
import { isObject } from '../../shared/util/is-object.ts';

type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === 'string';
const isFlag: Fits = (value) => typeof value === 'boolean';

/** What the protocol's optional fields hold, of every kind of entry. */
const optional: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['title', isText],
  ['description', isText],
  ['mimeType', isText],
  ['size', (value) => typeof value === 'number'],
  ['annotations', isObject],
  ['arguments', Array.isArray],
  ['icons', Array.isArray],
  ['execution', isObject],
  ['_meta', isObject],
  ['outputSchema', (value) => isObject(value) && value['type'] === 'object'],
]);

const hints: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['title', isText],
  ['readOnlyHint', isFlag],
  ['destructiveHint', isFlag],
  ['idempotentHint', isFlag],
  ['openWorldHint', isFlag],
]);

/**
 * An entry of a list without optional fields of a wrong type, and for a tool with a schema of its
 * arguments (Tool in the MCP specification: `inputSchema.type` is `object`). An app checks a list as
 * a whole, so one such field of one server would take the tools of all others with it. The very same
 * object where nothing is wrong.
 */
export function wellFormed(kind: CatalogKind, raw: JsonObject): JsonObject {
  const entry = without(raw, optional);
  if (kind !== 'tools') return entry;
  const { annotations, inputSchema } = entry;
  const kept = isObject(annotations) ? without(annotations, hints) : annotations;
  const schema = schemaOf(inputSchema);
  if (kept === annotations && schema === inputSchema) return entry;
  return { ...entry, ...(kept !== undefined && { annotations: kept }), inputSchema: schema };
}

/** A schema that is none at all makes the entry useless, which the check of the entry says. */
function schemaOf(schema: unknown): unknown {
  if (schema === undefined || schema === null) return { type: 'object' };
  if (!isObject(schema) || schema['type'] === 'object') return schema;
  return { ...schema, type: 'object' };
}

function without(entry: JsonObject, fields: ReadonlyMap<string, Fits>): JsonObject {
  const isRight = ([key, value]: readonly [string, unknown]) => fields.get(key)?.(value) !== false;
  const all = Object.entries(entry);
  return all.every(isRight) ? entry : Object.fromEntries(all.filter(isRight));
}
