import { grantKey } from '../oauth/grant-key.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import type { Clock } from '../kernel/clock.ts';

/** A renewal that was refused again and again is tried again after this, then ever later, ms. */
const firstMs = 5 * 60_000;
const longestMs = 60 * 60_000;

/** What quiet renewals need. */
export interface QuietRenewalDeps {
  readonly clock: Pick<Clock, 'schedule'>;
  /** Whether the server still waits for a sign-in. */
  readonly isNeeded: (name: GrantName) => boolean;
  /** Tries once; whether there is a good token now. */
  readonly renew: (name: GrantName) => Promise<boolean>;
  readonly onRenewed: (name: GrantName) => void;
}

/** Tries in a while, and ever later, to renew what could not be renewed; nobody is asked for it. */
export class QuietRenewals implements Disposable {
  readonly #deps: QuietRenewalDeps;
  readonly #timers = new Map<string, Disposable>();

  constructor(deps: QuietRenewalDeps) {
    this.#deps = deps;
  }

  /** Begins with a server, unless it is waited for already. */
  begin(name: GrantName): void {
    if (!this.#timers.has(grantKey(name))) this.#later(name, 0);
  }

  #later(name: GrantName, triesBefore: number): void {
    this.#timers.get(grantKey(name))?.[Symbol.dispose]();
    const delayMs = Math.min(firstMs * 2 ** triesBefore, longestMs);
    const timer = this.#deps.clock.schedule(delayMs, () => {
      void this.#try(name, triesBefore + 1).catch(() => undefined);
    });
    this.#timers.set(grantKey(name), timer);
  }

  async #try(name: GrantName, tries: number): Promise<void> {
    this.#timers.delete(grantKey(name));
    if (!this.#deps.isNeeded(name)) return;
    if (await this.#deps.renew(name)) this.#deps.onRenewed(name);
    else this.#later(name, tries);
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) timer[Symbol.dispose]();
    this.#timers.clear();
  }
}
