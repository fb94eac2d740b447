import { z } from 'zod';

import { own, without } from '../../../shared/util/own.ts';
import { isOtherAccount } from '../account-identity.ts';
import { grantSchema } from '../grant.ts';
import type { Grant } from '../grant.ts';
import { isSameIssuer } from '../issuer-name.ts';

const tokenSchema = z.object({
  accessToken: z.string(),
  scopes: z.array(z.string()),
  obtainedAt: z.number(),
  expiresAt: z.number().optional(),
});

/** One server that uses a shared sign-in, and what it asks for out of it. */
const memberSchema = z.object({
  serverUrl: z.string(),
  resource: z.string().optional(),
  requested: z.array(z.string()),
  /** The client a person has entered for this very server. */
  clientId: z.string().optional(),
  label: z.string().optional(),
  via: z.enum(['deep-link', 'loopback']),
});
export type SharingMember = Readonly<z.infer<typeof memberSchema>>;

/**
 * One sign-in that several servers use because a person said so: one refresh token, and an access
 * token for each resource and set of scopes that any of them asks for.
 */
export const sharedGrantSchema = z.object({
  id: z.string(),
  /** What was signed in for; the refresh token is here and nowhere else. */
  base: grantSchema
    .omit({ serverUrl: true, accessToken: true, scopes: true, obtainedAt: true })
    .omit({ expiresAt: true, label: true, via: true }),
  /** The service has ended it; who uses it is kept, so that one new sign-in serves all again. */
  isEnded: z.boolean(),
  tokens: z.record(z.string(), tokenSchema),
  /** By server name. */
  members: z.record(z.string(), memberSchema),
});
export type SharedGrant = Readonly<z.infer<typeof sharedGrantSchema>>;

const linkSchema = z.object({ sharedBy: z.string() });

/** What stands in place of a grant of a server's own: the id of the one it shares. */
export function linkText(id: string): string {
  return JSON.stringify({ sharedBy: id });
}

/** The id in a link; undefined when the text is something else, e.g. a grant. */
export function parseLink(text: string): string | undefined {
  return parsed(linkSchema, text)?.sharedBy;
}

/** Reads a shared grant as it was stored; undefined when it is damaged. */
export function parseSharedGrant(text: string): SharedGrant | undefined {
  return parsed(sharedGrantSchema, text);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What an access token is for; the same for all that may use the very same one. */
export function needKey(need: {
  readonly resource?: string | undefined;
  readonly requested: readonly string[];
}): string {
  return JSON.stringify([need.resource ?? null, [...new Set(need.requested)].sort()]);
}

/** What was asked for when the grant was made. */
export function requestedOf(grant: Pick<Grant, 'requested' | 'scopes'>): string[] {
  return [...(grant.requested ?? grant.scopes)];
}

/** A shared grant with one member so far: whoever signed in. */
export function foundedBy(id: string, name: string, grant: Grant): SharedGrant {
  const nobody = { id, base: baseOf(grant), isEnded: false, tokens: {}, members: {} };
  return servedAnew(nobody, name, grant);
}

function baseOf(grant: Grant): SharedGrant['base'] {
  const { serverUrl: _url, accessToken: _token, scopes: _scopes, obtainedAt: _at, ...rest } = grant;
  const { expiresAt: _end, label: _label, via: _via, shared: _shared, ...base } = rest;
  return { ...base, requested: requestedOf(grant) };
}

/** What the server of a grant asks for out of it. */
export function memberOf(grant: Grant): SharingMember {
  const { serverUrl, resource, label, via, shared, client } = grant;
  const byHand = client.kind === 'pre-registered' ? client.clientId : undefined;
  const clientId = shared === undefined ? byHand : shared.clientId;
  return {
    serverUrl,
    ...(resource === undefined ? {} : { resource }),
    requested: requestedOf(grant),
    ...(clientId === undefined ? {} : { clientId }),
    ...(label === undefined ? {} : { label }),
    via,
  };
}

/** The grant as one member sees it; undefined where it is none, or the sign-in has ended. */
export function grantFor(share: SharedGrant, name: string): Grant | undefined {
  const member = own(share.members, name);
  if (member === undefined || share.isEnded) return undefined;
  const { clientId, resource, requested, ...rest } = member;
  const token = own(share.tokens, needKey(member));
  const { resource: _of, ...base } = share.base;
  return {
    ...base,
    ...rest,
    ...(resource === undefined ? {} : { resource }),
    requested,
    // A member without a token of its kind has one that ran out long ago.
    ...(token ?? { accessToken: '', scopes: requested, obtainedAt: 0, expiresAt: 0 }),
    shared: { id: share.id, isStrict: isStrict(share, member), clientId },
  };
}

/** Whether a member asks for something else than the sign-in was made for. */
function isStrict({ base }: SharedGrant, member: SharingMember): boolean {
  const { resource, requested = [] } = base;
  return needKey(member) !== needKey({ resource, requested });
}

/** The shared grant after a member has renewed or named it. */
export function withRenewed(share: SharedGrant, name: string, grant: Grant): SharedGrant {
  const { refreshToken, accessToken, scopes, obtainedAt, expiresAt, label } = grant;
  const before = own(share.members, name);
  if (before === undefined) return share;
  const { label: _former, ...member } = before;
  const token = { accessToken, scopes, obtainedAt, expiresAt };
  const isToken = accessToken !== '';
  return pruned({
    ...share,
    base: { ...share.base, refreshToken },
    tokens: isToken ? { ...share.tokens, [needKey(member)]: token } : share.tokens,
    members: { ...share.members, [name]: { ...member, ...(label && { label }) } },
  });
}

/** The shared grant after the service gave out another refresh token, and no token worth keeping. */
export function withRefreshToken(
  share: SharedGrant,
  refreshToken: string | undefined,
): SharedGrant {
  return { ...share, base: { ...share.base, refreshToken } };
}

/** The shared grant with one more member. */
export function withMember(share: SharedGrant, name: string, member: SharingMember): SharedGrant {
  return { ...share, members: { ...share.members, [name]: member } };
}

/** The shared grant without a member. */
export function withoutMember(share: SharedGrant, name: string): SharedGrant {
  return pruned({ ...share, members: without(share.members, name) });
}

/** What is left of a shared grant that the service has ended. */
export function ended(share: SharedGrant): SharedGrant {
  const { refreshToken: _gone, ...base } = share.base;
  return { ...share, base, isEnded: true, tokens: {} };
}

/** Keeps the tokens that some member asks for. */
function pruned(share: SharedGrant): SharedGrant {
  const needed = new Set(Object.values(share.members).map(needKey));
  const tokens = Object.entries(share.tokens).filter(([key]) => needed.has(key));
  return { ...share, tokens: Object.fromEntries(tokens) };
}

/**
 * Whether a member's new sign-in may serve all members. It may where the old one has ended and
 * nothing says that another account came back, or where both are known to be of one account.
 */
export function mayServeAll(share: SharedGrant, name: string, grant: Grant): boolean {
  const member = own(share.members, name);
  if (member?.serverUrl !== grant.serverUrl) return false;
  if (!isSameIssuer(share.base.issuer, grant.issuer)) return false;
  if (isOtherAccount(share.base.account, grant.account)) return false;
  const subject = share.base.account?.subject;
  const isKnown = subject !== undefined && subject === grant.account?.subject;
  return share.isEnded || (isKnown && !isStrict(share, member));
}

/** The shared grant after `name` has signed in anew. */
export function servedAnew(share: SharedGrant, name: string, grant: Grant): SharedGrant {
  const { accessToken, scopes, obtainedAt, expiresAt } = grant;
  const token = { accessToken, scopes: [...scopes], obtainedAt, expiresAt };
  const member = memberOf(grant);
  return pruned({
    ...share,
    base: baseOf(grant),
    isEnded: false,
    tokens: { ...share.tokens, [needKey(member)]: token },
    members: { ...share.members, [name]: member },
  });
}
