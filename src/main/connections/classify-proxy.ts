import type { FailureAction, FailureCode, Verdict } from '../../shared/domain/failure.ts';
import { fixConfig, retrySoon } from './classified.ts';
import type { Judgement } from './classified.ts';
import type { SessionOutcome } from '../sessions/session.ts';

type Proxy = Extract<SessionOutcome, { kind: 'proxy' }>;

const rulings: Readonly<Record<Proxy['reason'], readonly [FailureCode, Verdict, FailureAction]>> = {
  'sign-in': ['PROXY_REFUSED', fixConfig, 'edit-settings'],
  refused: ['PROXY_BLOCKED', fixConfig, 'edit-settings'],
  unreachable: ['PROXY_UNREACHABLE', retrySoon, 'retry'],
  unusable: ['PROXY_UNUSABLE', fixConfig, 'edit-settings'],
};

/** A way that ends at the proxy; the server itself was never asked. */
export function judgeProxy({ reason, proxy, detail }: Proxy): Judgement {
  const [code, verdict, action] = rulings[reason];
  const params = { proxy };
  return { code, verdict, action, mayPass: true, params, detail: `${proxy}: ${detail}` };
}
