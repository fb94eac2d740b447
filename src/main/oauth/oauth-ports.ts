import type { Result } from '../../shared/util/result.ts';
import type { SecretError } from '../ports.ts';
import type { AuthFailure } from './auth-failure.ts';

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
}

/** Where servers are looked up; undefined for a name that does not exist (any more). */
export interface ProtectedServers {
  resolve(name: string): Promise<Result<ProtectedServer | undefined, SecretError>>;
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
}

/** What came back; a body that is not a JSON object counts as none. */
export interface OAuthAnswer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>> | undefined;
  readonly wwwAuthenticate?: string;
  readonly retryAfterMs?: number;
}

/** Why nothing came back. */
export type OAuthHttpError =
  /** We do not go there: the address, or a redirect, is not for a stranger to choose. */
  | { readonly kind: 'address-refused'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'too-large'; readonly detail: string }
  | { readonly kind: 'aborted' };

/** HTTP for sign-in: bounded in bytes and time, never to an address a stranger may not name. */
export interface OAuthHttp {
  /** Whether whoever named this address may name it, judged by its form. */
  isAllowed(url: string, namedBy: NamedBy): boolean;
  send(request: OAuthRequest, signal: AbortSignal): Promise<Result<OAuthAnswer, OAuthHttpError>>;
}

/** What a record is about; these texts name it and are bound to its ciphertext. */
export interface RecordKey {
  readonly kind: 'grant' | 'client' | 'flow';
  /** Grant: owner and server name. Client: issuer. Flow: flow id. */
  readonly parts: readonly string[];
}

/** A secret text, and one more plain text bound to it, e.g. the issuer. */
export interface OAuthRecord {
  readonly bound: string;
  readonly text: string;
}

/** Why a record could not be read or written; nothing is ever deleted because of it. */
export interface RecordError {
  readonly code: string;
  readonly detail: string;
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
export interface LoopbackDoor {
  /** `http://127.0.0.1:<port>/callback`. */
  readonly redirectUri: string;
  close(): Promise<void>;
}

/** Opens such doors; `preferredPort` is taken when it is free. */
export interface LoopbackDoors {
  open(
    onAnswer: (url: string) => Promise<CallbackVerdict>,
    options: { readonly preferredPort?: number },
  ): Promise<Result<LoopbackDoor, { readonly detail: string }>>;
}

/** How a session signs its requests; `own-key` where the person's own key is sent instead. */
export interface ServerAuthorization {
  readonly source: AuthorizationSource;
  /** The person said that this server is to be used signed in, even if it lets everybody in. */
  readonly isRequired: boolean;
}

/** Finds the authorization of a server at the address it is about to be contacted at. */
export type AuthorizeServer = (
  serverName: string,
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
}
