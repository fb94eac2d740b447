import { z } from 'zod';

import { redirectWaySchema } from '../../shared/domain/sign-in-settings.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';
import { clientIdentitySchema } from './client-identity.ts';
import { isNamedIssuer } from './issuer-name.ts';
import { authorizationServerSchema } from './metadata.ts';
import type { AuthFailure } from './auth-failure.ts';

/** How long a sign-in may take, ms. */
export const flowLifetimeMs = 10 * 60_000;

/** The way an answer comes back. */
export type CallbackWay = 'deep-link' | 'loopback' | 'paste';

/** Everything to finish a sign-in with, on the disk (encrypted) before the browser opens. */
export const flowRecordSchema = z.object({
  flowId: z.string(),
  owner: z.string(),
  serverName: z.string(),
  serverUrl: z.string(),
  state: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  via: z.enum(['deep-link', 'loopback']),
  resource: z.string().optional(),
  scopes: z.array(z.string()),
  /** What the next sign-in asks for where these are refused; absent when nothing is left. */
  nextScopes: z.array(z.string()).optional(),
  /** A refresh token was asked for. */
  asksForRefresh: z.boolean().optional(),
  /** It carries a parameter that only guessed how the service gives refresh tokens. */
  hasGuess: z.boolean().optional(),
  /** The redirect address, as a way that can be taken again. */
  way: redirectWaySchema.optional(),
  renewalParameters: z.record(z.string(), z.string()).optional(),
  authorizationServer: authorizationServerSchema,
  client: clientIdentitySchema,
  authorizationUrl: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
});
export type FlowRecord = Readonly<z.infer<typeof flowRecordSchema>>;

/** Reads a flow as it was stored; undefined when it is damaged. */
export function parseFlow(text: string): FlowRecord | undefined {
  try {
    return flowRecordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Where a sign-in stands, free of secrets. */
export type FlowStatus =
  | { readonly kind: 'pending'; readonly expiresAt: number }
  | { readonly kind: 'completed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'failed'; readonly failure: AuthFailure };

/** A sign-in as others see it. */
export interface FlowView {
  readonly flowId: string;
  readonly owner: string;
  readonly serverName: string;
  readonly status: FlowStatus;
}

/**
 * Checks who an answer comes from (RFC 9207 section 2.4): the issuer of the flow, by the name its
 * metadata give it; and
 * it must say so when its metadata promise it. Where the issuer was assumed from fixed endpoints,
 * their origins are all there is to compare with.
 */
export function isFromIssuer(
  { authorizationServer: server }: Pick<FlowRecord, 'authorizationServer'>,
  iss: string | undefined,
): boolean {
  if (iss === undefined) return !server.sendsIss;
  if (!server.isIssuerAssumed) return isNamedIssuer(server.namedIssuer ?? server.issuer, iss);
  const origins = [server.authorizationEndpoint, server.tokenEndpoint].map(
    (url) => new URL(url).origin,
  );
  const named = parseUrl(iss);
  return named !== undefined && origins.includes(named.origin);
}
