import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Vault } from '../vault/vault.ts';
import { isSealed, sealAgreement } from './agreement-file.ts';
import type { AgreementFile, AgreementRecord } from './agreement-file.ts';

/** What agreements need from outside. */
export interface AgreementsDeps {
  readonly store: DocumentStore<AgreementFile>;
  readonly vault: Pick<Vault, 'deriveKey'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly logger: Logger;
}

/**
 * What a person has agreed to: for each server the fingerprints of whole launches. Kept sealed under
 * a key of the vault, so that no file, backup or import can claim one. Where the vault does not
 * open, what was agreed to counts until the program ends and is asked again after that.
 */
export interface Agreements {
  /** Reads the document in place of what was known; asks the vault for nothing. */
  load(): Promise<void>;
  /**
   * Whether a person agreed to this launch of this server. The vault is asked for its key only when
   * the document claims so; undefined while that does not come and nobody can tell.
   */
  isAgreed(server: string, launch: string): Promise<boolean | undefined>;
  /** Whether the document claims agreements of a server that nobody has judged yet. */
  hasClaim(server: string): boolean;
  /** A person agrees. This is the only way an agreement comes into being; counts at once. */
  agree(server: string, launch: string): void;
  /** Ends every agreement of a server but those to these launches. */
  keepOnly(server: string, launches: ReadonlySet<string>): void;
  /** Ends the agreements of a server that is removed; {@link bringBack} undoes the last time. */
  putAside(server: string): void;
  /** Gives a server that comes back what was put aside when it was removed. */
  bringBack(server: string): void;
  /** Ends the agreements of all servers but these. */
  keepServers(names: ReadonlySet<string>): void;
  /**
   * The vault can be used now: keeps what was agreed to meanwhile. Answers with the servers that
   * {@link isAgreed} knew no answer about until now.
   */
  onVaultUsable(): readonly string[];
  /** Resolves when what was agreed to so far is on the disk, or cannot be, or the time is over. */
  settled(limitMs: number): Promise<void>;
}

/** Creates it; empty until `load` has run. */
export function createAgreements(deps: AgreementsDeps): Agreements {
  return new SealedAgreements(deps);
}

/** What is known of one server. */
interface Kept {
  /** Launches that were agreed to in this run, or whose seal was found to be good. */
  readonly given: ReadonlySet<string>;
  /** As they lie in the document. */
  readonly records: readonly AgreementRecord[];
}

const nothing: Kept = { given: new Set(), records: [] };

class SealedAgreements implements Agreements {
  readonly #deps: AgreementsDeps;
  readonly #queue = createSerialQueue();
  readonly #aside = new Map<string, Kept>();
  readonly #refused = new Set<string>();
  #kept: ReadonlyMap<string, Kept> = new Map();
  #saved: readonly AgreementRecord[] = [];

  constructor(deps: AgreementsDeps) {
    this.#deps = deps;
  }

  async load(): Promise<void> {
    const load = await this.#deps.store.load();
    if (load.status !== 'loaded' && load.status !== 'restored') return;
    this.#saved = load.value.agreements;
    this.#kept = new Map();
    for (const record of load.value.agreements) {
      const { given, records } = this.#of(record.server);
      this.#set(record.server, { given, records: [...records, record] });
    }
  }

  async isAgreed(server: string, launch: string): Promise<boolean | undefined> {
    const { given, records } = this.#of(server);
    if (given.has(launch)) return true;
    const claims = records.filter((record) => record.launch === launch);
    if (claims.length === 0) return false;
    const key = await this.#deps.vault.deriveKey('agreement', false);
    if (!key.ok) {
      this.#refused.add(server);
      return undefined;
    }
    const { value } = key;
    if (value === undefined) return false;
    // What was ended while the key came is no agreement any more.
    const isStillThere = this.#of(server).records.some((record) => claims.includes(record));
    if (!isStillThere || !claims.some((claim) => isSealed(value, claim))) return false;
    this.#give(server, launch);
    return true;
  }

  hasClaim(server: string): boolean {
    const { given, records } = this.#of(server);
    return records.some(({ launch }) => !given.has(launch));
  }

  agree(server: string, launch: string): void {
    const { given, records } = this.#of(server);
    const others = records.filter((record) => record.launch !== launch);
    this.#set(server, { given: new Set([...given, launch]), records: others });
    this.#saveSoon();
  }

  keepOnly(server: string, launches: ReadonlySet<string>): void {
    const { given, records } = this.#of(server);
    this.#set(server, {
      given: new Set([...given].filter((launch) => launches.has(launch))),
      records: records.filter(({ launch }) => launches.has(launch)),
    });
    this.#saveSoon();
  }

  putAside(server: string): void {
    this.#aside.set(server, this.#of(server));
    this.#set(server, nothing);
    this.#saveSoon();
  }

  bringBack(server: string): void {
    const aside = this.#aside.get(server);
    if (aside === undefined) return;
    this.#aside.delete(server);
    this.#set(server, aside);
    this.#saveSoon();
  }

  keepServers(names: ReadonlySet<string>): void {
    const gone = [...this.#kept.keys()].filter((name) => !names.has(name));
    if (gone.length === 0) return;
    for (const name of gone) this.#set(name, nothing);
    this.#saveSoon();
  }

  onVaultUsable(): readonly string[] {
    const refused = [...this.#refused];
    this.#refused.clear();
    if (this.#unsealed().length > 0) this.#saveSoon();
    return refused;
  }

  async settled(limitMs: number): Promise<void> {
    let timer: Disposable | undefined;
    const tooLate = new Promise<void>((resolve) => {
      timer = this.#deps.clock.schedule(limitMs, resolve);
    });
    await Promise.race([this.#queue.run(() => Promise.resolve()), tooLate]);
    timer?.[Symbol.dispose]();
  }

  #of(server: string): Kept {
    return this.#kept.get(server) ?? nothing;
  }

  #give(server: string, launch: string): void {
    const { given, records } = this.#of(server);
    this.#set(server, { given: new Set([...given, launch]), records });
  }

  #set(server: string, kept: Kept): void {
    const next = new Map(this.#kept);
    if (kept.given.size + kept.records.length === 0) next.delete(server);
    else next.set(server, kept);
    this.#kept = next;
  }

  /** What was agreed to and is not in the document. */
  #unsealed(): readonly (readonly [server: string, launch: string])[] {
    return [...this.#kept].flatMap(([server, { given, records }]) => {
      const sealed = new Set(records.map(({ launch }) => launch));
      return [...given]
        .filter((launch) => !sealed.has(launch))
        .map((one) => [server, one] as const);
    });
  }

  #saveSoon(): void {
    void this.#queue.run(() => this.#save());
  }

  #isSaved(): boolean {
    const lying = [...this.#kept.values()].flatMap(({ records }) => records);
    return this.#unsealed().length === 0 && JSON.stringify(lying) === JSON.stringify(this.#saved);
  }

  async #save(): Promise<void> {
    if (this.#isSaved()) return;
    const key = this.#unsealed().length === 0 ? undefined : await this.#key();
    if (key !== undefined) {
      // All of them: what was sealed under a key that is gone is sealed anew.
      for (const [server, { given, records }] of this.#kept) {
        const sealed = [...given].map((launch) => sealAgreement(key, server, launch));
        const others = records.filter(({ launch }) => !given.has(launch));
        this.#set(server, { given, records: [...others, ...sealed] });
      }
    }
    const agreements = [...this.#kept.values()].flatMap(({ records }) => records);
    const saved = await this.#deps.store.save({ agreements });
    // They count until the program ends; after that the person is asked again.
    if (saved.ok) this.#saved = agreements;
    else this.#deps.logger.warn('agreements were not saved', { ...saved.error });
  }

  async #key() {
    const key = await this.#deps.vault.deriveKey('agreement', true);
    if (key.ok) return key.value;
    this.#deps.logger.warn('agreements last until the end of this run', { ...key.error });
    return undefined;
  }
}
