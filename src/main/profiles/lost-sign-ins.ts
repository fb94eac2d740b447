import type { ServerDefinition } from '../../shared/domain/server.ts';
import { mayUse } from '../registry/scope.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import type { ProfileStore } from './profile-store.ts';

/** Signs those out that could use servers before, and may not now that these are for `scope`. */
export async function signOutLosers(
  before: readonly ServerDefinition[],
  scope: ServerDefinition['scope'],
  {
    book,
    signIns,
  }: { readonly book: Pick<ProfileStore, 'profiles'>; readonly signIns: Pick<SignIns, 'of'> },
): Promise<void> {
  for (const { id } of book.profiles().all) {
    for (const server of before) {
      if (mayUse(server, id) && !mayUse({ scope }, id)) await signIns.of(id).signOut(server.name);
    }
  }
}
