import type { ConnectionStateKind } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Account } from '../../shared/domain/sign-in.ts';
import type { OAuth, SignedIn } from '../oauth/oauth.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import { maySignIn } from '../registry/may-sign-in.ts';

/** Who is signed in where, and where one could be; no token in any of it. */
export interface Accounts {
  /** Asks the server itself at most, and only while it is connected. */
  of(
    name: GrantName,
    signal: AbortSignal,
  ): Promise<{ readonly account: Account | null; readonly offersSignIn: boolean }>;
  /** Those an owner is signed in to; contacts nobody. */
  all(owner: string, serverNames: readonly string[]): Promise<Record<string, Account>>;
  /** The server is gone. */
  forget(name: string): void;
}

/** What accounts are found out with. */
export interface AccountsDeps {
  readonly load: () => Promise<OAuth>;
  readonly definition: (name: GrantName) => ServerDefinition | undefined;
  readonly status: (name: GrantName) => ConnectionStateKind | undefined;
}

/** What was seen of a server counts until its definition changes. */
interface Seen {
  readonly updatedAt: number;
  readonly isOffered: boolean;
}

/** Creates them; nothing is loaded before it is asked for. */
export function createAccounts({ load, definition, status }: AccountsDeps): Accounts {
  const seen = new Map<string, Seen>();
  const able = (name: GrantName): ServerDefinition | undefined => {
    const found = definition(name);
    return found !== undefined && maySignIn(found) ? found : undefined;
  };

  const isOffered = async (
    { name: serverName, auth, updatedAt }: ServerDefinition,
    name: GrantName,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const state = status(name);
    if (auth.type === 'oauth') return true;
    const isAsked = state === 'needs-sign-in' || state === 'signing-in';
    const known = seen.get(serverName);
    if (known?.updatedAt === updatedAt && !isAsked) return known.isOffered;
    if (!isAsked && state !== 'ready') return false;
    const offers = isAsked || (await (await load()).offersSignIn(name, signal));
    if (!signal.aborted) seen.set(serverName, { updatedAt, isOffered: offers });
    return offers;
  };

  const noteAccount = ({ name, updatedAt }: ServerDefinition): void => {
    seen.set(name, { updatedAt, isOffered: true });
  };

  return {
    async of(name, signal) {
      const server = able(name);
      if (server === undefined) return { account: null, offersSignIn: false };
      const signedIn = await (await load()).signedIn(name);
      if (signedIn === undefined) {
        return { account: null, offersSignIn: await isOffered(server, name, signal) };
      }
      noteAccount(server);
      return { account: accountOf(signedIn), offersSignIn: true };
    },
    async all(owner, serverNames) {
      const servers = serverNames.flatMap((serverName) => able({ owner, serverName }) ?? []);
      if (servers.length === 0) return {};
      const oauth = await load();
      const found = new Map<string, Account>();
      for (const server of servers) {
        const signedIn = await oauth.signedIn({ owner, serverName: server.name });
        if (signedIn === undefined) continue;
        noteAccount(server);
        found.set(server.name, accountOf(signedIn));
      }
      return Object.fromEntries(found);
    },
    forget: (name) => void seen.delete(name),
  };
}

function accountOf(signedIn: SignedIn): Account {
  const { scopes, sharedWith } = signedIn;
  return { ...signedIn, scopes: [...scopes], sharedWith: [...sharedWith] };
}
