import type { JsonObject } from '../../shared/domain/catalog.ts';

/** Addresses of apps' own pages in a window keep their scheme, since apps look for it. */
const pageScheme = 'ui://';

/** The address under which apps reach a resource of one server among those of all. */
export function publicUri(handle: string, uri: string): string {
  return uri.startsWith(pageScheme)
    ? `${pageScheme}patchbay.${handle}/${uri.slice(pageScheme.length)}`
    : `patchbay+${handle}:${uri}`;
}

/** Whose resource a public address means, and the server's own address; undefined for any other. */
export function ownUri(
  address: string,
): { readonly handle: string; readonly uri: string } | undefined {
  const page = /^ui:\/\/patchbay\.([a-z0-9-]+)\/(.*)$/s.exec(address);
  if (page?.[1] !== undefined && page[2] !== undefined) {
    return { handle: page[1], uri: `${pageScheme}${page[2]}` };
  }
  const other = /^patchbay\+([a-z0-9-]+):(.*)$/s.exec(address);
  if (other?.[1] === undefined || other[2] === undefined) return undefined;
  return { handle: other[1], uri: other[2] };
}

/** A tool, resource, content part or result with the addresses in it made public. */
export function withPublicUris(handle: string, value: JsonObject): JsonObject {
  const changed = new Map<string, unknown>();
  for (const [key, part] of Object.entries(value)) {
    if ((key === 'uri' || key === 'resourceUri' || key === 'ui/resourceUri') && isText(part)) {
      changed.set(key, publicUri(handle, part));
    } else if (key === 'uriTemplate' && isText(part)) {
      changed.set(key, publicUri(handle, part));
    } else if (walked.has(key)) {
      changed.set(key, walk(handle, part));
    }
  }
  return changed.size === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}

/** Where addresses stand: never inside schemas, arguments or structured answers of a server. */
const walked: ReadonlySet<string> = new Set([
  '_meta',
  'ui',
  'content',
  'contents',
  'messages',
  'resource',
]);

function walk(handle: string, part: unknown): unknown {
  if (Array.isArray(part)) return part.map((one) => walk(handle, one));
  return isObject(part) ? withPublicUris(handle, part) : part;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
