import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { ofRecords } from '../auth-failure.ts';
import type { AuthFailure } from '../auth-failure.ts';
import type { OAuthRecords, RecordKey } from '../oauth-ports.ts';
import { parseLink, parseSharedGrant } from './shared-grant.ts';
import type { SharedGrant } from './shared-grant.ts';

/** What was taken out of a shared grant and may be put back, while nobody else may use it any more. */
interface Held {
  /** The latest there was of it. */
  share: SharedGrant;
  readonly names: Set<string>;
}

/**
 * The grants that several servers share. One that a disk did not take is kept here for the next try:
 * its former refresh token is spent, and asking with it again would end the sign-in of all.
 */
export class ShareBook {
  readonly #records: OAuthRecords;
  readonly #unsaved = new Map<string, { readonly share: SharedGrant; readonly replaces: string }>();
  readonly #held = new Map<string, Held>();

  constructor(records: OAuthRecords) {
    this.#records = records;
  }

  /** Reads a shared grant; undefined where there is none (any more). */
  async read(owner: string, id: string): Promise<Result<SharedGrant | undefined, AuthFailure>> {
    const record = ofRecords(await this.#records.read(keyOf(owner, id)));
    if (!record.ok) return record;
    const share = record.value && parseSharedGrant(record.value.text);
    return ok(share?.base.issuer === record.value?.bound ? share : undefined);
  }

  /** Saves it, or removes it with its last member; durable when it resolves with success. */
  async write(owner: string, share: SharedGrant): Promise<Result<void, AuthFailure>> {
    const key = keyOf(owner, share.id);
    if (Object.keys(share.members).length === 0) {
      await this.#records.remove(key);
      return ok(undefined);
    }
    const record = { bound: share.base.issuer, text: JSON.stringify(share) };
    return ofRecords(await this.#records.write(key, record));
  }

  /** As `write` after a renewal with the refresh token `replaces`; what fails is not lost. */
  async writeRenewed(
    owner: string,
    share: SharedGrant,
    replaces: string | undefined,
  ): Promise<Result<void, AuthFailure>> {
    const written = await this.write(owner, share);
    const id = idOf(owner, share.id);
    if (written.ok || replaces === undefined) this.#unsaved.delete(id);
    else this.#unsaved.set(id, { share, replaces });
    return written;
  }

  /** Saves what could not be saved before, unless somebody has renewed or signed in since. */
  async saveLate(owner: string, id: string): Promise<Result<void, AuthFailure>> {
    const late = this.#unsaved.get(idOf(owner, id));
    if (late === undefined) return ok(undefined);
    const stored = await this.read(owner, id);
    if (!stored.ok) return stored;
    if (stored.value?.base.refreshToken !== late.replaces) {
      this.#unsaved.delete(idOf(owner, id));
      return ok(undefined);
    }
    return this.writeRenewed(owner, late.share, late.replaces);
  }

  /** Runs `work` while nobody else, in any process, works on this shared grant. */
  exclusively<T>(owner: string, id: string, work: () => Promise<T>, signal: AbortSignal) {
    return this.#records.exclusively(keyOf(owner, id), work, signal);
  }

  /** The id of the grant a server shares; undefined where it has one of its own or none. */
  async linkOf(owner: string, name: string): Promise<Result<string | undefined, AuthFailure>> {
    const record = ofRecords(await this.#records.read({ kind: 'grant', parts: [owner, name] }));
    return record.ok ? ok(record.value && parseLink(record.value.text)) : record;
  }

  /** The servers that do use a shared grant: what a member's own record says decides. */
  async usersOf(owner: string, share: SharedGrant): Promise<readonly string[]> {
    const users: string[] = [];
    for (const name of Object.keys(share.members)) {
      const link = await this.linkOf(owner, name);
      if (link.ok && link.value === share.id) users.push(name);
    }
    return users;
  }

  /** Removes what a run that died while it made a shared grant has left. */
  async prune(owner: string): Promise<void> {
    const keys = await this.#records.list('shared');
    for (const { parts } of keys.ok ? keys.value : []) {
      const [of, id] = parts;
      if (of !== owner || id === undefined) continue;
      const share = await this.read(owner, id);
      if (!share.ok || share.value === undefined) continue;
      const users = await this.usersOf(owner, share.value);
      if (users.length === 0) await this.#records.remove(keyOf(owner, id));
    }
  }

  /** A member was taken out, and may come back in this run. */
  hold(owner: string, share: SharedGrant, name: string): void {
    const held = this.#held.get(idOf(owner, share.id)) ?? { share, names: new Set<string>() };
    held.share = share;
    held.names.add(name);
    this.#held.set(idOf(owner, share.id), held);
  }

  /** The latest of a shared grant that no server uses, while somebody may come back. */
  heldShare(owner: string, id: string): SharedGrant | undefined {
    return this.#held.get(idOf(owner, id))?.share;
  }

  /** A member has come back, or never will; true when nobody is left who could. */
  release(owner: string, id: string, name: string): boolean {
    const held = this.#held.get(idOf(owner, id));
    held?.names.delete(name);
    if (held !== undefined && held.names.size > 0) return false;
    this.#held.delete(idOf(owner, id));
    return true;
  }
}

function keyOf(owner: string, id: string): RecordKey {
  return { kind: 'shared', parts: [owner, id] };
}

function idOf(owner: string, id: string): string {
  return JSON.stringify([owner, id]);
}
