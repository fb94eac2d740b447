import { z } from 'zod';

import { own } from '../../shared/util/own.ts';
import { plain } from './auth-failure.ts';
import { jwtClaims } from './token-lifetime.ts';

/** Whose account a sign-in belongs to, in the words of the service; never a guess. */
export const accountIdentitySchema = z.object({
  /** Name or e-mail address, for a person to read. */
  name: z.string().max(300).optional(),
  /** `sub`: the account, as the issuer counts it. */
  subject: z.string().max(300).optional(),
  /** The organisation the account belongs to, where the service has several. */
  tenant: z.string().max(300).optional(),
});
export type AccountIdentity = Readonly<z.infer<typeof accountIdentitySchema>>;

type Claims = Readonly<Record<string, unknown>>;

const naming = ['email', 'preferred_username', 'upn', 'name', 'login', 'username'] as const;
const tenants = ['tid', 'org_id', 'hd', 'tenant_id'] as const;

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? plain(value) : '';
  return text === '' ? undefined : text.slice(0, 300);
}

/** Reads an account out of claims (OpenID Connect Core section 5.1); undefined when nothing is told. */
export function accountOfClaims(claims: Claims): AccountIdentity | undefined {
  const first = (names: readonly string[]) =>
    names.map((name) => textOf(own(claims, name))).find((text) => text !== undefined);
  const account = {
    name: first(naming),
    subject: textOf(claims['sub']),
    tenant: first(tenants),
  };
  return Object.values(account).some((value) => value !== undefined) ? account : undefined;
}

/**
 * Reads an ID token that came straight from the token endpoint, where its signature adds nothing
 * (OpenID Connect Core section 3.1.3.7): it must be for this client.
 */
export function accountOfIdToken(
  idToken: string | undefined,
  clientId: string,
): AccountIdentity | undefined {
  const claims = idToken === undefined ? undefined : jwtClaims(idToken);
  if (claims === undefined) return undefined;
  const { aud } = claims;
  const isForUs = Array.isArray(aud) ? aud.includes(clientId) : aud === clientId;
  return isForUs ? accountOfClaims(claims) : undefined;
}

/** Whether two sign-ins are known to belong to different accounts or organisations. */
export function isOtherAccount(
  before: AccountIdentity | undefined,
  after: AccountIdentity | undefined,
): boolean {
  const differs = (name: 'subject' | 'tenant') =>
    before?.[name] !== undefined && after?.[name] !== undefined && before[name] !== after[name];
  return differs('tenant') || differs('subject');
}
