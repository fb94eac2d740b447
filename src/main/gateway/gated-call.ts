import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { CallGate, WantedCall } from '../approvals/call-gate.ts';
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
    server: string,
    request: AppRequest,
    options: AppRequestOptions,
  ) => Answer;
  readonly used: (use: AppUse) => void;
}

/**
 * Calls tools of an offer through the gate. What was asked of a person is sent only if the tool is
 * still offered as they saw it.
 */
export function throughGate({ gate, profileOf, offerFor, ask, used }: GatedCallDeps): SendNamed {
  return async ({ hello, name }, item, request, options) => {
    const { server, own, raw } = item;
    const profile = profileOf(hello);
    const call: WantedCall = {
      caller: hello,
      profile,
      server,
      tool: own,
      definition: raw,
      params: request.params,
    };
    const passed = await gate.pass(call, options);
    if (!passed.ok) {
      const refused = err({ kind: 'refused', server, tool: own, reason: passed.error } as const);
      used({ hello, profile, server, ...request, answer: refused, tookMs: 0 });
      return refused;
    }
    const { permit, wasAsked } = passed.value;
    if (wasAsked && !isSame(raw, (await offerFor(hello)).tools.get(name)?.raw)) {
      return err({ kind: 'unknown', name });
    }
    const answer = await ask(hello, server, request, { ...options, permit });
    if (answer.ok) gate.answered(call, answer.value);
    return answer;
  };
}

const isSame = (asked: JsonObject, now: JsonObject | undefined): boolean =>
  now !== undefined && toolFacts(asked).print === toolFacts(now).print;
