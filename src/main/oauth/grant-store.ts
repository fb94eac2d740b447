import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';

import type { AuthFailure } from './auth-failure.ts';
import { freshnessOf, renewedGrant } from './grant.ts';
import type { Freshness, Grant } from './grant.ts';
import { NewTokenWatch } from './new-token.ts';
import type { OAuthRecords } from './oauth-ports.ts';
import { isSameText } from './pkce.ts';
import { RenewalRest } from './renewal-rest.ts';
import { GrantPlace } from './sharing/grant-place.ts';
import type { ShareBook } from './sharing/share-book.ts';
import type { TokenEndpoint } from './token-endpoint.ts';
import type { TokenFailure } from './token-failure.ts';

/** What the keepers of all grants share. */
export interface GrantStoreDeps {
  readonly records: OAuthRecords;
  readonly shares: ShareBook;
  readonly endpoint: TokenEndpoint;
  readonly clock: Clock;
  readonly random: Pick<Random, 'next'>;
  readonly logger: Logger;
  /** A registered client turned out to be unknown to its issuer. */
  readonly onClientRejected: (issuer: string, clientId: string) => Promise<void>;
  /** A refresh token turned out to be dead at its issuer. */
  readonly onRefreshLost: (issuer: string) => Promise<void>;
}

/**
 * Keeps the grant of one owner and server: in memory for the fast path, in the records for good. At
 * most one renewal is under way, in this process and in all that share the records; a new token is
 * in the records before anybody gets it.
 */
export class GrantStore {
  readonly #deps: GrantStoreDeps;
  /** Where the grant lies. */
  readonly place: GrantPlace;
  readonly #lifetime = new AbortController();
  #grant: Grant | undefined;
  #isLoaded = false;
  #loading: Promise<Result<void, AuthFailure>> | undefined;
  #renewing: Promise<Result<Grant, AuthFailure>> | undefined;
  #jitter: number;
  readonly #rest: RenewalRest;
  /** The latest token until a server has taken it. */
  readonly newToken: NewTokenWatch;

  constructor(deps: GrantStoreDeps, owner: string, serverName: string) {
    this.#deps = deps;
    this.place = new GrantPlace(deps.records, deps.shares, owner, serverName);
    this.#jitter = deps.random.next();
    this.#rest = new RenewalRest(deps.clock);
    this.newToken = new NewTokenWatch(deps.clock);
  }

  /** The grant in memory; undefined also while it was not read yet. */
  get grant(): Grant | undefined {
    return this.#grant;
  }

  /** What can be done with `grant` now. */
  freshness(grant: Grant): Freshness {
    return freshnessOf(grant, this.#deps.clock.now(), this.#jitter);
  }

  /** Reads the grant from the records, once. */
  async load(): Promise<Result<Grant | undefined, AuthFailure>> {
    if (!this.#isLoaded) {
      this.#loading ??= this.#read().finally(() => (this.#loading = undefined));
      const loaded = await this.#loading;
      if (!loaded.ok) return loaded;
    }
    return ok(this.#grant);
  }

  async #read(): Promise<Result<void, AuthFailure>> {
    const read = await this.place.read();
    if (!read.ok) return read;
    if (!this.#isLoaded) this.#adopt(read.value);
    return ok(undefined);
  }

  #adopt(grant: Grant | undefined): void {
    this.#grant = grant;
    this.#isLoaded = true;
    this.#jitter = this.#deps.random.next();
    this.#rest.clear();
  }

  /** Puts a new grant in place of whatever there was; durable when it resolves with success. */
  async replace(grant: Grant): Promise<Result<void, AuthFailure>> {
    const written = await this.#anew(() => this.place.replace(grant));
    if (written.ok) this.newToken.begin(grant.accessToken, 'sign-in');
    return written;
  }

  /** Puts back what was taken out with `take`. */
  putBack(grant: Grant): Promise<Result<void, AuthFailure>> {
    return this.#anew(() => this.place.putBack(grant));
  }

  /** Writes, and goes on with what is stored then. */
  #anew(write: () => Promise<Result<void, AuthFailure>>): Promise<Result<void, AuthFailure>> {
    return this.#exclusively(async () => {
      const written = await write();
      return written.ok ? this.reload() : written;
    });
  }

  async #write(grant: Grant, replaces?: string): Promise<Result<void, AuthFailure>> {
    const written = await this.place.update(grant, replaces);
    if (written.ok) this.#adopt(grant);
    return written;
  }

  /** Keeps what the person calls this account, nothing for an empty text; false where none is kept. */
  name(label: string): Promise<Result<boolean, AuthFailure>> {
    return this.#exclusively(async (): Promise<Result<boolean, AuthFailure>> => {
      const stored = await this.place.read();
      if (!stored.ok) return stored;
      if (stored.value === undefined) return ok(false);
      const { label: _former, ...grant } = stored.value;
      const written = await this.#write(label === '' ? grant : { ...grant, label });
      return written.ok ? ok(true) : written;
    });
  }

  /** Reads the grant anew: it was changed from elsewhere. */
  async reload(): Promise<Result<void, AuthFailure>> {
    const stored = await this.place.read();
    if (stored.ok) this.#adopt(stored.value);
    return stored.ok ? ok(undefined) : stored;
  }

  /** Takes the grant out of memory and records; it can be put back in this run. */
  async take(): Promise<Grant | undefined> {
    await this.settle();
    const before = this.#grant;
    this.#adopt(undefined);
    const taken = await this.#exclusively(async () => {
      const grant = await this.place.take();
      this.#adopt(undefined);
      return ok(grant);
    });
    return taken.ok ? (taken.value ?? before) : before;
  }

  /** Forgets that renewing failed a moment ago, since somebody wants to try again right now. */
  retryNow(): void {
    this.#rest.lift();
  }

  /**
   * Renews the grant, or takes over what another process has renewed meanwhile. `refused` is the
   * token that the server does not take; without it, a token that is still fresh in the records is
   * good enough. A caller that gives up does not stop it.
   */
  renew(refused?: string): Promise<Result<Grant, AuthFailure>> {
    const { answer } = this.#rest;
    if (answer !== undefined) return Promise.resolve(err(answer));
    this.#renewing ??= this.#renew(refused).finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  async #renew(refused: string | undefined): Promise<Result<Grant, AuthFailure>> {
    this.#rest.lift();
    const result = await this.#exclusively(() => this.#renewAlone(refused));
    if (!result.ok) this.#rest.afterOutage(result.error);
    return result;
  }

  async #renewAlone(refused: string | undefined): Promise<Result<Grant, AuthFailure>> {
    // A refresh token whose renewal was not saved is spent: asking with it again would end the grant.
    const late = await this.place.saveLate();
    if (!late.ok) return this.#notSaved(late.error);
    const stored = await this.place.read();
    if (!stored.ok) return stored;
    const grant = stored.value;
    const before = this.#grant;
    if (grant === undefined) {
      this.#adopt(undefined);
      return err({ kind: 'needs-sign-in', reason: 'no-token' });
    }
    const isOther = grant.accessToken !== (refused ?? before?.accessToken);
    if (isOther) this.#adopt(grant);
    if (isOther && this.freshness(grant) === 'fresh') return ok(grant);
    if (grant.refreshToken === undefined) {
      const reason = refused === undefined ? 'expired' : 'rejected';
      return err({ kind: 'needs-sign-in', reason });
    }
    const issued = await this.#deps.endpoint.refresh(grant, this.#lifetime.signal);
    if (!issued.ok) return this.#notRenewed(grant, issued.error);
    const now = this.#deps.clock.now();
    const renewed = renewedGrant(grant, issued.value, now);
    if (await this.place.isTooMuch(renewed, issued.value)) return this.#givenUp(renewed, grant);
    this.newToken.begin(renewed.accessToken, refused === undefined ? 'renewal' : 'refusal');
    return this.#saveRenewed(renewed, grant.refreshToken);
  }

  /** Saves before anybody gets it; what cannot be saved waits for the next attempt. */
  async #saveRenewed(grant: Grant, replaces: string): Promise<Result<Grant, AuthFailure>> {
    const written = await this.#write(grant, replaces);
    return written.ok ? ok(grant) : this.#notSaved(written.error);
  }

  /** The token is for another server: this one signs in by itself, whoever else shares goes on. */
  async #givenUp({ refreshToken }: Grant, before: Grant): Promise<Result<Grant, AuthFailure>> {
    await this.place.giveUp(refreshToken, before.refreshToken);
    this.#adopt(undefined);
    return err({ kind: 'needs-sign-in', reason: 'expired', scopes: before.requested });
  }

  #notSaved(failure: AuthFailure): Result<Grant, AuthFailure> {
    this.#deps.logger.error('a renewed token could not be saved', { reason: failure.kind });
    return err(failure);
  }

  async #notRenewed(grant: Grant, failure: TokenFailure): Promise<Result<Grant, AuthFailure>> {
    const { issuer, client, scopes } = grant;
    if (failure.kind === 'grant-ended') {
      await this.#deps.onRefreshLost(issuer);
      await this.#removeIfSame(grant);
      const { detail } = failure;
      return err({ kind: 'needs-sign-in', reason: 'grant-ended', scopes, detail });
    }
    // A client of the person's own is for them to mend; ours is registered anew.
    if (failure.kind === 'client-rejected' && client.kind !== 'pre-registered') {
      await this.#deps.onClientRejected(issuer, client.clientId);
      await this.#removeIfSame(grant);
      return err({ kind: 'needs-sign-in', reason: 'client-rejected', scopes });
    }
    return err(this.#rest.judge(failure));
  }

  /** Removes the grant unless another refresh token has taken its place. */
  async #removeIfSame(grant: Grant): Promise<void> {
    const stored = await this.place.read();
    const current = stored.ok ? stored.value?.refreshToken : undefined;
    const used = grant.refreshToken;
    if (current !== undefined && used !== undefined && !isSameText(current, used)) {
      return void (stored.ok && this.#adopt(stored.value));
    }
    await this.place.end(grant);
    this.#adopt(undefined);
  }

  #exclusively<T>(work: () => Promise<Result<T, AuthFailure>>): Promise<Result<T, AuthFailure>> {
    return this.place.exclusively(work, this.#lifetime.signal);
  }

  /** Waits for what is under way: a token that was given out must not get lost. */
  async settle(): Promise<void> {
    await this.#renewing?.catch(() => undefined);
  }

  /** Stops requests that are still under way. */
  dispose(): void {
    this.#lifetime.abort();
  }
}
