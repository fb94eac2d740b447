import { offeredVersions } from './error-outcome.ts';
import type { RawAnswer } from './channel.ts';
import { tolerantDiscovery } from './hello.ts';
import { isJsonObject } from './raw-answer.ts';
import { modernVersion } from './sdk-module.ts';
import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { SessionOutcome } from '../../sessions/session.ts';

/** What the answer to `server/discover` says about a server's era. */
export type EraVerdict =
  | { readonly kind: 'modern'; readonly discover: JsonObject }
  | { readonly kind: 'legacy' }
  /** The question met something that is no answer to it; `wall` where that is to be signed in. */
  | { readonly kind: 'unknown'; readonly wall?: SessionOutcome }
  /** It speaks a modern protocol and declined; perhaps ours is among those it offers. */
  | { readonly kind: 'unsupported'; readonly offered: readonly string[] }
  | { readonly kind: 'closed' };

const unsupportedVersionCode = -32022;

/**
 * Judges an answer to `server/discover` (2026-07-28, basic/versioning). Anything that is no clear
 * sign of the modern era means legacy, whatever the error code: older servers answer an unknown
 * request in many ways.
 */
export function judgeDiscoverAnswer(answer: RawAnswer): EraVerdict {
  switch (answer.kind) {
    case 'closed':
      return { kind: 'closed' };
    case 'result':
      return judgeResult(answer.result);
    case 'error': {
      if (answer.code !== unsupportedVersionCode) return { kind: 'legacy' };
      const offered = offeredVersions(answer.data);
      const modern = offered.filter((version) => version >= modernVersion);
      return modern.length > 0 ? { kind: 'unsupported', offered } : { kind: 'legacy' };
    }
  }
}

function judgeResult(result: unknown): EraVerdict {
  if (!isJsonObject(result) || !Array.isArray(result['supportedVersions'])) {
    return { kind: 'legacy' };
  }
  const offered = offeredVersions({ supported: result['supportedVersions'] });
  if (offered.includes(modernVersion) && isJsonObject(result['capabilities'])) {
    return { kind: 'modern', discover: tolerantDiscovery(result) };
  }
  const modernOnly = offered.length > 0 && offered.every((version) => version > modernVersion);
  return modernOnly ? { kind: 'unsupported', offered } : { kind: 'legacy' };
}

/**
 * Whether an HTTP status that answered a handshake tells that the server does not know this kind
 * of request. A sign-in wall, a rate limit or a failing server say nothing about the era.
 */
export function statusMeansOtherEra(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 403, 407, 408, 425, 429].includes(status);
}

/** Whether somebody has to sign in before the server says anything, its era included. */
export function isSignInWall(outcome: SessionOutcome): boolean {
  if (outcome.kind === 'sign-in') return true;
  return outcome.kind === 'http-status' && (outcome.status === 401 || outcome.status === 403);
}
