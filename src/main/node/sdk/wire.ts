import type { Transport } from '@modelcontextprotocol/client';

import type { Phrase } from '../../../shared/i18n/phrase.ts';
import { noteLine } from '../../activity/note-line.ts';
import type { Launch, SessionObserver, SessionOutcome } from '../../sessions/session.ts';
import type { ServerAuthorization } from '../../oauth/oauth-ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { OutsideFacts } from '../../kernel/outside-facts.ts';
import type { Random } from '../../kernel/random.ts';
import type { Network } from '../network/network.ts';
import type { StartedChildren } from '../orphans/child-roster.ts';
import type { ListProcesses } from '../processes/process-tree-rows.ts';
import { createStdioTransport } from '../stdio/stdio-transport.ts';
import { safeUrl } from '../http/safe-text.ts';
import { sseWire, streamableHttpWire } from './http-wire.ts';
import type { Sdk } from './sdk-module.ts';

/** A transport that was not started yet, and what the SDK's interface does not tell about it. */
export interface Wire {
  readonly transport: Transport;
  /** Where the server is, without secrets; empty when it has no address. */
  readonly url: string;
  /** Whether the modern era may be spoken on it; the old HTTP+SSE transport predates it. */
  readonly mayBeModern: boolean;
  pid(): number | undefined;
  /** Whether a new session on a new wire costs the server nothing: no program, no stream. */
  readonly canRenew: boolean;
  /** The HTTP session the server gave, if any. */
  sessionId(): string | undefined;
  /** Why it ended or could not start, once it has. */
  outcome(): SessionOutcome | undefined;
  /** What a program has written so far besides MCP. */
  said():
    { readonly stderrTail: readonly string[]; readonly printed: readonly string[] } | undefined;
  /** The latest refusal by status. */
  lastStatus(): Extract<SessionOutcome, { readonly kind: 'http-status' }> | undefined;
  /**
   * Tells when something broke on which the session does not depend, though it is a sign of
   * trouble; at once when that has happened already.
   */
  onDoubt(this: void, listener: (note: Phrase | undefined) => void): void;
  /** The handshake is over. */
  ready(): void;
  /** Says goodbye (at most a second) and frees everything, down to the last process. */
  close(): Promise<void>;
}

/** What opening a wire needs besides the launch. */
export interface WireContext {
  readonly sdk: Sdk;
  readonly clock: Clock;
  readonly random: Random;
  readonly outside?: OutsideFacts;
  readonly observer: Pick<SessionObserver, 'log' | 'printed'>;
  readonly redact: readonly string[];
  readonly redactText: (text: string) => string;
  readonly connectTimeoutMs: number;
  readonly findPath?: () => Promise<string>;
  readonly listProcesses?: ListProcesses;
  /** Told of every program that starts and ends. */
  readonly roster?: StartedChildren;
  /** How the network is reached; without a proxy if absent. */
  readonly network?: Network;
  readonly authorization?: ServerAuthorization | 'own-key' | undefined;
  /** Told every access token before it is sent, so that it never shows up anywhere. */
  readonly onToken?: (token: string) => void;
}

/** Makes the wire for a launch; nothing is started or connected yet. */
export async function openWire(launch: Launch, context: WireContext): Promise<Wire> {
  switch (launch.type) {
    case 'stdio':
      return stdioWire(launch, context);
    case 'streamable-http':
      return streamableHttpWire(launch, context);
    case 'sse':
      return sseWire(launch, context);
    case 'websocket':
      return webSocketWire(launch, context);
    case 'built-in':
      return sampleWire();
  }
}

function stdioWire(launch: Extract<Launch, { type: 'stdio' }>, context: WireContext): Wire {
  const { observer, redactText, findPath, listProcesses, roster } = context;
  const transport = createStdioTransport({
    launch,
    redact: redactText,
    findPath,
    listProcesses,
    roster,
    onStderr: (text) => {
      observer.log({ source: 'stderr', level: 'info', text });
    },
    onPrinted: (lines) => observer.printed(lines),
    onGarbage: (count, sample) => {
      const phrase: Phrase = { key: 'note.notMcp', params: { text: sample, number: count } };
      observer.log({ ...noteLine(phrase), source: 'stdout' });
    },
  });
  return {
    ...plainWire(transport),
    pid: () => transport.pid,
    said: () => ({ stderrTail: transport.stderrTail, printed: transport.printed }),
    outcome: () => transport.outcome,
    ready: () => {
      transport.markReady();
    },
    close: () => transport.close(),
  };
}

async function webSocketWire(
  launch: Extract<Launch, { readonly type: 'streamable-http' | 'sse' | 'websocket' }>,
  context: WireContext,
): Promise<Wire> {
  const { createWebSocketTransport } = await import('../websocket/websocket-transport.ts');
  let ended: SessionOutcome | undefined;
  const transport = createWebSocketTransport({
    url: launch.url,
    headers: launch.headers,
    redact: context.redact,
    connection: context.network && ((url) => context.network?.connectionFor(url, launch.proxy)),
    authorization: context.authorization,
    onToken: context.onToken,
    handshakeTimeoutMs: context.connectTimeoutMs,
    onOutcome: (outcome) => {
      ended ??= outcome;
    },
  });
  return { ...plainWire(transport), url: safeUrl(launch.url), outcome: () => ended };
}

async function sampleWire(): Promise<Wire> {
  const { startSampleServer } = await import('../sample-server/sample-server.ts');
  const server = startSampleServer();
  return { ...plainWire(server.clientTransport), close: () => server.close() };
}

/** A wire about which nothing special is known. */
export function plainWire(transport: Transport): Wire {
  return {
    transport,
    url: '',
    mayBeModern: true,
    canRenew: false,
    pid: () => undefined,
    sessionId: () => undefined,
    said: () => undefined,
    outcome: () => undefined,
    lastStatus: () => undefined,
    onDoubt: () => undefined,
    ready: () => undefined,
    close: () => transport.close(),
  };
}
