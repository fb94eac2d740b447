import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { SessionInfo, SessionOutcome } from '../../sessions/session.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { Dialogue } from './dialogue.ts';
import type { MirroredTools } from './mirrored-tools.ts';
import type { RenewableLink } from './renewable-link.ts';
import type { ConnectionLogLevel } from './log-level.ts';

/** Limits of a session. */
export interface SessionLimits {
  readonly callTimeoutMs: number;
  /** For one page of a list: whoever gives a slow server time to connect gives it for its lists too. */
  readonly listTimeoutMs: number;
  readonly maxResultBytes: number;
}

/** What a session is made of. */
export interface SessionParts extends Dialogue {
  readonly clock: Pick<Clock, 'monotonicNow' | 'schedule'>;
  readonly info: SessionInfo;
  readonly links: RenewableLink;
  readonly limits: SessionLimits;
  /** Fires when the session is over. */
  readonly life: AbortSignal;
  /** Why it is over, unless it was closed by us. */
  readonly ending: () => SessionOutcome | undefined;
  /** Told of every failure, so that a dead server is noticed. */
  readonly failed: (outcome: SessionOutcome) => void;
  /** On a modern link over HTTP, where some arguments travel in headers too. */
  readonly mirrored: MirroredTools | undefined;
  readonly redactOutcome: (outcome: SessionOutcome) => SessionOutcome;
  /** Covers secrets in what is answered, and uncovers what is sent back. */
  readonly answers: AnswerCover;
  /** How much a legacy server logs. */
  readonly logLevel: Pick<ConnectionLogLevel, 'want'>;
  /** What the person at the window can do for a server (MCP client capabilities). */
  readonly personCapabilities: JsonObject;
  readonly close: () => Promise<void>;
}
