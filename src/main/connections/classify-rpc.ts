import { fixConfig, retrySoon } from './classified.ts';
import type { Judgement } from './classified.ts';
import { hostOf, judgeHttpStatus } from './classify-http.ts';
import { requiredPages } from '../elicitation/required-pages.ts';
import type { SessionOutcome } from '../sessions/session.ts';

type RpcError = Extract<SessionOutcome, { kind: 'rpc-error' }>;

/** Codes by which JSON-RPC says that the request itself was wrong: asking again changes nothing. */
const refusals = new Set([-32_600, -32_601, -32_602]);

/** An error a server answered with, in JSON-RPC. */
export function judgeRpcError(outcome: RpcError): Judgement {
  const { rpcCode } = outcome;
  const detail = `error ${rpcCode}: ${outcome.message}`;
  const pages = requiredPages(outcome);
  if (pages !== undefined) {
    const host = hostOf(pages[0]?.url ?? '');
    return {
      code: 'PAGE_NOT_VISITED',
      verdict: retrySoon,
      action: 'none',
      params: { host },
      detail,
    };
  }
  const status = statusMeant(outcome);
  if (status !== undefined) {
    return { ...judgeHttpStatus({ kind: 'http-status', status, url: '' }), detail };
  }
  return {
    code: 'SERVER_ERROR',
    verdict: refusals.has(rpcCode) ? fixConfig : retrySoon,
    action: refusals.has(rpcCode) ? 'none' : 'retry',
    params: { rpcCode },
    detail,
  };
}

const rateLimited = /\b429\b|rate[ -]?limit|too many requests/i;
const unauthorized =
  /\b401\b|\binvalid_(token|grant)\b|\bauthentication required\b|\bunauthori[sz]ed\b|\bno authorization\b/i;

// Some servers put the HTTP status they would have sent into the code, others only into the words.
function statusMeant({ rpcCode, message }: RpcError): number | undefined {
  if (rpcCode === 401 || rpcCode === 403 || rpcCode === 429) return rpcCode;
  if (refusals.has(rpcCode)) return undefined;
  if (rateLimited.test(message)) return 429;
  return unauthorized.test(message) ? 401 : undefined;
}
