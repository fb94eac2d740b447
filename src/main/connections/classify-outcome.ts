import { assertNever } from '../../shared/util/assert-never.ts';
import { classifiedOf, fixConfig, retrySoon } from './classified.ts';
import type { Classified, Judgement } from './classified.ts';
import { hostOf, judgeHttpStatus, judgeNetwork } from './classify-http.ts';
import { judgeRpcError } from './classify-rpc.ts';
import { judgeProxy } from './classify-proxy.ts';
import { judgeProcessExited, judgeSpawnFailed, judgeTimedOut } from './classify-process.ts';
import { judgeSignIn } from './classify-sign-in.ts';
import type { SessionOutcome } from '../sessions/session.ts';

/**
 * Turns the raw fact of how something ended into a failure and a verdict (what to do next). Pure
 * and total: every outcome has one answer. `at` is the moment it happened, epoch ms.
 */
export function classifyOutcome(outcome: SessionOutcome, at: number): Classified {
  return classifiedOf(judge(outcome), at);
}

function judge(outcome: SessionOutcome): Judgement {
  switch (outcome.kind) {
    case 'spawn-failed':
      return judgeSpawnFailed(outcome);
    case 'process-exited':
      return judgeProcessExited(outcome);
    case 'http-status':
      return judgeHttpStatus(outcome);
    case 'sign-in':
      return judgeSignIn(outcome);
    case 'network':
      return judgeNetwork(outcome);
    case 'proxy':
      return judgeProxy(outcome);
    case 'unexpected-content':
      return {
        code: 'NOT_MCP',
        verdict: fixConfig,
        action: 'edit-url',
        mayPass: true,
        params: { host: hostOf(outcome.url), contentType: outcome.contentType },
        detail: [
          `${outcome.url} answered with ${outcome.contentType || 'no content type'}`,
          outcome.bodySnippet,
        ]
          .filter(Boolean)
          .join('\n'),
      };
    case 'redirect-refused':
      return {
        code: 'REDIRECT_REFUSED',
        verdict: fixConfig,
        action: 'edit-url',
        mayPass: true,
        params: { from: outcome.from, to: outcome.to },
        detail: `${outcome.from} redirects to ${outcome.to}`,
      };
    case 'timed-out':
      return judgeTimedOut(outcome);
    case 'too-large':
      return {
        code: outcome.what === 'message' ? 'MESSAGE_TOO_LARGE' : 'RESPONSE_TOO_LARGE',
        verdict: fixConfig,
        action: 'none',
        // One answer was too large; what worked before works again.
        mayPass: true,
        params: { limitBytes: outcome.limitBytes },
        detail: `a ${outcome.what} was larger than ${outcome.limitBytes} bytes`,
      };
    case 'stream-closed':
      return { code: 'STREAM_CLOSED', verdict: retrySoon, action: 'retry', detail: outcome.detail };
    case 'session-lost':
      return {
        code: 'SESSION_LOST',
        verdict: retrySoon,
        action: 'retry',
        params: { status: outcome.status },
        detail: `HTTP ${outcome.status}: the server does not know the session`,
      };
    case 'rpc-error':
      return judgeRpcError(outcome);
    case 'protocol':
      return {
        code: 'PROTOCOL_ERROR',
        verdict: retrySoon,
        action: 'retry',
        detail: outcome.detail,
      };
    case 'unsupported-version':
      return {
        code: 'PROTOCOL_UNSUPPORTED',
        verdict: fixConfig,
        action: 'edit-settings',
        params: { offered: outcome.offered.join(', ') },
        detail: `the server offers: ${outcome.offered.join(', ') || 'nothing'}`,
      };
    case 'invalid-url':
      return {
        code: 'INVALID_URL',
        verdict: fixConfig,
        action: 'edit-url',
        params: { url: outcome.url },
        detail: `not a valid address: ${outcome.url}`,
      };
    case 'aborted':
      return {
        code: 'CANCELLED',
        verdict: { kind: 'give-up' },
        action: 'retry',
        detail: 'stopped before it finished',
      };
    case 'internal':
      return { code: 'INTERNAL', verdict: retrySoon, action: 'retry', detail: outcome.detail };
    default:
      return assertNever(outcome);
  }
}
