import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Phrase } from '../../../shared/i18n/phrase.ts';
import { isJsonObject } from './raw-answer.ts';
import { own } from '../../../shared/util/own.ts';

/** One argument of a tool that is mirrored into an HTTP header. */
export interface HeaderParameter {
  readonly path: readonly string[];
  readonly name: string;
}

/** What a tool's input schema says about mirrored arguments. */
export type HeaderScan =
  | { readonly status: 'valid'; readonly parameters: readonly HeaderParameter[] }
  | { readonly status: 'invalid'; readonly reason: Phrase };

const annotation = 'x-mcp-header';
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const mirrorableTypes: readonly unknown[] = ['string', 'integer', 'boolean'];
const maxNodes = 10_000;
/** Keywords whose value maps names, which may be anything, to schemas. */
const schemaMaps = new Set(['patternProperties', 'dependentSchemas', '$defs', 'definitions']);
/** Keywords whose value is data. */
const plainData = new Set(['default', 'examples', 'const', 'enum']);

/**
 * Finds the `x-mcp-header` annotations of an input schema (2026-07-28, transports, custom headers
 * from tool parameters). They may stand only on string, integer or boolean properties that are
 * reached through `properties` alone, with names that are tokens and differ in more than case.
 */
export function scanHeaderParameters(inputSchema: unknown): HeaderScan {
  const parameters: HeaderParameter[] = [];
  const names = new Set<string>();
  const queue: Visit[] = [{ node: inputSchema, path: [], isReachable: true }];
  let visited = 0;
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    visited += 1;
    if (visited > maxNodes) return invalid({ key: 'note.header.tooLarge' });
    const { node, path, isReachable } = visit;
    if (Array.isArray(node)) {
      for (const item of node) queue.push({ node: item, path, isReachable: false });
      continue;
    }
    if (!isJsonObject(node)) continue;
    if (annotation in node) {
      const name = node[annotation];
      const fault = faultOf(node, name, path, isReachable);
      if (fault !== undefined) return invalid(fault);
      const folded = String(name).toLowerCase();
      if (names.has(folded)) return invalid({ key: 'note.header.twice', params: { name: folded } });
      names.add(folded);
      parameters.push({ path, name: String(name) });
    }
    queue.push(...subschemas(node, path, isReachable));
  }
  return { status: 'valid', parameters };
}

interface Visit {
  readonly node: unknown;
  readonly path: readonly string[];
  readonly isReachable: boolean;
}

function subschemas(schema: JsonObject, path: readonly string[], isReachable: boolean): Visit[] {
  return Object.entries(schema).flatMap(([keyword, child]): Visit[] => {
    if (keyword === annotation || plainData.has(keyword)) return [];
    if (keyword === 'properties' && isJsonObject(child)) {
      const properties = Object.entries(child);
      return properties.map(([name, node]) => ({ node, path: [...path, name], isReachable }));
    }
    const nodes = schemaMaps.has(keyword) && isJsonObject(child) ? Object.values(child) : [child];
    return nodes.map((node) => ({ node, path, isReachable: false }));
  });
}

function faultOf(
  schema: JsonObject,
  name: unknown,
  path: readonly string[],
  isReachable: boolean,
): Phrase | undefined {
  if (!isReachable || path.length === 0) return { key: 'note.header.misplaced' };
  if (typeof name !== 'string' || !token.test(name)) return { key: 'note.header.name' };
  if (!mirrorableTypes.includes(schema['type'])) {
    return { key: 'note.header.type', params: { name } };
  }
  return undefined;
}

function invalid(reason: Phrase): HeaderScan {
  return { status: 'invalid', reason };
}

/** The headers that mirror `args`; absent and null arguments have none. */
export function parameterHeaders(
  parameters: readonly HeaderParameter[],
  args: JsonObject,
): Record<string, string> {
  const headers = new Map<string, string>();
  for (const { path, name } of parameters) {
    const text = plainText(valueAt(args, path));
    if (text !== undefined) headers.set(`Mcp-Param-${name}`, encodeValue(text));
  }
  return Object.fromEntries(headers);
}

function valueAt(args: JsonObject, path: readonly string[]): unknown {
  let value: unknown = args;
  for (const key of path) value = isJsonObject(value) ? own(value, key) : undefined;
  return value;
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Text that a header could not carry unchanged travels as Base64 between two marks. */
function encodeValue(text: string): string {
  const isSafe = /^[\t\x20-\x7e]+$/.test(text) && text === text.trim();
  const looksEncoded = text.startsWith('=?base64?') && text.endsWith('?=');
  if (isSafe && !looksEncoded) return text;
  return `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}
