import type { Era } from '../../../shared/domain/connection-state.ts';
import type { SessionOutcome } from '../../sessions/session.ts';

/** What a request went out on. */
export interface RequestFacts {
  readonly era: Era;
  readonly canRenew: boolean;
  /** It named an HTTP session. */
  readonly namedSession: boolean;
}

/** A loss; told by a status, or only by the words of a JSON-RPC error. */
export interface SessionLoss {
  readonly status?: number;
}

/** Codes under which servers report their session, rather than what a tool did. */
const sessionCodes = new Set([-32_000, -32_001, -32_002, -32_600, -32_602]);
const otherMeaning = new Set([401, 403, 407, 408, 425, 429]);

const sessionWords =
  /\b(?:unknown|invalid|expired|missing|no|no such|no valid|bad|stale)\b[\w\s-]{0,16}\bsession\b|\bsession\b[^.]{0,80}\b(?:not found|not exist|unknown|invalid|expired|terminated|closed|missing|not initiali[sz]ed|not available)\b/i;
const notInitialized =
  /\b(?:server|session|client|connection|mcp)\b[^.]{0,30}\bnot\b[^.]{0,20}\binitiali[sz]ed\b|^(?:bad request:? *)?not (?:yet )?initiali[sz]ed\b|\bbefore initiali[sz]ation\b/i;

/**
 * Whether an outcome means that a legacy server no longer knows the session a request named. That is
 * 404 (2025-11-25, basic/transports, session management), whatever its body says; many servers say
 * it with another status, or as a JSON-RPC error, and are known by their words. A server that gives
 * no session may still say, after a restart, that nobody has said hello.
 */
export function lostSession(
  outcome: SessionOutcome,
  { era, canRenew, namedSession }: RequestFacts,
): SessionLoss | undefined {
  if (era !== 'legacy' || !canRenew) return undefined;
  if (outcome.kind === 'http-status') {
    const { status, bodySnippet = '' } = outcome;
    return saysLost(status, bodySnippet, namedSession) ? { status } : undefined;
  }
  if (outcome.kind !== 'rpc-error' || !sessionCodes.has(outcome.rpcCode)) return undefined;
  return wordsOfLoss(outcome.message, namedSession) ? {} : undefined;
}

function saysLost(status: number, body: string, namedSession: boolean): boolean {
  if (otherMeaning.has(status)) return false;
  if (namedSession && (status === 404 || status === 410)) return true;
  if (namedSession && status === 400 && /session/i.test(body)) return true;
  return wordsOfLoss(body, namedSession);
}

function wordsOfLoss(words: string, namedSession: boolean): boolean {
  return notInitialized.test(words) || (namedSession && sessionWords.test(words));
}
