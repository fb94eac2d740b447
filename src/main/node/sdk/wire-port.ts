import type { Transport } from '@modelcontextprotocol/client';
import type { Phrase } from '../../../shared/i18n/phrase.ts';
import type { SessionObserver, SessionOutcome } from '../../sessions/session.ts';
import type { ServerAuthorization } from '../../oauth/oauth-ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { OutsideFacts } from '../../kernel/outside-facts.ts';
import type { Random } from '../../kernel/random.ts';
import type { Network } from '../network/network.ts';
import type { StartedChildren } from '../orphans/child-roster.ts';
import type { ListProcesses } from '../processes/process-tree-rows.ts';
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
  /** Says goodbye (at most half a second) and frees everything, down to the last process. */
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
  /** The environment programs get their share of; default: that of this process. */
  readonly variables?: () => Readonly<Record<string, string | undefined>>;
  readonly listProcesses?: ListProcesses;
  /** Told of every program that starts and ends. */
  readonly roster?: StartedChildren;
  /** How the network is reached; without a proxy if absent. */
  readonly network?: Network;
  readonly authorization?: ServerAuthorization | 'own-key' | undefined;
  /** Told every access token before it is sent, so that it never shows up anywhere. */
  readonly onToken?: (token: string) => void;
}
