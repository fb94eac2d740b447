import { parseScopes } from './scopes.ts';

/** The Bearer part of a WWW-Authenticate header (RFC 6750 section 3, RFC 9728 section 5.1). */
export interface BearerChallenge {
  readonly resourceMetadata?: string;
  readonly scopes?: readonly string[];
  readonly error?: string;
}

const maxHeaderChars = 16_384;
// A name with its value, quoted or not; or a word without one: a scheme, or the data of one.
const piece =
  /([\w!#$%&'*+.^`|~-]+)\s*=(?![=\s,]*(?:,|$))\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*))|([^\s",]+)|"(?:[^"\\]|\\.)*"?/gs;

/**
 * Reads the first Bearer challenge among those of a header; undefined when there is none. Parameters
 * may be parted by blanks instead of commas, as some servers write them.
 */
export function parseChallenge(header: string | null | undefined): BearerChallenge | undefined {
  if (typeof header !== 'string' || header.length > maxHeaderChars) return undefined;
  let parameters: Map<string, string> | undefined;
  let isBearer = false;
  for (const [, name, quoted, unquoted, word] of header.matchAll(piece)) {
    if (word !== undefined) {
      if (parameters !== undefined) break;
      isBearer = word.toLowerCase() === 'bearer';
      if (isBearer) parameters = new Map();
    } else if (isBearer && name !== undefined && parameters?.has(name.toLowerCase()) === false) {
      parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/gs, '$1') ?? unquoted ?? '');
    }
  }
  if (parameters === undefined) return undefined;
  const scope = parameters.get('scope');
  return {
    resourceMetadata: parameters.get('resource_metadata'),
    scopes: scope === undefined ? undefined : parseScopes(scope),
    error: parameters.get('error'),
  };
}
