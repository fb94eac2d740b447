import type { HandMadeClient } from '../../odd-services/odd-case.ts';
import { json } from '../../odd-services/service.ts';
import type { Json, OddService, Reply } from '../../odd-services/service.ts';

/** How signing in to a provider ends. */
export type Verdict = 'in' | 'in after one decision' | 'refused, and said so';

/** A sign-in service with all that is known of how it behaves. */
export interface Provider {
  readonly id: string;
  /** Its line in docs/services.md. */
  readonly name: string;
  readonly oddities: string;
  readonly verdict: Verdict;
  /** What the verdict is meant with. */
  readonly note?: string;
  /** Where its behaviour is written down. */
  readonly source: string;
  /** Names of the authorization server, the MCP server, and what else leads to the former. */
  readonly hosts: {
    readonly authority: string;
    readonly resource: string;
    readonly more?: readonly string[];
  };
  readonly path: string;
  readonly client?: HandMadeClient;
  /** Clicks it takes to be in; one if absent. */
  readonly clicks?: number;
  readonly model: (service: OddService) => void;
  /** What a renewal is answered once the refresh token is dead. */
  readonly dead: Reply;
}

/** The client of whoever registered one by hand. */
export const handMadeId = 'made-by-hand';

type Words = Readonly<Record<string, string>>;
type Objection = ReturnType<OddService['page']>;

/** What an honest provider checks before it shows its page: client, PKCE, redirect address. */
export function strictPage(
  s: OddService,
  more: (asked: Words) => Objection = () => undefined,
): void {
  s.page = (asked) => {
    if (!s.clients.has(asked['client_id'] ?? '')) return { page: 'unknown client' };
    if (asked['response_type'] !== 'code') return { page: 'unsupported_response_type' };
    if (asked['code_challenge_method'] !== 'S256') return { page: 'no PKCE' };
    return more(asked);
  };
}

/** What an honest provider checks before it gives out tokens: who asks, and with which secret. */
export function strictToken(
  s: OddService,
  more: (form: Words, isRefresh: boolean) => Reply | undefined = () => undefined,
): void {
  s.token = (form, { authorization }) => {
    const [id, secret] = credentialsOf(form, authorization);
    const client = s.clients.get(id);
    if (client === undefined || (client.secret ?? '') !== secret) {
      return s.refused('invalid_client', 'client authentication failed');
    }
    return more(form, form['grant_type'] === 'refresh_token');
  };
}

function credentialsOf(form: Words, authorization: string | undefined): readonly [string, string] {
  const basic = /^Basic (.*)$/.exec(authorization ?? '')?.[1];
  if (basic === undefined) return [form['client_id'] ?? '', form['client_secret'] ?? ''];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  const decoded = new URLSearchParams(`a=${id}&b=${secret}`);
  return [decoded.get('a') ?? '', decoded.get('b') ?? ''];
}

/** Makes the client that was entered in its console, and takes registration away. */
export function onlyByHand(s: OddService, redirectUris: readonly string[], secret?: string): void {
  s.clients.set(handMadeId, { redirectUris, ...(secret === undefined ? {} : { secret }) });
  withMetadata(s, { registration_endpoint: undefined });
}

/** Changes members of its metadata; undefined takes one away. */
export function withMetadata(s: OddService, changes: Json): void {
  const { metadata } = s;
  s.metadata = () => ({ ...metadata(), ...changes });
}

/** Registers only clients whose every redirect address is one of these, whatever the port. */
export function registersOnly(s: OddService, isTaken: (uri: string) => boolean, no: Reply): void {
  const { register } = s;
  s.register = (wish) =>
    (wish['redirect_uris'] as readonly string[]).every(isTaken) ? register(wish) : no;
}

/** Whether an address is one on this computer. */
export function isOnLoopback(uri: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(uri);
}

/** A resource that names its authorization servers and scopes. */
export function namesIssuer(s: OddService, issuer: string, scopes?: readonly string[]): void {
  s.resourceMetadata = () => ({
    resource: s.resource + s.path,
    authorization_servers: [issuer],
    ...(scopes === undefined ? {} : { scopes_supported: scopes }),
  });
}

/** The metadata of the authorization server lie at this path alone. */
export function liesAt(s: OddService, path: string): void {
  s.atAuthority = (asked) => (asked === path ? s.metadata() : undefined);
}

/** The token answer with more members, or without some (undefined). */
export function answers(s: OddService, shape: (tokens: Json) => Json): void {
  s.issued = (tokens) => json(200, shape(tokens));
}

/** Gives refresh tokens only where `isAsked` says so of the page's request. */
export function refreshOnlyIf(s: OddService, isAsked: (asked: Words) => boolean): void {
  const { page } = s;
  s.page = (asked) => {
    const objection = page(asked);
    if (objection === undefined) s.givesRefresh = isAsked(asked);
    return objection;
  };
}

/** Whether the scope of a request names this. */
export function hasScope({ scope = '' }: Words, name: string): boolean {
  return scope.split(' ').includes(name);
}
