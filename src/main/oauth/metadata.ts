import { z } from 'zod';

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { isSameIssuer } from './issuer-name.ts';

/** A list of texts; one text with blanks or commas counts as a list, what is no text as not there. */
const strings = z
  .union([
    z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== '')),
    z
      .array(z.unknown())
      .max(1000)
      .transform((list) => list.filter((one) => typeof one === 'string')),
  ])
  .optional()
  .catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const isAddress = (text: unknown): text is string =>
  typeof text === 'string' &&
  text.length <= 4096 &&
  /^https?:\/\//i.test(text) &&
  parseUrl(text) !== undefined;
const address = z.string().refine(isAddress);
/** What is no address, e.g. null or an empty text, counts as not there. */
const optionalAddress = address.optional().catch(undefined);

const resourceSchema = z.object({
  resource: address,
  authorization_servers: z
    .union([z.string().transform((one) => [one]), z.array(z.unknown()).max(20)])
    .nullish()
    .catch(undefined),
  scopes_supported: strings,
});

const serverSchema = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  registration_endpoint: optionalAddress,
  revocation_endpoint: optionalAddress,
  userinfo_endpoint: optionalAddress,
  scopes_supported: strings,
  grant_types_supported: strings,
  code_challenge_methods_supported: strings,
  token_endpoint_auth_methods_supported: strings,
  authorization_response_iss_parameter_supported: flag,
  client_id_metadata_document_supported: flag,
});

/** What a protected resource says about itself (RFC 9728 section 2), checked against its address. */
export interface ResourceMetadata {
  /** Verbatim, for the `resource` parameter of RFC 8707. */
  readonly resource: string;
  readonly authorizationServers: readonly string[];
  readonly scopes?: readonly string[];
}

/** An authorization server as far as it concerns us; kept in flows and grants. */
export const authorizationServerSchema = z.object({
  /** Compared as it is, character by character. */
  issuer: z.string(),
  /**
   * What its metadata call it, where that is another name than the one it was looked up by; or a
   * name with `{tenantid}` in place of one segment. Answers carry this name (RFC 9207).
   */
  namedIssuer: z.string().optional(),
  /** Nobody named the issuer: it is the origin of endpoints that a person fixed or we assumed. */
  isIssuerAssumed: z.boolean(),
  authorizationEndpoint: z.string(),
  tokenEndpoint: z.string(),
  registrationEndpoint: z.string().optional(),
  revocationEndpoint: z.string().optional(),
  userinfoEndpoint: z.string().optional(),
  scopes: z.array(z.string()).optional(),
  /** `grant_types_supported` names the renewal, so there are refresh tokens to be had. */
  listsRefresh: z.boolean().optional(),
  /** `token_endpoint_auth_methods_supported`. */
  authMethods: z.array(z.string()).optional(),
  sendsIss: z.boolean(),
  acceptsClientDocument: z.boolean(),
  /** S256 is listed, or taken for granted where nothing could be listed. */
  supportsPkce: z.boolean(),
  /** The metadata list no method at all, as some services do that know S256 all the same. */
  isPkceUnlisted: z.boolean().optional(),
  /** The person fixed the endpoints, so a client secret may go there. */
  isPinned: z.boolean(),
});
export type AuthorizationServer = Readonly<z.infer<typeof authorizationServerSchema>>;

/**
 * Checks the metadata of a protected resource: its `resource` must be the server's address, or lie
 * above it in the same origin (RFC 9728 section 3.3).
 */
export function readResourceMetadata(
  json: unknown,
  serverUrl: string,
): Result<ResourceMetadata, AuthFailure> {
  const parsed = resourceSchema.safeParse(json);
  if (!parsed.success) return err(refused('INVALID_METADATA', 'protected resource metadata'));
  const { resource, authorization_servers: servers, scopes_supported: scopes } = parsed.data;
  if (!isWithin(serverUrl, resource)) return err(refused('RESOURCE_MISMATCH', resource));
  return ok({ resource, authorizationServers: (servers ?? []).filter(isAddress), scopes });
}

/** Whether `url` is `resource` or lies below it. */
export function isWithin(url: string, resource: string): boolean {
  const [inner, outer] = [new URL(url), new URL(resource)];
  if (inner.origin !== outer.origin) return false;
  const slashed = (path: string) => (path.endsWith('/') ? path : `${path}/`);
  return slashed(inner.pathname).startsWith(slashed(outer.pathname));
}

/**
 * Reads the metadata of an authorization server that was looked up as `expectedIssuer` (RFC 8414
 * section 3.3). A slash at the end makes no other issuer; from then on its own spelling counts.
 * Another name is kept in `namedIssuer`, and whether to go on then is for a person to decide.
 */
export function readServerMetadata(
  json: unknown,
  expectedIssuer: string,
): Result<AuthorizationServer, AuthFailure> {
  const parsed = serverSchema.safeParse(withWholeEndpoints(json, expectedIssuer));
  if (!parsed.success) return err(refused('INVALID_METADATA', 'authorization server metadata'));
  const { data } = parsed;
  const methods = data.code_challenge_methods_supported;
  const isExpected = isSameIssuer(data.issuer, expectedIssuer);
  return ok({
    issuer: isExpected ? data.issuer : expectedIssuer,
    ...(isExpected ? {} : { namedIssuer: data.issuer }),
    isIssuerAssumed: false,
    authorizationEndpoint: data.authorization_endpoint,
    tokenEndpoint: data.token_endpoint,
    registrationEndpoint: data.registration_endpoint,
    revocationEndpoint: data.revocation_endpoint,
    userinfoEndpoint: data.userinfo_endpoint,
    scopes: data.scopes_supported,
    listsRefresh: data.grant_types_supported?.includes('refresh_token') === true,
    authMethods: data.token_endpoint_auth_methods_supported,
    sendsIss: data.authorization_response_iss_parameter_supported === true,
    acceptsClientDocument: data.client_id_metadata_document_supported === true,
    supportsPkce: methods?.some((method) => method.toUpperCase() === 'S256') === true,
    isPkceUnlisted: methods === undefined || methods.length === 0,
    isPinned: false,
  });
}

const endpointNames = [
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
] as const;

/** Endpoints that are written as paths, as parts of the origin they were looked up at. */
function withWholeEndpoints(json: unknown, issuer: string): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const { origin } = new URL(issuer);
  const found = new Map<string, unknown>(Object.entries(json));
  for (const name of endpointNames) {
    const value = found.get(name);
    // SECURITY: a second slash would name another host.
    if (typeof value === 'string' && /^\/(?![/\\])/.test(value)) found.set(name, origin + value);
  }
  return Object.fromEntries(found);
}

/** An authorization server of which only the two endpoints are known. */
export function assumedServer(
  endpoints: {
    readonly authorization: string;
    readonly token: string;
    readonly registration?: string;
  },
  isPinned: boolean,
): AuthorizationServer {
  return {
    issuer: new URL(endpoints.token).origin,
    isIssuerAssumed: true,
    authorizationEndpoint: endpoints.authorization,
    tokenEndpoint: endpoints.token,
    registrationEndpoint: endpoints.registration,
    sendsIss: false,
    acceptsClientDocument: false,
    // There is no document in which support could be absent.
    supportsPkce: true,
    isPinned,
  };
}
