/** A slash at the end, often written where no path follows, makes no other issuer. */
export function isSameIssuer(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

/** What Microsoft's metadata write in place of the organisation somebody belongs to. */
const placeholder = '{tenantid}';

/**
 * Whether `issuer` is `pattern` with exactly one path segment in place of `{tenantid}`. Both are of
 * the same origin, and the placeholder must be a whole segment.
 */
export function fitsTenantPattern(pattern: string, issuer: string): boolean {
  const [before, after, ...more] = pattern.split(`/${placeholder}`);
  if (before === undefined || after === undefined || more.length > 0) return false;
  const isWholeSegment = after === '' || after.startsWith('/');
  // The origin must end before the placeholder begins.
  if (!isWholeSegment || !/^https?:\/\/[^/]+/i.test(before)) return false;
  if (!issuer.startsWith(`${before}/`) || !issuer.endsWith(after)) return false;
  const segment = issuer.slice(before.length + 1, issuer.length - after.length);
  return issuer.length > before.length + after.length && /^[\w.~-]+$/.test(segment);
}

/**
 * Whether `iss` of an answer (RFC 9207) is the name an authorization server goes by: to the letter,
 * but for the segment that stands for an organisation.
 */
export function isNamedIssuer(name: string, iss: string): boolean {
  return iss === name || fitsTenantPattern(name, iss);
}

/** Parents under which anybody can have a name, so that sharing one says nothing. */
const sharedParents = new Set(
  (
    'github.io gitlab.io pages.dev workers.dev vercel.app netlify.app herokuapp.com web.app ' +
    'firebaseapp.com onrender.com fly.dev railway.app run.app azurewebsites.net cloudapp.net ' +
    'azure-api.net amazonaws.com cloudfront.net awsapprunner.com ngrok.io ngrok.app ngrok-free.app ' +
    'trycloudflare.com deno.dev replit.app repl.co surge.sh glitch.me supabase.co auth0.com okta.com'
  ).split(' '),
);

/**
 * Whether two addresses belong to one site, as far as names tell without a list of all registries:
 * the same host, one below the other, or one parent that is neither a registry nor open to anybody.
 * In doubt they do not.
 */
export function isSameSite(one: string, other: string): boolean {
  const [first, second] = [new URL(one).hostname, new URL(other).hostname];
  if (first === second) return true;
  if (/^[\d.]+$|:/.test(first) || /^[\d.]+$|:/.test(second)) return false;
  const parent = commonParent(first, second);
  return parent !== undefined && !sharedParents.has(parent.join('.'));
}

/** The labels both hosts end with, where they are enough to be somebody's own. */
function commonParent(one: string, other: string): readonly string[] | undefined {
  const [first, second] = [one.split('.').reverse(), other.split('.').reverse()];
  const at = first.findIndex((label, index) => label !== second[index]);
  const common = first.slice(0, at < 0 ? first.length : at).reverse();
  // Below country codes a registry often has a second level: co.uk, com.au, ac.jp.
  const needed =
    /^[a-z]{2}$/.test(common.at(-1) ?? '') && (common.at(-2) ?? '').length <= 3 ? 3 : 2;
  return common.length >= needed ? common : undefined;
}
