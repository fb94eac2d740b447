import { z } from 'zod';

import { accountIdentitySchema } from './account-identity.ts';
import { clientIdentitySchema } from './client-identity.ts';
import type { NamedBy } from './oauth-ports.ts';
import type { IssuedTokens } from './token-answer.ts';

/** What one sign-in gave us: tokens, and all it takes to renew and revoke them. */
export const grantSchema = z.object({
  serverUrl: z.string(),
  /** The parameter of RFC 8707; absent where the resource publishes no metadata. */
  resource: z.string().optional(),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.string().optional(),
  /** The person fixed the endpoints themselves. */
  isPinned: z.boolean(),
  client: clientIdentitySchema,
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** What was granted, in the service's own names. */
  scopes: z.array(z.string()),
  /** What was asked for; absent in grants of an older version. */
  requested: z.array(z.string()).optional(),
  /** What a renewal sends along, e.g. the audience a person has set. */
  renewalParameters: z.record(z.string(), z.string()).optional(),
  /** Whose account it is, where the service tells. */
  account: accountIdentitySchema.optional(),
  /** What the person calls this account. */
  label: z.string().optional(),
  /** How the answer came back, to begin with next time. */
  via: z.enum(['deep-link', 'loopback']),
  signedInAt: z.number(),
  obtainedAt: z.number(),
  expiresAt: z.number().optional(),
});

/** What a server that shares the sign-in of another has to keep to. */
export interface SharedUse {
  /** Which shared sign-in. */
  readonly id: string;
  /** It asks for something else than was signed in for: only ever by name, never for whatever comes. */
  readonly isStrict: boolean;
  /** The client a person has entered for this server, if any. */
  readonly clientId: string | undefined;
}

/** A grant; `shared` where other servers use the same sign-in. */
export type Grant = Readonly<z.infer<typeof grantSchema>> & { readonly shared?: SharedUse };

/** Reads a grant as it was stored; undefined when it is damaged or of another kind. */
export function parseGrant(text: string): Grant | undefined {
  try {
    return grantSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Who named the endpoints of a grant. */
export function namedByOf(grant: Pick<Grant, 'isPinned' | 'serverUrl'>): NamedBy {
  return grant.isPinned ? { kind: 'person' } : { kind: 'server', serverUrl: grant.serverUrl };
}

/** What can be done with the access token of a grant. */
export type Freshness =
  /** Use it. */
  | 'fresh'
  /** Renew it, though it still works. */
  | 'ending'
  | 'expired';

/** A token is renewed at most this long before it runs out, ms. */
const longestHeadStartMs = 60_000;

/**
 * Judges a token at `now`. It is to be renewed a minute (or a quarter of its life, if that is
 * less) before it runs out, up to half of that later by `jitter` in [0, 1), so that the tokens of
 * many servers are not all renewed at once.
 */
export function freshnessOf(
  grant: Pick<Grant, 'obtainedAt' | 'expiresAt'>,
  now: number,
  jitter: number,
): Freshness {
  const { expiresAt, obtainedAt } = grant;
  if (expiresAt === undefined) return 'fresh';
  if (now >= expiresAt) return 'expired';
  const headStartMs = Math.min(longestHeadStartMs, Math.max(0, expiresAt - obtainedAt) / 4);
  return now >= expiresAt - headStartMs * (1 - jitter / 2) ? 'ending' : 'fresh';
}

/** The grant after its tokens were renewed; what the answer leaves out stays as it was. */
export function renewedGrant(grant: Grant, tokens: IssuedTokens, now: number): Grant {
  return {
    ...grant,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? grant.refreshToken,
    scopes: tokens.scopes === undefined ? grant.scopes : [...tokens.scopes],
    obtainedAt: now,
    expiresAt: tokens.expiresAt,
  };
}
