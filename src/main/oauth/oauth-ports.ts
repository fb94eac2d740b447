import type { RedirectWay, TokenMethod } from '../../shared/domain/sign-in-settings.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import type { AuthFailure } from './auth-failure.ts';
import type { ProxyFact, RecordError } from './oauth-faults.ts';

/** A server that may want a token, as far as signing in is concerned; read at the moment of use. */
export interface ProtectedServer {
  readonly name: string;
  /** Its address with variables filled in. A token is only ever sent to the address it is for. */
  readonly url: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scopes?: readonly string[];
  /** Endpoints the person has fixed; both or none. */
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  /** The authorization server the person named: client id and secret go to no other. */
  readonly issuer?: string;
  /** The redirect address a client registered by hand was registered with. */
  readonly redirect?: RedirectWay;
  /** More parameters for the authorization endpoint, e.g. an audience. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Headers for the token endpoint; secrets like the client's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the client's secret is sent, whatever the metadata say. */
  readonly tokenMethod?: TokenMethod;
  /** Where sign-ins are revoked, whatever the metadata say. */
  readonly revocationUrl?: string;
}

/** Whose sign-in to which server. */
export interface GrantName {
  /** The id of a profile. */
  readonly owner: string;
  readonly serverName: string;
}

/** Where servers are looked up, as an owner has them; undefined for one that is not there (any more). */
export interface ProtectedServers {
  resolve(name: GrantName): Promise<Result<ProtectedServer | undefined, SecretError>>;
}

/** Who chose an address: the person, or the server at `serverUrl` (or what it referred to). */
export type NamedBy =
  { readonly kind: 'person' } | { readonly kind: 'server'; readonly serverUrl: string };

/** One request to a metadata, registration, token or revocation endpoint. */
export interface OAuthRequest {
  readonly url: string;
  readonly namedBy: NamedBy;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a POST in the form encoding. */
  readonly form?: URLSearchParams;
  /** Sent as a POST in JSON. */
  readonly json?: unknown;
  /** The whole exchange; the usual limit if absent. */
  readonly timeoutMs?: number;
}

/** What came back; a body that is not a JSON object counts as none. */
export interface OAuthAnswer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>> | undefined;
  /** The body where it is form-encoded instead, as some token endpoints answer. */
  readonly form?: Readonly<Record<string, string>>;
  readonly wwwAuthenticate?: string;
  readonly retryAfterMs?: number;
  /** The time of the answer by the clock of whoever gave it, epoch ms. */
  readonly dateMs?: number;
}

/** What a page says to a visitor without cookies; nothing it refers to was followed. */
export interface PageLook {
  readonly status: number;
  /** Where it would send a browser. */
  readonly location: string | undefined;
  /** The page itself where the status is 4xx, else empty. */
  readonly text: string;
  /** A protection against robots answered in place of the page. */
  readonly isChallenged: boolean;
}

/** Why nothing came back. */
export type OAuthHttpError =
  /** We do not go there: the address, or a redirect, is not for a stranger to choose. */
  | { readonly kind: 'address-refused'; readonly detail: string }
  | {
      readonly kind: 'unreachable';
      readonly detail: string;
      /** It ended at the proxy on the way. */
      readonly proxy?: ProxyFact;
    }
  | { readonly kind: 'too-large'; readonly detail: string }
  | { readonly kind: 'aborted' };

/** HTTP for sign-in: bounded in bytes and time, never to an address a stranger may not name. */
export interface OAuthHttp {
  /** Whether whoever named this address may name it, judged by its form. */
  isAllowed(url: string, namedBy: NamedBy): boolean;
  send(request: OAuthRequest, signal: AbortSignal): Promise<Result<OAuthAnswer, OAuthHttpError>>;
  /** Looks at a page once, as a browser without cookies would, and follows nothing. */
  look(
    url: string,
    namedBy: NamedBy,
    signal: AbortSignal,
  ): Promise<Result<PageLook, OAuthHttpError>>;
}

/** What a record is about; these texts name it and are bound to its ciphertext. */
export interface RecordKey {
  readonly kind: 'grant' | 'shared' | 'client' | 'flow' | 'habits' | 'decision';
  /** Grant: owner and server name. Shared: owner and id. Client, habits: issuer. Flow: flow id. Decision: server name. */
  readonly parts: readonly string[];
}

/** A secret text, and one more plain text bound to it, e.g. the issuer. */
export interface OAuthRecord {
  readonly bound: string;
  readonly text: string;
}

/** A record that is there. */
export interface KeptRecord {
  readonly key: RecordKey;
  readonly isReadable: boolean;
}

/** Encrypted records that several processes may share. */
export interface OAuthRecords {
  read(key: RecordKey): Promise<Result<OAuthRecord | undefined, RecordError>>;
  /** Resolves after the record survives a power cut; on failure the old one is intact. */
  write(key: RecordKey, record: OAuthRecord): Promise<Result<void, RecordError>>;
  remove(key: RecordKey): Promise<void>;
  /** Every key of a kind; those that cannot be decrypted included. */
  list(kind: RecordKey['kind']): Promise<Result<readonly RecordKey[], RecordError>>;
  /** The names of what is kept of a kind, under any key; asks for no key. */
  names(kind: RecordKey['kind']): Promise<readonly RecordKey[]>;
  /** What is kept of a kind, under any key, and whether it can be opened now. */
  overview(kind: RecordKey['kind']): Promise<readonly KeptRecord[]>;
  /** Removes every record, those that cannot be opened included, and the key. */
  clear(): Promise<Result<void, RecordError>>;
  /** Runs `work` while no other process runs any for this key. */
  exclusively<T>(
    key: RecordKey,
    work: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<Result<T, RecordError>>;
}

/** Opens the person's own browser; false when that did not work. */
export interface BrowserOpener {
  open(url: string): Promise<boolean>;
}

/** Told a listener what the answer in its address led to, for the page it shows. */
export type CallbackVerdict = 'completed' | 'failed' | 'unknown';

/** A door on loopback through which one answer of an authorization server comes in. */
export interface LoopbackListener {
  /** `http://<host>:<port><path>`. */
  readonly redirectUri: string;
  close(): Promise<void>;
}

/** Which door to open. */
export interface DoorOptions {
  /** Taken when it is free. */
  readonly preferredPort?: number;
  /** By which name the browser comes; `127.0.0.1` if absent. */
  readonly host?: '127.0.0.1' | 'localhost';
  /** `/callback` if absent. */
  readonly path?: string;
}

/** Opens such doors. */
export interface LoopbackListeners {
  open(
    onAnswer: (url: string) => Promise<CallbackVerdict>,
    options: DoorOptions,
  ): Promise<Result<LoopbackListener, { readonly detail: string }>>;
}

/** How a session signs its requests; `own-key` where the person's own key is sent instead. */
export interface ServerAuthorization {
  readonly source: AuthorizationSource;
  /** The person said that this server is to be used signed in, even if it lets everybody in. */
  readonly isRequired: boolean;
}

/** Finds an owner's authorization of a server at the address it is about to be contacted at. */
export type AuthorizeServer = (
  name: GrantName,
  url: string,
) => Promise<ServerAuthorization | 'own-key'>;

/** What a session needs to know about being signed in. */
export interface AuthorizationSource {
  /**
   * The access token to send, undefined when there is none (the server may be open). Renewed ahead
   * of its expiry; parallel calls share one renewal. Never opens a browser.
   */
  token(signal: AbortSignal): Promise<Result<string | undefined, AuthFailure>>;
  /** The token right now if it needs no renewal, without waiting. */
  peek(): string | undefined;
  /**
   * The server answered 401, or 403 with `insufficient_scope`, to a request with `token`. `retry`
   * means that `token()` now gives another one.
   */
  onUnauthorized(
    refusal: { readonly wwwAuthenticate: string | undefined; readonly token: string | undefined },
    signal: AbortSignal,
  ): Promise<'retry' | AuthFailure>;
  /**
   * Whether a refusal without a word (403 and no challenge) may mean that `token` has ended: nobody
   * said when it would, it is not new, and it can be renewed.
   */
  mayHaveEnded(token: string): boolean;
  /** The server has taken a request with `token`. */
  onAccepted(token: string): void;
}
