import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { Language } from '../../shared/i18n/phrase.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { ok } from '../../shared/util/result.ts';
import type { KnownService } from '../oauth/known-services.ts';
import type { Network } from '../node/network/network.ts';
import type { BrowserOpener, ProtectedServers } from '../oauth/oauth-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import { resolveSignIn } from '../registry/resolve-launch.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import { createSignIns, type SignInsDeps } from '../sign-in/sign-ins.ts';
import type { Vault } from '../vault/vault.ts';

/** What signing in needs from whoever runs the host. */
export interface SignInSurroundings {
  readonly browser: BrowserOpener;
  /** Whether the system brings our links back to this app. */
  readonly hasDeepLinks: () => boolean;
  /** Brings the window to the front, where a browser cannot: a page on loopback has come back. */
  readonly comeForward?: () => void;
  /** The language of the page a browser shows when it comes back. */
  readonly language: () => Language;
  /** What is known of sign-in services; the table of this app if absent. */
  readonly knownServices?: readonly KnownService[];
}

/** Sign-ins whose code comes with the first use: nobody signs in before the first list is shown. */
export function composeSignIns(deps: {
  readonly folder: string;
  readonly vault: Vault;
  readonly registry: Pick<ServerRegistry, 'get'>;
  readonly settings: { get(): Settings };
  readonly surroundings: SignInSurroundings;
  readonly owner: () => string;
  readonly pool: SignInsDeps['pool'];
  readonly clock: Clock;
  readonly network?: Network;
  readonly random: Random;
  readonly logger: Logger;
}): SignIns {
  const { vault, registry, settings } = deps;
  const servers: ProtectedServers = {
    async resolve(name) {
      const server = registry.get(name);
      if (server === undefined) return ok(undefined);
      const surroundings = { secrets: vault, homeDir: homedir(), profileId: deps.owner() };
      return resolveSignIn(server, surroundings);
    },
  };
  return createSignIns({
    ...deps,
    servers,
    hasRecords: () =>
      stat(join(deps.folder, 'sign-in')).then(
        () => true,
        () => false,
      ),
    definition: (name) => registry.get(name),
    loadOAuth: async () =>
      (await import('./compose-oauth.ts')).composeOAuth({
        ...deps,
        servers,
        clientDocumentUrl: () => settings.get().clientDocumentUrl || undefined,
      }),
  });
}
