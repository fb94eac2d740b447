/** The Bearer part of a WWW-Authenticate header (RFC 6750 section 3, RFC 9728 section 5.1). */
export interface BearerChallenge {
  readonly resourceMetadata?: string;
  readonly scopes?: readonly string[];
  readonly error?: string;
}

const maxHeaderChars = 16_384;
const maxScopes = 200;

/** Reads the first Bearer challenge among those of a header; undefined when there is none. */
export function parseChallenge(header: string | null | undefined): BearerChallenge | undefined {
  if (typeof header !== 'string' || header.length > maxHeaderChars) return undefined;
  let isBearer = false;
  let parameters: Map<string, string> | undefined;
  for (const element of splitAtCommas(header)) {
    const [, scheme, rest] = /^([\w!#$%&'*+.^`|~-]+)(?:\s+(?![\s=])(.*))?$/s.exec(element) ?? [];
    if (scheme !== undefined) {
      if (parameters !== undefined) break;
      isBearer = scheme.toLowerCase() === 'bearer';
      if (isBearer) parameters = new Map();
    }
    if (isBearer && parameters !== undefined) addParameter(parameters, rest ?? element);
  }
  if (parameters === undefined) return undefined;
  const scope = parameters.get('scope');
  return {
    resourceMetadata: parameters.get('resource_metadata'),
    scopes: scope === undefined ? undefined : parseScopes(scope),
    error: parameters.get('error'),
  };
}

/** Splits at commas that are not inside a quoted string. */
function splitAtCommas(header: string): string[] {
  const elements: string[] = [];
  let current = '';
  let isQuoted = false;
  for (let at = 0; at < header.length; at += 1) {
    const char = header.charAt(at);
    if (isQuoted && char === '\\') {
      current += char + header.charAt((at += 1));
      continue;
    }
    if (char === '"') isQuoted = !isQuoted;
    if (char === ',' && !isQuoted) {
      elements.push(current.trim());
      current = '';
    } else current += char;
  }
  elements.push(current.trim());
  return elements.filter((element) => element !== '');
}

function addParameter(parameters: Map<string, string>, text: string): void {
  const match = /^([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))$/s.exec(
    text.trim(),
  );
  const name = match?.[1]?.toLowerCase();
  if (name === undefined || parameters.has(name)) return;
  parameters.set(name, match?.[2]?.replace(/\\(.)/gs, '$1') ?? match?.[3] ?? '');
}

/** The scope tokens of a space-separated list (RFC 6749 section 3.3), each once, in order. */
export function parseScopes(text: string): readonly string[] {
  const tokens = text.split(' ').filter((token) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(token));
  return [...new Set(tokens)].slice(0, maxScopes);
}
