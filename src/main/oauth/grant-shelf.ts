import { sharedOwner } from '../../shared/domain/owner.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AuthFailure } from './auth-failure.ts';
import { createChallengeMemory } from './challenge-memory.ts';
import type { ChallengeMemory } from './challenge-memory.ts';
import type { Grant } from './grant.ts';
import { grantKey } from './grant-key.ts';
import { GrantStore } from './grant-store.ts';
import type { GrantStoreDeps } from './grant-store.ts';
import type { GrantName } from './oauth-ports.ts';

/** What is known of each sign-in in this process: its grant, and what its server has asked for. */
export class GrantShelf {
  readonly #deps: GrantStoreDeps & { readonly clock: Clock };
  readonly #keepers = new Map<string, GrantStore>();
  readonly #challenges = new Map<string, ChallengeMemory>();

  constructor(deps: GrantStoreDeps) {
    this.#deps = deps;
  }

  /** The one keeper of an owner's grant for a server. */
  keeper(owner: string, serverName: string): GrantStore {
    const id = grantKey({ owner, serverName });
    const keeper = this.#keepers.get(id) ?? new GrantStore(this.#deps, owner, serverName);
    this.#keepers.set(id, keeper);
    return keeper;
  }

  /** Every keeper there is so far. */
  keepers(): readonly GrantStore[] {
    return [...this.#keepers.values()];
  }

  /**
   * What the server has asked this owner for; until then what it has asked everybody who uses
   * it without a sign-in of their own.
   */
  challenges(owner: string, serverName: string): ChallengeMemory {
    const id = grantKey({ owner, serverName });
    const known = this.#challenges.get(id) ?? createChallengeMemory(this.#deps.clock);
    const everybodys = this.#challenges.get(grantKey({ owner: sharedOwner, serverName }));
    if (known.last === undefined) known.remember(everybodys?.last);
    this.#challenges.set(id, known);
    return known;
  }

  /** Who was asked for anything by which server. */
  challenged(): readonly GrantName[] {
    return [...this.#challenges.keys()].flatMap((id) => {
      const [owner, serverName] = JSON.parse(id) as [string, string];
      return [{ owner, serverName }];
    });
  }

  forgetChallenges(owner: string, serverName: string): void {
    this.#challenges.delete(grantKey({ owner, serverName }));
  }

  /** Puts a new grant in place of whatever there was; durable when it resolves with success. */
  async keep(owner: string, serverName: string, grant: Grant): Promise<Result<void, AuthFailure>> {
    const keeper = this.keeper(owner, serverName);
    const kept = await keeper.replace(grant);
    const share = await keeper.place.shared();
    // One sign-in serves all that share it.
    for (const name of Object.keys((share.ok && share.value?.members) || {})) {
      if (name !== serverName) await this.keeper(owner, name).reload();
    }
    if (kept.ok) this.challenges(owner, serverName).settle(grant.requested ?? grant.scopes);
    return kept;
  }
}
