/** Where the metadata of the protected resource at `serverUrl` may be (RFC 9728 section 3.1). */
export function resourceMetadataUrls(serverUrl: string): readonly string[] {
  const { origin, pathname } = new URL(serverUrl);
  const path = withoutEndSlash(pathname);
  const root = `${origin}/.well-known/oauth-protected-resource`;
  return path === '' ? [root] : [`${root}${path}`, root];
}

/**
 * Where the metadata of an issuer may be, in the order to try: RFC 8414 with the path inserted,
 * OpenID Connect with the path inserted, then either appended to the path as older servers do.
 */
export function serverMetadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = withoutEndSlash(pathname);
  const [oauth, oidc] = ['oauth-authorization-server', 'openid-configuration'] as const;
  const inserted = [oauth, oidc].map((name) => `${origin}/.well-known/${name}${path}`);
  const appended = [oidc, oauth].map((name) => `${origin}${path}/.well-known/${name}`);
  return path === '' ? inserted : [...inserted, ...appended];
}

const metadataPath = /\/\.well-known\/(?:oauth-authorization-server|openid-configuration)(?=\/|$)/;

/**
 * The issuer whose metadata lie at an address: some servers name that address in place of the issuer.
 * Anything else is taken for an issuer as it is; the origin stays the same whatever it says.
 */
export function issuerNamedBy(address: string): string {
  const { origin, pathname } = new URL(address);
  if (!metadataPath.test(pathname)) return address;
  return origin + pathname.replace(metadataPath, '');
}

function withoutEndSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
