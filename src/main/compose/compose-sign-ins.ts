import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ServerDefinition } from '../../shared/domain/server.ts';
import { ok } from '../../shared/util/result.ts';
import type { Network } from '../node/network/network.ts';
import type { GrantName, ProtectedServers } from '../oauth/oauth-ports.ts';
import { resolveSignIn } from '../registry/resolve-launch.ts';
import { createLazyOAuth } from '../sign-in/lazy-oauth.ts';
import type { LazyOAuth } from '../sign-in/lazy-oauth.ts';
import type { Vault } from '../vault/vault.ts';
import type { Basics } from './composition.ts';

/** Servers as sign-ins know them, with the values of whose sign-in it is. */
export function protectedServers(
  definition: (name: GrantName) => ServerDefinition | undefined,
  vault: Vault,
): ProtectedServers {
  return {
    async resolve(name) {
      const server = definition(name);
      if (server === undefined) return ok(undefined);
      return resolveSignIn(server, { secrets: vault, homeDir: homedir(), profileId: name.owner });
    },
  };
}

/** Signing in over this computer's files, network and browser, loaded with its first use. */
export function composeLazyOAuth(
  basics: Basics,
  deps: {
    readonly vault: Vault;
    readonly network: Network;
    readonly servers: ProtectedServers;
  },
): LazyOAuth {
  const { folder, settings, composition } = basics;
  return createLazyOAuth({
    hasRecords: () =>
      stat(join(folder, 'sign-in')).then(
        () => true,
        () => false,
      ),
    load: async () =>
      (await import('./compose-oauth.ts')).composeOAuth({
        ...basics,
        ...deps,
        surroundings: composition.signIn,
        clientDocumentUrl: () => settings.get().clientDocumentUrl || undefined,
      }),
  });
}
