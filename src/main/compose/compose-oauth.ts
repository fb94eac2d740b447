import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { SignInSurroundings } from './sign-in-surroundings.ts';
import { callbackPageTexts } from '../node/oauth/callback-page.ts';
import { createLoopbackListeners } from '../node/oauth/loopback-listeners.ts';
import { createOAuthHttp } from '../node/oauth/oauth-http.ts';
import type { Network } from '../node/network/network.ts';
import { createSealedRecords } from '../node/oauth/sealed-records.ts';
import { createOAuth } from '../oauth/create-oauth.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { ProtectedServers } from '../oauth/oauth-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { Vault } from '../vault/vault.ts';

/** Puts sign-in together with this computer's files, network and browser. */
export function composeOAuth(deps: {
  readonly folder: string;
  readonly vault: Vault;
  readonly servers: ProtectedServers;
  readonly surroundings: SignInSurroundings;
  readonly clientDocumentUrl: () => string | undefined;
  readonly clock: Clock;
  readonly network?: Network;
  readonly random: Random;
  readonly logger: Logger;
}): OAuth {
  const { folder, vault, random, surroundings } = deps;
  const bytes = (length: number) => randomBytes(length);
  return createOAuth({
    ...deps,
    http: createOAuthHttp({ network: deps.network }),
    records: createSealedRecords({
      folder: join(folder, 'sign-in'),
      vault,
      newKeyId: () => random.id(),
      randomBytes: bytes,
    }),
    browser: surroundings.browser,
    doors: createLoopbackListeners(() => callbackPageTexts(surroundings.language())),
    randomBytes: bytes,
    description: { name: 'Patchbay' },
    hasDeepLinks: surroundings.hasDeepLinks,
    onReturn: surroundings.comeForward,
    knownServices: surroundings.knownServices,
  });
}
