import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { withFixed } from '../app-rights/fixed-arguments.ts';
import type { CallGate, RefusalReason, WantedCall } from '../approvals/call-gate.ts';
import { toolFacts } from '../approvals/tool-facts.ts';
import type { AppRequest, AppRequestOptions, AppUse } from './gateway-port.ts';
import type { AppHello, GatewayFailure } from './app-hello.ts';
import type { Offer, OfferedItem } from './offer.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';

type Answer = Promise<Result<JsonObject, GatewayFailure>>;

/** Sends a request that names an item of an app's offer; `name` is the public one. */
export type SendNamed = (
  asked: { readonly hello: AppHello; readonly name: string },
  item: OfferedItem,
  request: AppRequest,
  options: AppRequestOptions,
) => Answer;

/** What a call is made with once it may be. */
export interface GatedCallDeps {
  readonly gate: Pick<CallGate, 'pass' | 'answered'>;
  readonly profileOf: (hello: AppHello) => string;
  readonly offerFor: (hello: AppHello) => Promise<Offer>;
  readonly ask: (
    hello: AppHello,
    at: { readonly profile: string; readonly server: string },
    request: AppRequest,
    options: AppRequestOptions,
  ) => Answer;
  readonly used: (use: AppUse) => void;
}

/**
 * Calls tools of an offer through the gate, with what is set for the app. What was asked of a person is
 * sent only if the app still is given the tool as they saw it.
 */
export function throughGate({ gate, profileOf, offerFor, ask, used }: GatedCallDeps): SendNamed {
  return async ({ hello, name }, item, asked, options) => {
    const { server, own, raw, fixed } = item;
    const profile = profileOf(hello);
    const refuse = (request: AppRequest, reason: RefusalReason) => {
      const refused = err({ kind: 'refused', server, tool: own, reason } as const);
      used({ hello, profile, server, ...request, answer: refused, tookMs: 0 });
      return refused;
    };
    const params = withFixed(asked.params, fixed);
    if (!params.ok) return refuse(asked, params.error);
    const request = { ...asked, params: params.value };
    const call: WantedCall = {
      caller: hello,
      profile,
      server,
      tool: own,
      definition: raw,
      params: request.params,
      ...(fixed !== undefined && { fixed: Object.keys(fixed) }),
    };
    const passed = await gate.pass(call, options);
    if (!passed.ok) return refuse(request, passed.error);
    const { permit, wasAsked } = passed.value;
    if (wasAsked) {
      const now = (await offerFor(hello)).tools.get(name);
      if (!isSame(item, now) || profileOf(hello) !== profile) return err({ kind: 'unknown', name });
    }
    const answer = await ask(hello, { profile, server }, request, { ...options, permit });
    if (answer.ok) gate.answered(call, answer.value);
    return answer;
  };
}

const isSame = (asked: OfferedItem, now: OfferedItem | undefined): boolean =>
  now !== undefined &&
  asked.server === now.server &&
  asked.own === now.own &&
  toolFacts(asked.raw).print === toolFacts(now.raw).print &&
  JSON.stringify(asked.fixed) === JSON.stringify(now.fixed);
