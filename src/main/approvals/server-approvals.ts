import type { ServerDecisions, ToolChoice } from '../../shared/domain/approval.ts';
import type { Approvals } from './approvals.ts';
import type { CallGateDeps } from './call-gate.ts';
import type { Decisions, PrintedTool } from './decisions.ts';
import { judgeCall } from './decisions.ts';
import type { ToolFacts } from './tool-facts.ts';

/** What a person decides about the calls of one server, of the profile in use. */
export interface ServerApprovals {
  get(name: string): Promise<ServerDecisions>;
  /** For every app; `tools` are those that are offered now, all of them if absent. */
  choose(
    name: string,
    choice: ToolChoice,
    tools: readonly string[] | undefined,
  ): Promise<ServerDecisions>;
  /** Whether what the server says of its tools counts. */
  believe(name: string, isBelieved: boolean): Promise<ServerDecisions>;
  /** Ends what one app was allowed, of one tool or of all. */
  forget(name: string, caller: string, tool: string | undefined): Promise<ServerDecisions>;
}

/** What they are looked up in. */
export interface ServerApprovalsDeps extends Pick<CallGateDeps, 'keyOf' | 'placeOf'> {
  readonly approvals: Pick<Approvals, 'of' | 'decide'>;
  readonly toolsOf: (
    profile: string,
    server: string,
  ) => Promise<readonly (PrintedTool & ToolFacts)[]>;
  /** The id of the profile in use. */
  readonly inUse: () => string;
}

/** Nobody calls; what is left of a verdict is what counts for every app. */
const nobody = '';

/** The decisions, as the window shows and changes them. */
export function createServerApprovals(deps: ServerApprovalsDeps): ServerApprovals {
  const { approvals, keyOf, placeOf, toolsOf, inUse } = deps;
  const look = async (name: string) => {
    const profile = inUse();
    const launch = placeOf(profile, name);
    return {
      key: keyOf(profile, name),
      place: launch?.place ?? '',
      isOurs: launch?.isOurs ?? false,
      tools: await toolsOf(profile, name),
    };
  };
  const get = async (name: string): Promise<ServerDecisions> => {
    const { key, place, isOurs, tools } = await look(name);
    return shown(await approvals.of(key), { place, isOurs, tools });
  };
  return {
    get,
    async choose(name, choice, wanted) {
      const { key, place, tools } = await look(name);
      const named = new Set(wanted);
      const chosen = tools.filter(({ tool }) => wanted === undefined || named.has(tool));
      await approvals.decide(key, { kind: 'choose', choice, tools: chosen, place });
      return get(name);
    },
    async believe(name, isBelieved) {
      const { key, place } = await look(name);
      await approvals.decide(key, { kind: 'believe', isBelieved, place });
      return get(name);
    },
    async forget(name, caller, tool) {
      const { key, place } = await look(name);
      const what = tool === undefined ? {} : { tool };
      await approvals.decide(key, { kind: 'forget-app', caller, place, ...what });
      return get(name);
    },
  };
}

interface Seen {
  readonly place: string;
  readonly isOurs: boolean;
  readonly tools: readonly (PrintedTool & ToolFacts)[];
}

const choices = { pass: 'always', ask: 'ask', never: 'never' } as const;

function shown(decisions: Decisions, { place, isOurs, tools }: Seen): ServerDecisions {
  const isHere = decisions.place === place;
  const isBelieved = isOurs || (isHere && decisions.isBelieved);
  const counted = isOurs && decisions.place === '' ? { ...decisions, place } : decisions;
  const prints = new Map(tools.map(({ tool, print }) => [tool, print]));
  const apps = isHere ? [...decisions.apps] : [];
  return {
    isBelieved,
    isOurs,
    isIncomplete: decisions.isIncomplete,
    tools: tools.map((facts) => {
      const call = { caller: nobody, tool: facts.tool, facts, place };
      const { kind } = judgeCall({ ...counted, isBelieved }, call);
      return { tool: facts.tool, claim: facts.claim, choice: choices[kind] };
    }),
    apps: apps.map(([caller, own]) => ({
      caller,
      tools: [...own].flatMap(([tool, print]) => (prints.get(tool) === print ? [tool] : [])),
    })),
  };
}
