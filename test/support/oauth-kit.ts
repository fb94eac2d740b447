import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { callbackPageTexts } from '../../src/main/node/oauth/callback-page.ts';
import { createLoopbackListeners } from '../../src/main/node/oauth/loopback-listeners.ts';
import { createOAuthHttp } from '../../src/main/node/oauth/oauth-http.ts';
import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import { createOAuth } from '../../src/main/oauth/create-oauth.ts';
import type { BegunSignIn, OAuth, OAuthDeps } from '../../src/main/oauth/oauth.ts';
import type { AuthFailure } from '../../src/main/oauth/auth-failure.ts';
import type { CallbackWay } from '../../src/main/oauth/flow.ts';
import type {
  AuthorizationSource,
  GrantName,
  OAuthRecords,
  ProtectedServer,
} from '../../src/main/oauth/oauth-ports.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';
import type { KeyStore } from '../../src/main/vault/key-store.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { ok } from '../../src/shared/util/result.ts';
import { createOAuthBrowser } from './oauth-browser.ts';
import { createSealedKit } from './sealed-kit.ts';
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
    monotonicNow: () => system.monotonicNow() + clock.aheadMs,
    schedule: (delayMs, callback) => system.schedule(delayMs, callback),
  };
  return clock;
}

/** The whole of sign-in with real files, real HTTP and a browser that is told where to go. */
export interface OAuthKit extends AsyncDisposable {
  readonly oauth: OAuth;
  /** The sign-in to a server of whom everything is asked for. */
  of(serverName: string): GrantName;
  readonly folder: string;
  readonly clock: ShiftedClock;
  /** Addresses the engine has opened in the browser. */
  readonly opened: string[];
  readonly logLines: readonly string[];
  readonly servers: Map<string, ProtectedServer>;
  readonly vault: Vault;
  readonly records: OAuthRecords;
  /** Begins a sign-in or fails. */
  begin(name: string, via?: 'deep-link' | 'loopback'): Promise<BegunSignIn>;
  /** Begins, lets a fresh browser agree and hands the answer over. */
  signIn(name: string): Promise<void>;
  /** What the engine says about an address that came back. */
  complete(url: string, via?: CallbackWay): Promise<string>;
  /** The tokens as a session for this server sees them. */
  source(name: string): AuthorizationSource;
  /** The token for a server as a session would ask for it; fails when there is a failure. */
  token(name: string): Promise<string | undefined>;
  /** The failure a session would get; fails when there is none. */
  failure(name: string): Promise<AuthFailure>;
}

/** What a test wants differently. */
export interface OAuthKitOptions extends Partial<OAuthDeps> {
  /** A folder of another kit to share, as another process or a later run would. */
  readonly folder?: string;
  readonly keys?: KeyStore;
  /** The profile everything is asked for; `personal` if absent. */
  readonly owner?: string;
}

/** A signal nobody fires. */
export const patient: AbortSignal = new AbortController().signal;
setMaxListeners(0, patient);

/** Puts everything together in a temporary folder. */
export async function createOAuthKit(
  servers: readonly ProtectedServer[],
  options: OAuthKitOptions = {},
): Promise<OAuthKit> {
  const { folder: shared, keys, owner = 'personal', ...deps } = options;
  const folder = shared ?? (await mkdtemp(join(tmpdir(), 'patchbay-oauth-')));
  const clock = createShiftedClock();
  const random = createSystemRandom();
  const logger = createSilentLogger();
  const opened: string[] = [];
  const known = new Map(servers.map((server) => [server.name, server]));
  const { vault, records } = createSealedKit(folder, { ...(keys && { keys }), clock, logger });
  const oauth = createOAuth({
    servers: { resolve: ({ serverName }) => Promise.resolve(ok(known.get(serverName))) },
    http: createOAuthHttp(),
    records,
    browser: {
      open(url) {
        opened.push(url);
        return Promise.resolve(true);
      },
    },
    doors: createLoopbackListeners(() => callbackPageTexts('en')),
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
    description: { name: 'Patchbay' },
    ...deps,
  });
  const kit: OAuthKit = {
    oauth,
    of: (serverName) => ({ owner, serverName }),
    folder,
    clock,
    opened,
    logLines: logger.lines,
    servers: known,
    vault,
    records,
    async begin(name, via) {
      const begun = await oauth.begin(kit.of(name), { userGesture: true, ...(via && { via }) });
      if (!begun.ok) throw new Error(`not begun: ${JSON.stringify(begun.error)}`);
      return begun.value;
    },
    async signIn(name) {
      const { authorizationUrl } = await kit.begin(name);
      const { url, text } = await createOAuthBrowser().visit(authorizationUrl);
      const outcome = await kit.complete(url);
      if (outcome !== 'completed') throw new Error(`${outcome} at ${url}: ${text}`);
    },
    async complete(url, via = 'deep-link') {
      const completed = await oauth.completeFromUrl(url, via);
      if (!completed.ok) return completed.error.code;
      const { status } = completed.value;
      if (status.kind !== 'failed') return status.kind;
      return 'code' in status.failure ? status.failure.code : status.failure.kind;
    },
    source(name) {
      const server = known.get(name);
      if (server === undefined) throw new Error(`no server ${name}`);
      return oauth.sourceFor(owner, server);
    },
    async token(name) {
      const token = await kit.source(name).token(patient);
      if (!token.ok) throw new Error(JSON.stringify(token.error));
      return token.value;
    },
    async failure(name) {
      const token = await kit.source(name).token(patient);
      if (token.ok) throw new Error('there is a token');
      return token.error;
    },
    async [Symbol.asyncDispose]() {
      await oauth.dispose();
      if (shared === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return kit;
}
