import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createDocumentStore } from '../../src/main/node/document-store.ts';
import { englishPageTexts } from '../../src/main/node/oauth/callback-page.ts';
import { createLoopbackDoors } from '../../src/main/node/oauth/loopback-doors.ts';
import { createOAuthHttp } from '../../src/main/node/oauth/oauth-http.ts';
import { createSealedRecords } from '../../src/main/node/oauth/sealed-records.ts';
import { createSystemClock } from '../../src/main/node/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/system-random.ts';
import { createOAuth } from '../../src/main/oauth/oauth.ts';
import type { BegunSignIn, OAuth, OAuthDeps } from '../../src/main/oauth/oauth.ts';
import type { ProtectedServer } from '../../src/main/oauth/oauth-ports.ts';
import type { Clock } from '../../src/main/ports.ts';
import type { KeyStore } from '../../src/main/vault/key-store.ts';
import { createVault } from '../../src/main/vault/vault.ts';
import { vaultFileSchema, vaultFileVersion } from '../../src/main/vault/vault-file.ts';
import { ok } from '../../src/shared/util/result.ts';
import { createFakeKeyStore } from './fake-key-store.ts';
import { createOAuthBrowser } from './oauth-browser.ts';
import { createSilentLogger } from './silent-logger.ts';

/** The system's time, moved on by hand. */
export interface ShiftedClock extends Clock {
  aheadMs: number;
}

/** A clock that runs with the system's. */
export function createShiftedClock(): ShiftedClock {
  const system = createSystemClock();
  const clock: ShiftedClock = {
    aheadMs: 0,
    now: () => system.now() + clock.aheadMs,
    schedule: (delayMs, callback) => system.schedule(delayMs, callback),
  };
  return clock;
}

/** The whole of sign-in with real files, real HTTP and a browser that is told where to go. */
export interface OAuthKit extends AsyncDisposable {
  readonly oauth: OAuth;
  readonly folder: string;
  readonly clock: ShiftedClock;
  /** Addresses the engine has opened in the browser. */
  readonly opened: string[];
  readonly logLines: readonly string[];
  readonly servers: Map<string, ProtectedServer>;
  readonly keys: KeyStore;
  /** Begins a sign-in or fails. */
  begin(name: string, via?: 'deep-link' | 'loopback'): Promise<BegunSignIn>;
  /** Begins, lets a fresh browser agree and hands the answer over. */
  signIn(name: string): Promise<void>;
  /** The token for a server as a session would ask for it. */
  token(name: string): Promise<string | undefined>;
}

/** What a test wants differently. */
export interface OAuthKitOptions extends Partial<OAuthDeps> {
  /** Share the files and the keychain of another kit, as another process would. */
  readonly like?: OAuthKit;
}

/** A signal nobody fires. */
export const patient = new AbortController().signal;

/** Puts everything together in a temporary folder. */
export async function createOAuthKit(
  servers: readonly ProtectedServer[],
  options: OAuthKitOptions = {},
): Promise<OAuthKit> {
  const { like, ...deps } = options;
  const folder = like?.folder ?? (await mkdtemp(join(tmpdir(), 'patchbay-oauth-')));
  const keys = like?.keys ?? createFakeKeyStore();
  const clock = createShiftedClock();
  const random = createSystemRandom();
  const logger = createSilentLogger();
  const opened: string[] = [];
  const known = new Map(servers.map((server) => [server.name, server]));
  const vault = createVault({
    store: createDocumentStore({
      path: join(folder, 'vault.json'),
      schemaVersion: vaultFileVersion,
      schema: vaultFileSchema,
      migrations: {},
    }),
    keys,
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
  });
  const oauth = createOAuth({
    servers: { resolve: (name) => Promise.resolve(ok(known.get(name))) },
    owner: () => 'personal',
    http: createOAuthHttp(),
    records: createSealedRecords({
      folder: join(folder, 'oauth'),
      vault,
      newKeyId: () => random.id(),
      randomBytes: (length) => randomBytes(length),
    }),
    browser: {
      open(url) {
        opened.push(url);
        return Promise.resolve(true);
      },
    },
    doors: createLoopbackDoors(() => englishPageTexts),
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
    description: { name: 'Patchbay' },
    ...deps,
  });
  const kit: OAuthKit = {
    oauth,
    folder,
    clock,
    opened,
    logLines: logger.lines,
    servers: known,
    keys,
    async begin(name, via) {
      const begun = await oauth.begin(name, { userGesture: true, ...(via && { via }) });
      if (!begun.ok) throw new Error(`not begun: ${JSON.stringify(begun.error)}`);
      return begun.value;
    },
    async signIn(name) {
      const { authorizationUrl } = await kit.begin(name);
      const { url, text } = await createOAuthBrowser().visit(authorizationUrl);
      const completed = await oauth.completeFromUrl(url, 'deep-link');
      if (!completed.ok) throw new Error(`${completed.error.code} at ${url}: ${text}`);
      const { status } = completed.value;
      if (status.kind !== 'completed') throw new Error(JSON.stringify(status));
    },
    async token(name) {
      const server = known.get(name);
      if (server === undefined) throw new Error(`no server ${name}`);
      const token = await oauth.sourceFor(server).token(patient);
      if (!token.ok) throw new Error(JSON.stringify(token.error));
      return token.value;
    },
    async [Symbol.asyncDispose]() {
      await oauth.dispose();
      if (like === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return kit;
}
