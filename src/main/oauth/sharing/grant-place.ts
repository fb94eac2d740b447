import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { ofRecords } from '../auth-failure.ts';
import type { AuthFailure } from '../auth-failure.ts';
import { parseGrant } from '../grant.ts';
import type { Grant } from '../grant.ts';
import type { OAuthRecords, RecordKey } from '../oauth-ports.ts';
import type { IssuedTokens } from '../token-answer.ts';
import { isTooMuchFor } from './audience.ts';
import type { ShareBook } from './share-book.ts';
import {
  ended,
  grantFor,
  linkText,
  mayServeAll,
  memberOf,
  parseLink,
  servedAnew,
  withMember,
  withoutMember,
  withRefreshToken,
  withRenewed,
} from './shared-grant.ts';
import type { SharedGrant } from './shared-grant.ts';

type Done<T = void> = Promise<Result<T, AuthFailure>>;

/**
 * Where the grant of one owner and server lies: in a record of its own, or in one that it shares.
 * Whoever changes it does so within `exclusively`; that covers all that use the same refresh token.
 */
export class GrantPlace {
  readonly #records: OAuthRecords;
  readonly #shares: ShareBook;
  readonly #owner: string;
  readonly #name: string;
  readonly #key: RecordKey;
  /** A renewed grant of its own that the disk did not take, and the refresh token it came for. */
  #unsaved: { readonly grant: Grant; readonly replaces: string } | undefined;

  constructor(records: OAuthRecords, shares: ShareBook, owner: string, serverName: string) {
    this.#records = records;
    this.#shares = shares;
    this.#owner = owner;
    this.#name = serverName;
    this.#key = { kind: 'grant', parts: [owner, serverName] };
  }

  /** The grant as it is stored; undefined where there is none. */
  async read(): Done<Grant | undefined> {
    const record = ofRecords(await this.#records.read(this.#key));
    if (!record.ok) return record;
    if (record.value === undefined) return ok(undefined);
    const { text, bound } = record.value;
    const link = parseLink(text);
    if (link === undefined) {
      const grant = parseGrant(text);
      return ok(grant?.issuer === bound ? grant : undefined);
    }
    const share = await this.#shares.read(this.#owner, link);
    return share.ok ? ok(share.value && grantFor(share.value, this.#name)) : share;
  }

  /** The shared grant this server uses; undefined where it has one of its own or none. */
  async shared(): Done<SharedGrant | undefined> {
    const link = await this.#shares.linkOf(this.#owner, this.#name);
    if (!link.ok || link.value === undefined) return link.ok ? ok(undefined) : link;
    return this.#shares.read(this.#owner, link.value);
  }

  /** Runs `work` while nobody else, in any process, uses the same refresh token. */
  async exclusively<T>(work: () => Done<T>, signal: AbortSignal): Done<T> {
    for (;;) {
      const link = await this.#shares.linkOf(this.#owner, this.#name);
      if (!link.ok) return link;
      const id = link.value;
      const alone = async (): Promise<Result<T, AuthFailure> | 'moved'> => {
        // While we waited, the server may have come to share a grant, or to have its own.
        const now = await this.#shares.linkOf(this.#owner, this.#name);
        if (!now.ok) return now;
        return now.value === id ? work() : 'moved';
      };
      const done = ofRecords(
        id === undefined
          ? await this.#records.exclusively(this.#key, alone, signal)
          : await this.#shares.exclusively(this.#owner, id, alone, signal),
      );
      if (!done.ok) return done;
      if (done.value !== 'moved') return done.value;
    }
  }

  /**
   * Puts a new sign-in in place of whatever there was. Where the server shared one, the new one
   * serves all that share it only if it may (see {@link mayServeAll}); else it is the server's own.
   */
  async replace(grant: Grant): Done {
    const before = await this.shared();
    if (!before.ok) return before;
    const share = before.value;
    if (share !== undefined && mayServeAll(share, this.#name, grant)) {
      return this.#shares.write(this.#owner, servedAnew(share, this.#name, grant));
    }
    const written = await this.#writeOwn(grant);
    if (!written.ok || share === undefined) return written;
    return this.#shares.write(this.#owner, withoutMember(share, this.#name));
  }

  async #writeOwn({ shared: _shared, ...grant }: Grant): Done {
    const record = { bound: grant.issuer, text: JSON.stringify(grant) };
    return ofRecords(await this.#records.write(this.#key, record));
  }

  /** Saves a change of the grant that is there; one renewed with `replaces` is not lost on failure. */
  async update(grant: Grant, replaces?: string): Done {
    if (grant.shared === undefined) {
      const written = await this.#writeOwn(grant);
      const isLate = !written.ok && replaces !== undefined;
      this.#unsaved = isLate ? { grant, replaces } : undefined;
      return written;
    }
    const share = await this.#shares.read(this.#owner, grant.shared.id);
    if (!share.ok) return share;
    if (share.value === undefined) return ok(undefined);
    const renewed = withRenewed(share.value, this.#name, grant);
    return this.#shares.writeRenewed(this.#owner, renewed, replaces);
  }

  /** Saves what could not be saved before; until that works nobody may ask with what is stored. */
  async saveLate(): Done {
    const late = this.#unsaved;
    if (late !== undefined) {
      this.#unsaved = undefined;
      const stored = await this.read();
      if (!stored.ok) return stored;
      const isDue = stored.value?.refreshToken === late.replaces;
      return isDue ? this.update(late.grant, late.replaces) : ok(undefined);
    }
    const link = await this.#shares.linkOf(this.#owner, this.#name);
    if (!link.ok || link.value === undefined) return link.ok ? ok(undefined) : link;
    return this.#shares.saveLate(this.#owner, link.value);
  }

  /**
   * The service has ended the grant. A server that asked for something else than was signed in for
   * only loses its own part: what is said to it counts for nobody else.
   */
  async end(grant: Grant): Promise<void> {
    if (grant.shared?.isStrict === true) return this.leave();
    const share = await this.shared();
    if (share.ok && share.value !== undefined) {
      await this.#shares.write(this.#owner, ended(share.value));
    } else await this.#records.remove(this.#key);
  }

  /** Whether renewed tokens of a shared grant are not what this server may get (see `isTooMuchFor`). */
  async isTooMuch(grant: Grant, tokens: IssuedTokens): Promise<boolean> {
    if (grant.shared?.isStrict !== true) return false;
    const share = await this.shared();
    return !share.ok || share.value === undefined || isTooMuchFor(share.value, grant, tokens);
  }

  /** Leaves a shared grant for which the service has just given out another refresh token. */
  async giveUp(refreshToken: string | undefined, replaces: string | undefined): Promise<void> {
    const share = await this.shared();
    if (!share.ok || share.value === undefined) return;
    const left = withoutMember(withRefreshToken(share.value, refreshToken), this.#name);
    await this.#records.remove(this.#key);
    await this.#shares.writeRenewed(this.#owner, left, replaces);
  }

  /** Forgets the grant; those that share it go on. */
  async leave(): Promise<void> {
    const share = await this.shared();
    await this.#records.remove(this.#key);
    if (!share.ok || share.value === undefined) return;
    await this.#shares.write(this.#owner, withoutMember(share.value, this.#name));
  }

  /** As `leave`, so that it can be put back in this run; gives out what is no longer kept. */
  async take(): Promise<Grant | undefined> {
    const taken = await this.read();
    const share = await this.shared();
    if (share.ok && share.value !== undefined && !share.value.isEnded) {
      this.#shares.hold(this.#owner, share.value, this.#name);
    }
    await this.leave();
    return taken.ok ? taken.value : undefined;
  }

  /**
   * What is to be revoked of a grant that was taken out and will not come back; nothing while
   * another server uses it, or may come back to it.
   */
  async release(grant: Grant): Promise<Grant | undefined> {
    if (grant.shared === undefined) return grant;
    const { id } = grant.shared;
    const held = this.#shares.heldShare(this.#owner, id);
    const isNobodyHeld = this.#shares.release(this.#owner, id, this.#name);
    const share = await this.#shares.read(this.#owner, id);
    const isFree = isNobodyHeld && share.ok && share.value === undefined;
    const { refreshToken } = held?.base ?? grant;
    return isFree ? { ...grant, refreshToken } : undefined;
  }

  /** Puts back what was taken out, with the refresh token that is the latest by now. */
  async putBack(grant: Grant): Done {
    const { shared } = grant;
    if (shared === undefined) return this.replace(grant);
    const { id } = shared;
    const stored = await this.#shares.read(this.#owner, id);
    if (!stored.ok) return stored;
    const held = this.#shares.heldShare(this.#owner, id);
    const share = stored.value ?? (held && { ...held, members: {} });
    this.#shares.release(this.#owner, id, this.#name);
    if (share === undefined) return this.replace(grant);
    const back = withMember(share, this.#name, memberOf(grant));
    const written = await this.#shares.write(this.#owner, back);
    return written.ok ? this.link(back) : written;
  }

  /** Uses a shared grant from now on; it must be saved with this server among its members. */
  async link({ id, base }: SharedGrant): Done {
    const record = { bound: base.issuer, text: linkText(id) };
    return ofRecords(await this.#records.write(this.#key, record));
  }
}
