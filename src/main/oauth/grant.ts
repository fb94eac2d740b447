import { z } from 'zod';

import { clientIdentitySchema } from './client-identity.ts';
import type { IssuedTokens } from './token-answer.ts';

/** What one sign-in gave us: tokens, and all it takes to renew and revoke them. */
export const grantSchema = z.object({
  serverUrl: z.string(),
  resource: z.string(),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.string().optional(),
  /** The person fixed the endpoints themselves. */
  isPinned: z.boolean(),
  client: clientIdentitySchema,
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  scopes: z.array(z.string()),
  /** How the answer came back, to begin with next time. */
  via: z.enum(['deep-link', 'loopback']),
  signedInAt: z.number(),
  obtainedAt: z.number(),
  expiresAt: z.number().optional(),
});
export type Grant = Readonly<z.infer<typeof grantSchema>>;

/** Reads a grant as it was stored; undefined when it is damaged or of another kind. */
export function parseGrant(text: string): Grant | undefined {
  try {
    return grantSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
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
