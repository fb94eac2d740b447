import type { Result } from '../../shared/util/result.ts';
import type { Discoverer } from './discovery.ts';
import { endGrant } from './end-grant.ts';
import type { GrantEnding } from './end-grant.ts';
import type { FlowStore } from './flow-store.ts';
import type { GrantShelf } from './grant-shelf.ts';
import { grantNames } from './kept-sign-ins.ts';
import type { TakenSignIns } from './oauth.ts';
import type { GrantName, OAuthRecords } from './oauth-ports.ts';
import type { RecordError } from './oauth-faults.ts';
import type { DecisionBook } from './sign-in-question.ts';
import { takenSignIns } from './taken-sign-ins.ts';
import type { TakenGrant } from './taken-sign-ins.ts';

/** What signing out works with. */
export interface SigningOutDeps {
  readonly shelf: GrantShelf;
  readonly book: FlowStore;
  readonly discoverer: Discoverer;
  readonly decisions: DecisionBook;
  readonly records: OAuthRecords;
  readonly ending: GrantEnding;
}

/** Every way in which sign-ins end because somebody wants it. */
export class SigningOut {
  readonly #deps: SigningOutDeps;

  constructor(deps: SigningOutDeps) {
    this.#deps = deps;
  }

  /** Gives up an open sign-in, revokes as far as that works within a few seconds, and forgets. */
  async signOut(name: GrantName): Promise<void> {
    await this.#forgetFlows(name);
    const { shelf, ending } = this.#deps;
    await endGrant(shelf.keeper(name.owner, name.serverName), ending);
  }

  async #forgetFlows({ owner, serverName }: GrantName): Promise<void> {
    const { book, shelf, discoverer } = this.#deps;
    await book.restore();
    await book.forget(owner, serverName);
    shelf.forgetChallenges(owner, serverName);
    discoverer.forget(serverName);
  }

  /** As signing out, for everybody who is signed in or about to be: the server is gone. */
  async forgetServer(serverName: string): Promise<void> {
    const { book, shelf, records } = this.#deps;
    await book.restore();
    const known: readonly GrantName[] = [
      ...(await grantNames(records)),
      ...book.pending().map(({ record }) => record),
      ...shelf.challenged(),
    ];
    const theirs = known.filter((one) => one.serverName === serverName);
    for (const owner of new Set(theirs.map((one) => one.owner))) {
      await this.signOut({ owner, serverName });
    }
    await this.#deps.decisions.forget(serverName);
  }

  /** Takes grants out of memory and records, so that they can be put back. */
  async takeOut(isMeant: (name: GrantName) => boolean): Promise<TakenSignIns> {
    const { book, shelf, records, ending } = this.#deps;
    await book.restore();
    const flows = book.pending().map(({ record }): GrantName => record);
    for (const flow of flows.filter(isMeant)) await this.#forgetFlows(flow);
    const taken: TakenGrant[] = [];
    for (const name of (await grantNames(records)).filter(isMeant)) {
      await this.#forgetFlows(name);
      const keeper = shelf.keeper(name.owner, name.serverName);
      const grant = await keeper.take();
      if (grant !== undefined) taken.push({ name, keeper, grant });
    }
    return takenSignIns(taken, ending);
  }

  /** Signs out everywhere and removes all records and their key. */
  async forgetAll(): Promise<Result<void, RecordError>> {
    const { book, shelf, records, ending } = this.#deps;
    await book.restore();
    for (const { record } of book.pending()) await book.forget(record.owner, record.serverName);
    for (const { owner, serverName } of await grantNames(records)) shelf.keeper(owner, serverName);
    await Promise.all(shelf.keepers().map((one) => endGrant(one, ending)));
    return records.clear();
  }
}
