import type { JsonObject, Progress } from '../../shared/domain/catalog.ts';
import type { CallDoor } from '../../shared/domain/call-record.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ApprovalDesk, AskedAnswer, AskedCall } from './approval-desk.ts';
import type { Approvals } from './approvals.ts';
import { issuePermit } from './call-permit.ts';
import type { CallPermit } from './call-permit.ts';
import { createContinuations } from './continuations.ts';
import type { ContinuedCall } from './continuations.ts';
import { judgeCall } from './decisions.ts';
import type { PrintedTool, Verdict } from './decisions.ts';
import { toolFacts } from './tool-facts.ts';
import { untilAnswered } from './until-answered.ts';

/** Whose call it is. */
export interface Caller {
  readonly app: string;
  readonly door?: 'command' | undefined;
  /** The id of the token it came with. */
  readonly token?: string | undefined;
}

/** A call of a tool that somebody who is not at the window wants to make. */
export interface WantedCall {
  readonly caller: Caller;
  readonly profile: string;
  readonly server: string;
  /** The server's own name of the tool. */
  readonly tool: string;
  /** The tool as it was agreed to. */
  readonly definition: JsonObject;
  /** The params as the server would be sent them. */
  readonly params: JsonObject;
  /** Names of the arguments that the app did not send: they are set for it. */
  readonly fixed?: readonly string[];
}

/** Why a call may not be made. */
export const refusalReasons = [
  'declined',
  'never',
  'timed-out',
  'too-many',
  'gone',
  'closing',
  'argument-set',
] as const;
/** One of {@link refusalReasons}. */
export type RefusalReason = (typeof refusalReasons)[number];

/** How one call waits. */
export interface PassOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** A call that may be made. */
export interface Passed {
  readonly permit: CallPermit;
  /** A person was asked, which took its time. */
  readonly wasAsked: boolean;
}

/**
 * The one place where it is decided whether a tool is called. What sends a call wants a permit, and
 * permits are made here alone.
 */
export interface CallGate {
  /** Lets a call through, or asks the person; silence and an app that leaves mean no. */
  pass(call: WantedCall, options: PassOptions): Promise<Result<Passed, RefusalReason>>;
  /** The server's answer to a call that passed: it may want more before it does it. */
  answered(call: WantedCall, answer: JsonObject): void;
  /** The person at the window makes the call; that is their yes. */
  byHand(server: string, tool: string): CallPermit;
}

/** What the gate needs. */
export interface CallGateDeps {
  readonly approvals: Pick<Approvals, 'of' | 'decide' | 'isRefused' | 'onChange'>;
  /** Whether asking is left to an app, see {@link callerKey}. */
  readonly leavesAsking: (caller: string) => Promise<boolean>;
  readonly desk: Pick<ApprovalDesk, 'ask' | 'review'>;
  /** The key of a server's catalog, as a profile has it. */
  readonly keyOf: (profile: string, server: string) => string;
  /** The launch of a server, and whether it is part of Patchbay; undefined when there is none. */
  readonly placeOf: (
    profile: string,
    server: string,
  ) => { readonly place: string; readonly isOurs: boolean } | undefined;
  /** What apps are offered of a server now, to say yes to all of it. */
  readonly toolsOf: (profile: string, server: string) => Promise<readonly PrintedTool[]>;
  readonly clock: Clock;
}

/** Stands for whoever calls, in what is kept. */
export function callerKey({ app, door, token }: Caller): string {
  if (door === 'command') return 'command';
  return token === undefined ? `app:${app}` : `token:${token}`;
}

/** The gate; it listens to what is decided for as long as the program runs. */
export function createCallGate(deps: CallGateDeps): CallGate {
  const { approvals, desk, keyOf, placeOf, clock } = deps;
  const continuations = createContinuations(clock);

  const judge = async (call: WantedCall, key: string): Promise<Verdict> => {
    const launch = placeOf(call.profile, call.server);
    if (launch === undefined) return { kind: 'ask' };
    const decisions = await approvals.of(key);
    return judgeCall(
      launch.isOurs ? { ...decisions, ...ours(launch.place, decisions) } : decisions,
      {
        caller: callerKey(call.caller),
        tool: call.tool,
        facts: toolFacts(call.definition),
        place: launch.place,
      },
    );
  };

  const decide = async (
    call: WantedCall,
    key: string,
    answer: 'always-tool' | 'always-server',
  ): Promise<void> => {
    const launch = placeOf(call.profile, call.server);
    if (launch === undefined) return;
    const { print } = toolFacts(call.definition);
    const decided = (await approvals.of(key)).tools;
    const others = answer === 'always-server' ? await deps.toolsOf(call.profile, call.server) : [];
    // What was decided about a tool in particular stays so.
    const free = others.filter(({ tool }) => decided.get(tool) === undefined);
    const tools = [...free, { tool: call.tool, print }];
    const caller = callerKey(call.caller);
    await approvals.decide(key, { kind: 'allow-app', caller, tools, place: launch.place });
  };

  /** A no counts under whichever owner it was said, and a record that is lost may have held one. */
  const isLeftToApp = async ({ caller, profile, server, tool }: WantedCall): Promise<boolean> =>
    placeOf(profile, server) !== undefined &&
    (await deps.leavesAsking(callerKey(caller))) &&
    !(await approvals.isRefused(server, tool));

  const waiting = new Map<AskedCall, WantedCall>();
  const ask = async (call: WantedCall, key: string, options: PassOptions): Promise<AskedAnswer> => {
    const asked = askedCall(call, key);
    waiting.set(asked, call);
    const answer = await untilAnswered(desk.ask(asked, options.signal), options, clock);
    waiting.delete(asked);
    return answer;
  };

  approvals.onChange((key) => {
    void (async () => {
      const verdicts = new Map<AskedCall, 'decided' | 'never'>();
      for (const [asked, call] of waiting) {
        if (asked.key !== key) continue;
        const { kind } = await judge(call, key);
        if (kind !== 'ask') verdicts.set(asked, kind === 'pass' ? 'decided' : 'never');
      }
      desk.review(key, (asked) => verdicts.get(asked));
    })();
  });

  return {
    async pass(call, options) {
      const key = keyOf(call.profile, call.server);
      const passed = (wasAsked: boolean) =>
        ok({ permit: issuePermit(call.server, call.tool), wasAsked });
      const verdict = await judge(call, key);
      if (verdict.kind === 'never') return err('never');
      if (verdict.kind === 'pass' || continuations.take(continued(call, key))) return passed(false);
      if (await isLeftToApp(call)) return passed(false);
      const answer = await ask(call, key, options);
      if (answer === 'always-tool' || answer === 'always-server') await decide(call, key, answer);
      if (options.signal.aborted) return err('gone');
      return isYes(answer) ? passed(true) : err(answer === 'no' ? 'declined' : answer);
    },
    answered(call, answer) {
      if (answer['resultType'] !== 'input_required') return;
      continuations.expect(continued(call, keyOf(call.profile, call.server)), answer);
    },
    byHand: issuePermit,
  };
}

type Yes = Extract<AskedAnswer, 'once' | 'always-tool' | 'always-server' | 'decided'>;
const yes: ReadonlySet<AskedAnswer> = new Set<Yes>([
  'once',
  'always-tool',
  'always-server',
  'decided',
]);
const isYes = (answer: AskedAnswer): answer is Yes => yes.has(answer);

/** What Patchbay itself says of its tools is true. */
const ours = (place: string, { place: decidedAt }: { readonly place: string }) => ({
  isBelieved: true,
  ...(decidedAt === '' && { place }),
});

function askedCall(call: WantedCall, key: string): AskedCall {
  const { caller, server, tool, definition, params, fixed = [] } = call;
  const door: CallDoor = caller.door ?? 'app';
  const given = params['arguments'];
  const { claim } = toolFacts(definition);
  const args = isObject(given) ? given : {};
  return {
    door,
    app: caller.app,
    caller: callerKey(caller),
    key,
    server,
    tool,
    claim,
    args,
    fixed,
  };
}

function continued({ caller, tool, params }: WantedCall, key: string): ContinuedCall {
  return { caller: callerKey(caller), key, tool, params };
}
