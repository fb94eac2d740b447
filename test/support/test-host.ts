import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';

import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';

import { composeHost } from '../../src/main/compose/compose-host.ts';
import type { Host } from '../../src/main/host/host.ts';
import type { ServedHost, Services } from '../../src/main/host/services.ts';
import { createPortServer } from '../../src/main/ipc/serve-port.ts';
import type { KnownService } from '../../src/main/oauth/known-services.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';
import type { Logger } from '../../src/main/kernel/logger.ts';
import type { ElicitationPort } from '../../src/main/elicitation/question.ts';
import type { KeyStore } from '../../src/main/vault/key-store.ts';
import type { Contract } from '../../src/shared/contract/contract.ts';
import type { ConnectionState } from '../../src/shared/domain/connection-state.ts';
import { settingsSchema } from '../../src/shared/domain/settings.ts';
import type { Settings } from '../../src/shared/domain/settings.ts';
import { answerCalls } from './allowing-person.ts';
import type { SaysToCalls } from './allowing-person.ts';
import { waitFor } from './processes.ts';

/** A call that was logged. */
export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A whole host as the app has it, on real files and processes, and a client on a real port. */
export interface TestHost {
  readonly host: Host & Services;
  /** The same, as the port was given them. */
  readonly served: ServedHost;
  readonly client: ContractRouterClient<Contract>;
  readonly folder: string;
  readonly logged: readonly LoggedLine[];
  /** Addresses that were opened in the browser. */
  readonly opened: readonly string[];
  /** Waits until a server is in one of these states; answers with the state. */
  reached<K extends ConnectionState['kind']>(
    name: string,
    ...kinds: K[]
  ): Promise<Extract<ConnectionState, { kind: K }>>;
  /** Ends the host and the port; the folder stays until `remove`. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a host; `folder` continues with the data of an earlier one. */
export async function startTestHost(
  options: {
    readonly folder?: string;
    readonly seedSample?: boolean;
    readonly servesApps?: boolean;
    readonly clock?: Clock;
    /** The keychain; one that always works if absent. */
    readonly keys?: KeyStore;
    readonly questions?: 'window' | ElicitationPort;
    /** Whether links come back to the app; yes if absent. */
    readonly hasDeepLinks?: boolean;
    /** Settings that are not as in a fresh app. */
    readonly settings?: Partial<Settings>;
    /** What is known of sign-in services; the table of the app if absent. */
    readonly knownServices?: readonly KnownService[];
    /** What the person at the window says to calls of apps; they always allow them if absent. */
    readonly saysToCalls?: SaysToCalls;
    /** What a person answers when they are asked where to save; they cancel if absent. */
    readonly saveText?: Services['saveText'];
    /** What the desktop says about proxies, in the words of a PAC file; nothing if absent. */
    readonly systemProxy?: (url: string) => Promise<string>;
  } = {},
): Promise<TestHost> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'patchbay-host-')));
  const logged: LoggedLine[] = [];
  const opened: string[] = [];
  let settings: Settings = settingsSchema.parse(options.settings ?? {});
  const served = await composeHost({
    dataFolder: folder,
    logger: recordingLogger(logged),
    seedSample: options.seedSample ?? false,
    servesApps: options.servesApps ?? false,
    bridges: { programs: [fileURLToPath(new URL('../../src/bridge/bridge.mjs', import.meta.url))] },
    keys: options.keys ?? plainKeyStore,
    settings: { get: () => settings, set: (changed) => (settings = changed) },
    saveText: options.saveText ?? (() => Promise.resolve({ ok: true, value: false })),
    choosePath: () => Promise.resolve(null),
    signIn: {
      browser: {
        open(url) {
          opened.push(url);
          return Promise.resolve(true);
        },
      },
      hasDeepLinks: () => options.hasDeepLinks ?? true,
      knownServices: options.knownServices,
      language: () => 'en',
    },
    ...(options.clock && { clock: options.clock }),
    ...(options.systemProxy && { systemProxy: options.systemProxy }),
    questions: options.questions,
    app: { version: '0.0.0-test', platform: process.platform, firstProfile: 'Personal' },
  });
  const { host, services } = served;
  const { port1, port2 } = new MessageChannel();
  createPortServer(served, recordingLogger(logged)).serve(port1);
  const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }));
  const leaving = new AbortController();
  if (options.servesApps === true) {
    const says = options.saysToCalls ?? (() => 'always-tool' as const);
    void answerCalls(client, says, leaving.signal).catch(() => undefined);
  }
  let closed: Promise<void> | undefined;
  const close = () =>
    (closed ??= (async () => {
      leaving.abort();
      await host.dispose();
      port2.close();
    })());
  return {
    host: { ...services, ...host },
    served,
    client,
    folder,
    logged,
    opened,
    reached: <K extends ConnectionState['kind']>(name: string, ...kinds: K[]) =>
      waitFor(`${name} to be ${kinds.join(' or ')}`, () => {
        const state = services.pool.status(name);
        return state && isOneOf(state, kinds) ? state : undefined;
      }),
    close,
    async remove() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isOneOf<K extends ConnectionState['kind']>(
  state: ConnectionState,
  kinds: readonly K[],
): state is Extract<ConnectionState, { kind: K }> {
  return kinds.some((kind) => kind === state.kind);
}

function recordingLogger(logged: LoggedLine[]): Logger {
  const at =
    (level: LoggedLine['level']): Logger['info'] =>
    (message, fields = {}) =>
      void logged.push({ level, message, fields });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** Stands for a keychain in tests of everything else: the key itself is the token. */
const plainKeyStore: KeyStore = {
  backend: () => Promise.resolve({ ok: true, value: 'test' }),
  owns: (backend) => backend === 'test',
  protect: (keyId, key) =>
    Promise.resolve({
      ok: true,
      value: { keyId, backend: 'test', token: Buffer.from(key).toString('base64') },
    }),
  unprotect: ({ token }) =>
    Promise.resolve({ ok: true, value: new Uint8Array(Buffer.from(token, 'base64')) }),
  forget: () => Promise.resolve({ ok: true, value: undefined }),
};
